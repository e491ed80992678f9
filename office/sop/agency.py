"""The office's identity and rules, as its own people write them in `agency.toml`."""

from datetime import date, time
from typing import Annotated, Any, Final, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    field_validator,
    model_validator,
)

from office.sop.request_forms import DISKS, all_titles
from office.sop.roles import OFFICIALS, Role


def _known_time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"unknown time zone {name!r}; write for example Asia/Jakarta")
    return name


def _offered_size(disk: str) -> str:
    if disk not in DISKS:
        raise ValueError(f"the form offers no {disk!r}; write one of {', '.join(DISKS)}")
    return disk


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

    `text_size` "fit" is normal, but compact where that saves a letter its second page.
    `footer` is the small line at the foot of each page; when it is empty it names the desk and the office.
    """

    paper: Literal["A4", "F4"] = "A4"
    text_size: Literal["fit", "normal", "compact"] = "fit"
    margins: Margins = Margins()
    footer: str = ""


class LetterRules(Stationery):
    """How letters are numbered, titled and addressed (Permendagri 83/2022 for the classification).

    `numbering`: Loket keeps the book (`sequence`), or TU gives each number (`manual`). `signature`: by hand (`none`),
    or on the PDF by a certificate of our own (`pades`) or by BSrE's service.
    """

    number_pattern: Annotated[str, Field(pattern=r"\{nomor\}")]
    signer_title: str
    numbering: Literal["sequence", "manual"] = "sequence"
    signature: Literal["none", "pades", "bsre"] = "none"
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


Span = tuple[time, time]
"""A stretch of office hours, by the wall clock."""


def _spans(written: Any) -> Any:
    """Read `07:30-12:00, 13:00-16:00`; an empty text is a day off."""
    if not isinstance(written, str):
        return written
    parts = [part.split("-") for part in written.replace(".", ":").split(",") if part.strip()]
    return tuple(tuple(moment.strip() for moment in part) for part in parts)


def _in_order(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    moments = [moment for span in spans for moment in span]
    if any(moment.tzinfo for moment in moments) or moments != sorted(set(moments)):
        raise ValueError("office hours must follow one another, as in 07:30-12:00, 13:00-16:00")
    return spans


Hours = Annotated[tuple[Span, ...], BeforeValidator(_spans), AfterValidator(_in_order)]
_DAY: Final[tuple[Span, ...]] = ((time(7, 30), time(12)), (time(13), time(16)))
_FRIDAY: Final[tuple[Span, ...]] = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))


class WorkingTime(_Part):
    """When the office works: 37.5 hours in five days without the breaks, as Perpres 21/2023 has it.

    `leave` are days off besides weekends, public holidays and the national cuti bersama, which are known by law.
    """

    monday: Hours = _DAY
    tuesday: Hours = _DAY
    wednesday: Hours = _DAY
    thursday: Hours = _DAY
    friday: Hours = _FRIDAY
    saturday: Hours = ()
    sunday: Hours = ()
    leave: frozenset[date] = frozenset()

    @property
    def week(self) -> tuple[tuple[Span, ...], ...]:
        """The hours of each day, from Monday."""
        return self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday

    @model_validator(mode="after")
    def _works_at_all(self) -> Self:
        if not any(self.week):
            raise ValueError("no working day in the week")
        return self


def _or_none(written: object) -> object:
    return None if written == "" else written


class Reminders(_Part):
    """When Loket may ring: outside these hours and on days off its messages make no sound, and no reminder is sent.

    `digest` is when officials hear on a working day what waits for them; None is never. `near` is the part of a
    step's time after which whoever has it is reminded; 0 is never. `answer_hours` is the working time after which an
    applicant is reminded of a question, `unanswered_hours` that after which those hear of it who wait; 0 is never.
    """

    hours: Annotated[Hours, Field(min_length=1)] = ((time(7), time(18)),)
    digest: Annotated[time | None, BeforeValidator(_or_none)] = time(7, 30)
    near: Annotated[float, Field(ge=0, lt=1)] = 0.75
    answer_hours: Annotated[float, Field(ge=0, le=400)] = 7.5
    unanswered_hours: Annotated[float, Field(ge=0, le=400)] = 15

    @model_validator(mode="after")
    def _digest_rings(self) -> Self:
        if self.digest and not any(start <= self.digest < end for start, end in self.hours):
            raise ValueError("the digest must lie within the hours of [reminders]")
        return self

    @model_validator(mode="after")
    def _the_applicant_hears_first(self) -> Self:
        if 0 < self.unanswered_hours <= self.answer_hours:
            raise ValueError("unanswered_hours must be longer than answer_hours: the applicant is reminded first")
        return self


StepTime = Annotated[float, Field(gt=0, le=400)]


class StepHours(_Part):
    """Working hours that each step of the SOP may take; a day has 7.5."""

    kadis: StepTime = 7.5
    kabid: StepTime = 3.75
    check: StepTime = 0.5
    provisioning: StepTime = 3.75
    letter: StepTime = 0.5


class CheckItem(_Part):
    """One line of the officer's checklist (SOP activity 5), and the fields of the form that it looks at.

    What comes back to the applicant opens at these fields.
    """

    text: Annotated[str, Field(min_length=1, max_length=90)]
    fields: tuple[str, ...] = ()

    @field_validator("fields")
    @classmethod
    def _are_fields(cls, fields: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in fields if name not in all_titles()]
        if unknown:
            raise ValueError(f"no form has the field {unknown[0]!r}; known are {', '.join(all_titles())}")
        return fields


def _item(written: object) -> object:
    """A bare text is an item that looks at no field in particular."""
    return {"text": written} if isinstance(written, str) else written


Phrase = Annotated[str, Field(min_length=1, max_length=60)]
"""What fits a button."""


class ServiceRules(_Part):
    """What applicants are told and what the office holds them to.

    `undo_seconds` is how long Kadis and Kabid may take a decision back, before anybody is told; 0 is not at all.
    """

    working_days: PositiveInt = 2
    step_hours: StepHours = StepHours()
    undo_seconds: Annotated[int, Field(ge=0, le=300)] = 0
    upload_limit_mb: Annotated[int, Field(ge=1, le=20)] = 10
    checklist: Annotated[tuple[Annotated[CheckItem, BeforeValidator(_item)], ...], Field(min_length=1, max_length=12)]
    rejection_phrases: tuple[Phrase, ...] = (
        "Layanan sudah tersedia di portal kabupaten",
        "Bukan untuk keperluan dinas",
        "Pemohon tidak berwenang mewakili OPD",
        "Nama atau isi tidak sesuai ketentuan",
    )
    return_phrases: tuple[Phrase, ...] = (
        "Surat permohonan belum terbaca atau belum lengkap",
        "Surat belum ditandatangani kepala OPD dan berstempel",
        "Keperluan sub domain belum dijelaskan",
        "Nama sub domain belum sesuai ketentuan",
        "Alamat tujuan perlu diperiksa lagi",
    )
    data_retention: str


class HostingPackage(_Part):
    """What an officer makes for a site of this size; `disk` is one of the sizes that the form offers."""

    name: str
    disk: Annotated[str, AfterValidator(_offered_size)]
    limits: str


class HostingRules(_Part):
    """What the office hosts, and how an account is handed over; the officer's card says so."""

    server: str = "server hosting dinas"
    packages: tuple[HostingPackage, ...] = ()
    access: str = "langsung kepada penanggung jawab teknis, bukan lewat chat atau surat"


