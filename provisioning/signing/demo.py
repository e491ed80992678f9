"""A certificate that nobody trusts, for trying out: `python -m provisioning.signing.demo FILE`.

The passphrase comes from LOKET_SIGNING_PASSPHRASE, as the program's does.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID


def self_signed(passphrase: str, name: str = "Loket (contoh, tidak dipercaya)", *, days: int = 365) -> bytes:
    """A PKCS#12 with a new key of 3072 bits and a certificate that it gave itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"loket", key, certificate, None, locked)


def main() -> None:
    file = Path(sys.argv[1])
    file.touch(mode=0o600)
    file.write_bytes(self_signed(os.environ["LOKET_SIGNING_PASSPHRASE"]))


if __name__ == "__main__":
    main()
