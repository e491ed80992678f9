"""Who signs the letters, by `[letter] signature` and the settings that belong to it."""

from bot.settings import BadSettings, Settings
from office.sop.agency import Agency
from provisioning.signing.bsre import BsreSigner
from provisioning.signing.pades import PadesSigner
from provisioning.signing.signer import BsreAccess, Pkcs12, Signer


def open_signer(settings: Settings, agency: Agency) -> Signer | None:
    """Nobody, where letters are signed by hand. Raises BadSettings naming every setting that is missing."""
    match agency.letter.signature:
        case "pades":
            return _pades(settings)
        case "bsre":
            return _bsre(settings)
        case _:
            return None


def _pades(settings: Settings) -> Signer:
    file, passphrase = settings.signing_pkcs12, settings.signing_passphrase
    if file is None or passphrase is None:
        raise _missing("pades", signing_pkcs12=file, signing_passphrase=passphrase)
    return PadesSigner(Pkcs12(file, passphrase.get_secret_value()))


def _bsre(settings: Settings) -> Signer:
    url, nik = settings.bsre_url, settings.bsre_nik
    password, passphrase = settings.bsre_password, settings.bsre_passphrase
    if not (url and settings.bsre_user and password and nik and passphrase):
        raise _missing(
            "bsre",
            bsre_url=url,
            bsre_user=settings.bsre_user,
            bsre_password=password,
            bsre_nik=nik,
            bsre_passphrase=passphrase,
        )
    secrets = (password.get_secret_value(), nik.get_secret_value(), passphrase.get_secret_value())
    return BsreSigner(BsreAccess(str(url).rstrip("/"), settings.bsre_user, *secrets))


def _missing(signature: str, **wanted: object) -> BadSettings:
    return BadSettings(
        [
            f'LOKET_{name.upper()}: is missing; agency.toml says signature = "{signature}"'
            for name, value in wanted.items()
            if not value
        ]
    )
