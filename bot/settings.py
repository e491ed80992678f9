"""Settings: secrets and addresses from the environment or `.env`, the office's own rules from `agency.toml`.

Everything is checked once, at start; what is wrong is said in one line each, with how to mend it.
"""

import tomllib
from datetime import date, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from office.letters.emblem import wrong_emblem
from office.letters.number import letter_number
from office.sop.agency import Agency

_PREFIX: Final = "LOKET_"
_TELEGRAM: Final = "https://api.telegram.org"
_DNS_PORT: Final = 53
_LAST_PORT: Final = 65535
_HINTS: Final = {
    "telegram_token": "put the token that @BotFather gave you into .env",
    "cloudflare_token": "make a token with Zone:DNS:Edit and Zone:Zone:Read on the one zone, and put it into .env",
    "telegram_url": "write a URL such as https://api.telegram.org, or leave it out",
    "cloudflare_url": "write a URL, or leave it out for the real Cloudflare",
    "messages_per_second": "leave it out: Telegram lets a bot send 30",
    "clock_offset": "leave it out; a playground writes a duration such as P3D or -PT2H",
    "nameservers": "write addresses such as 192.0.2.53 or 127.0.0.1:5300, separated by commas, or leave it out",
}


class BadSettings(Exception):  # noqa: N818 - a list of findings
    """The program cannot start; `lines` say why, one finding each, with how to mend it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


def _server(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":") if text.count(":") == 1 else (text, "", str(_DNS_PORT))
    try:
        address = str(ip_address(host))
    except ValueError:
        raise ValueError(f"{text!r} is not an address") from None
    if not port.isdigit() or not 0 < int(port) <= _LAST_PORT:
        raise ValueError(f"{text!r} is not an address with a port up to {_LAST_PORT}")
    return address, int(port)


def _servers(text: str) -> list[tuple[str, int]]:
    return [_server(part.strip()) for part in text.split(",") if part.strip()]


def _check_servers(text: str) -> str:
    _servers(text)
    return text


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _not_blank(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value().strip():
        raise ValueError("is empty")
    return secret


Secret = Annotated[SecretStr, AfterValidator(_not_blank)]


class Settings(BaseSettings):
    """What one deployment needs to know besides `agency.toml`. Every variable begins with `LOKET_`."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_file=".env", extra="ignore", frozen=True)

    telegram_token: Secret
    cloudflare_token: Secret
    telegram_url: HttpUrl = HttpUrl(_TELEGRAM)
    cloudflare_url: HttpUrl | None = None
    messages_per_second: Annotated[int, Field(ge=1, le=1000)] = 30
    dns_provider: str = "cloudflare"
    nameservers: Annotated[str, AfterValidator(_check_servers)] = ""
    signing_pkcs12: Path | None = None
    signing_passphrase: Secret | None = None
    bsre_url: HttpUrl | None = None
    bsre_user: str = ""
    bsre_password: Secret | None = None
    bsre_nik: Secret | None = None
    bsre_passphrase: Secret | None = None
    data: Path = Path("data")
    agency: Path = Path("agency.toml")
    opd_list: Path = Path("opd.csv")
    clock_offset: timedelta = timedelta(0)

    @field_validator("clock_offset")
    @classmethod
    def _only_in_a_playground(cls, offset: timedelta, others: ValidationInfo) -> timedelta:
        """Real people are never told a wrong time."""
        url: HttpUrl | None = others.data.get("telegram_url")
        if offset and url is not None and not _is_loopback(url.host or ""):
            raise ValueError("is only for a simulated Telegram on this machine")
        return offset

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log."""
        signing = (self.signing_passphrase, self.bsre_password, self.bsre_nik, self.bsre_passphrase)
        held = (self.telegram_token, self.cloudflare_token, *signing)
        return tuple(secret.get_secret_value() for secret in held if secret is not None)

    @property
    def servers(self) -> list[tuple[str, int]] | None:
        """The name servers to ask instead of the zone's NS set, as (host, port)."""
        return _servers(self.nameservers) or None


def read_settings() -> Settings:
    """Raises BadSettings."""
    try:
        return Settings()
    except ValidationError as exc:
        raise BadSettings([_line(str(e["loc"][0]), e["msg"], e["type"]) for e in exc.errors()]) from None


def _line(field: str, message: str, kind: str) -> str:
    said = "is missing" if kind == "missing" else message.removeprefix("Value error, ")
    return f"{_PREFIX}{field.upper()}: {said}; {_HINTS.get(field, 'see .env.example')}"


def read_agency(file: Path) -> Agency:
    """Read and check the office's own file. Raises BadSettings."""
    try:
        agency = Agency.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        _check_pattern(agency.letter.number_pattern)
    except UnicodeDecodeError:
        raise BadSettings([f"{file}: not in UTF-8; save it as UTF-8 text"]) from None
    except OSError as exc:
        raise BadSettings([f"{file}: {why_closed(exc)}; copy the agency.toml of the repository and adapt it"]) from None
    except tomllib.TOMLDecodeError as exc:
        raise BadSettings([f"{file}: not TOML, {exc}; compare with the agency.toml of the repository"]) from None
    except ValidationError as exc:
        raise BadSettings([f"{file}: {_place(e['loc'])}: {e['msg']}" for e in exc.errors()]) from None
    except ValueError as exc:
        raise BadSettings([f"{file}: [letter] number_pattern: {exc}"]) from None
    return agency


def read_emblem(file: Path, agency: Agency) -> bytes:
    """The picture that stands at the head of letters, found beside `agency.toml`. Raises BadSettings."""
    if not agency.letter.emblem:
        return b""
    picture = file.parent / agency.letter.emblem
    try:
        content = picture.read_bytes()
    except OSError as exc:
        raise BadSettings([f"{file}: [letter] emblem: {picture}: {why_closed(exc)}"]) from None
    if why := wrong_emblem(content):
        raise BadSettings([f"{file}: [letter] emblem: {picture}: {why}"])
    return content


def why_closed(exc: OSError) -> str:
    return "not found" if isinstance(exc, FileNotFoundError) else str(exc.strerror)


def _check_pattern(pattern: str) -> None:
    """Numbers begin anew each year, so the year must be in them. Raises ValueError."""
    letter_number(pattern, 1, date.min)
    if "{tahun}" not in pattern:
        raise ValueError("{tahun} is missing, and numbers begin anew each year")


def _place(location: tuple[int | str, ...]) -> str:
    table, *rest = (str(part) for part in location)
    return f"[{table}] {'.'.join(rest)}".strip()
