"""The office's identity and rules, as its own people write them in `agency.toml`."""

from typing import Annotated
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


class LetterRules(_Part):
    """How reply letters are numbered, titled and addressed (Permendagri 83/2022 for the classification)."""

    number_pattern: Annotated[str, Field(pattern=r"\{nomor\}")]
    signer_title: str
    legal_basis: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    copies_to: tuple[str, ...] = ()


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
