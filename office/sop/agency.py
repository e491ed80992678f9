"""The office's identity and rules, as its own people write them in `agency.toml`."""

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PositiveInt


def _known_time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"unknown time zone {name!r}; write for example Asia/Jakarta")
    return name


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Identity(_Part):
    """Who the office is: what stands in the letterhead and in the chat."""

    government: str
    agency: str
    short_name: str
    regency: str
    address: str
    website: str
    email: str
    city: str
    contact: str
    time_zone: Annotated[str, AfterValidator(_known_time_zone)]

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)


class DnsRules(_Part):
    """The zone that the office serves and what may stand in it."""

    zone: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
    ttl: Annotated[int, Field(ge=60, le=86400)] = 300
    marker: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")] = "loket"
    reserved_labels: frozenset[str] = frozenset()


Urgency = Literal["Biasa", "Segera", "Sangat Segera"]
"""Sifat surat."""

Centimetres = Annotated[float, Field(ge=1, le=5)]


class Margins(_Part):
    """Ruang tepi in centimetres; the letterhead stands inside the top one."""

    top: Centimetres = 2.0
    right: Centimetres = 2.0
    bottom: Centimetres = 2.5
    left: Centimetres = 3.0


class Stationery(_Part):
    """The paper of every letter, whatever its template was drawn for. F4 is 21.5 x 33 cm.

    `footer` is the small line at the foot of each page; when it is empty it names the desk and the office.
    """

    paper: Literal["A4", "F4"] = "A4"
    text_size: Literal["normal", "compact"] = "normal"
    margins: Margins = Margins()
    footer: str = ""


class LetterRules(Stationery):
    """How letters are numbered, titled and addressed (Permendagri 83/2022 for the classification)."""

    number_pattern: Annotated[str, Field(pattern=r"\{nomor\}")]
    signer_title: str
    urgency: Urgency = "Biasa"
    emblem: str = ""
    legal_basis: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()
    disposition_phrases: tuple[str, ...] = (
        "Tanggapan dan saran",
        "Proses lebih lanjut",
        "Koordinasi/konfirmasi",
        "Teliti kelengkapannya",
        "Untuk diketahui",
    )

    @property
    def stationery(self) -> Stationery:
        return Stationery(paper=self.paper, text_size=self.text_size, margins=self.margins, footer=self.footer)


class ServiceRules(_Part):
    """What applicants are told and what the office holds them to."""

    working_days: PositiveInt = 2
    upload_limit_mb: Annotated[int, Field(ge=1, le=20)] = 10
    checklist: Annotated[tuple[str, ...], Field(min_length=1)]
    data_retention: str


class Agency(_Part):
    identity: Identity
    dns: DnsRules
    letter: LetterRules
    service: ServiceRules