class Duties(_Part):
    """Who may have how many parts in one request.

    `small_office` gives up that nobody decides on their own request, or twice in different roles on the same one.
    """

    small_office: bool = False


class PeopleRules(_Part):
    """`invitation_days` are for how long an invitation may be valid; the first one is usual."""

    invitation_days: Annotated[tuple[Annotated[int, Field(ge=1, le=90)], ...], Field(min_length=1, max_length=4)] = (
        7,
        1,
        30,
    )

    @property
    def usual_days(self) -> int:
        return self.invitation_days[0]


def _decides(role: Role) -> Role:
    if role not in OFFICIALS:
        raise ValueError(f"{role} decides on no request; write some of {', '.join(sorted(OFFICIALS))}")
    return role


class PresenceRules(_Part):
    """Who must show a code of an authenticator app before a decision that leads to a DNS change; nobody by default.

    A code counts for `remember_minutes`; 0 asks for one at every decision. After `attempts` wrong codes none is looked
    at for `lock_minutes`.
    """

    roles: frozenset[Annotated[Role, AfterValidator(_decides)]] = frozenset()
    remember_minutes: Annotated[int, Field(ge=0, le=480)] = 15
    attempts: Annotated[int, Field(ge=3, le=10)] = 5
    lock_minutes: Annotated[int, Field(ge=1, le=1440)] = 15


class Agency(_Part):
    identity: Identity
    dns: DnsRules
    letter: LetterRules
    service: ServiceRules
    working_time: WorkingTime = WorkingTime()
    hosting: HostingRules = HostingRules()
    reminders: Reminders = Reminders()
    duties: Duties = Duties()
    people: PeopleRules = PeopleRules()
    presence: PresenceRules = PresenceRules()
