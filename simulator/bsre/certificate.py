"""A key, and a certificate that it gave itself."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.x509.oid import NameOID


def self_signed(name: str) -> tuple[RSAPrivateKey, x509.Certificate]:
    key = generate_private_key(public_exponent=65537, key_size=2048)
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    unsigned = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
    return key, unsigned.not_valid_before(now).not_valid_after(now + timedelta(days=30)).sign(key, hashes.SHA256())
