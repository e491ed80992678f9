"""The forms, declared once: each field with its question, its help, its example and its rule.

From this declaration come the questions, the summary, the cards, and the letters' variables. A conversation is
derived from the answers: the next question is the first field without a valid one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationInfo

from office.sop.answers import BadAnswer, Rule
from office.sop.errors import Refusal
from office.sop.hostname import check_label, check_target
from office.sop.nip import check_nip, check_phone
from office.sop.roles import OFFICIALS, Role
from office.sop.text import clean_line


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    OPD = "opd"
    CONTACT = "contact"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Ask:
    """The words around one field. `skip` is the label of a button that answers with `-`."""

    title: str
    question: str
    example: str = ""
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    skip: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a field's rule needs to know besides the answer."""

    zone: str
    reserved: frozenset[str]
    today: date


SKIPPED: Final = "-"
_LETTER_LIVES: Final = timedelta(days=5 * 366)
REASON_LIMIT: Final = 600
_NAME = re.compile(r"[^\W\d_][\w .,'’`\-/()]*", re.UNICODE)
_MONTHS: Final = "januari februari maret april mei juni juli agustus september oktober november desember".split()
_DATE = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[a-z]+)[\s./-]+(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def _bounded(limit: int) -> AfterValidator:
    def check(typed: str) -> str:
        line = clean_line(typed)
        if not line:
            raise BadAnswer(Rule.EMPTY, typed)
        if len(line) > limit:
            raise BadAnswer(Rule.TOO_LONG, str(limit))
        return line

    return AfterValidator(check)


def _person_name(line: str) -> str:
    if not _NAME.fullmatch(line):
        raise BadAnswer(Rule.NAME, line)
    return line


def _label(line: str, info: ValidationInfo[Rules]) -> str:
    return check_label(line, info.context.zone, info.context.reserved)


def _target(line: str, info: ValidationInfo[Rules]) -> str:
    return check_target(line, info.context.zone)


def _nip(line: str, info: ValidationInfo[Rules]) -> str:
    return check_nip(line, today=info.context.today)


def _nip_if_any(line: str, info: ValidationInfo[Rules]) -> str:
    return line if line == SKIPPED else _nip(line, info)


def _letter_number(line: str) -> str:
    if not any(c.isdigit() for c in line):
        raise BadAnswer(Rule.LETTER_NUMBER, line)
    return line


def _letter_date(line: str, info: ValidationInfo[Rules]) -> str:
    """Return ISO 8601 from `24-11-2026`, `24 November 2026`, or ISO 8601 itself."""
    parts = _DATE.fullmatch(_ISO_DATE.sub(r"\3-\2-\1", line.lower()))
    if parts is None:
        raise BadAnswer(Rule.DATE, line)
    day, month, year = parts.groups()
    try:
        written = date(int(year), int(month) if month.isdigit() else _MONTHS.index(month) + 1, int(day))
    except ValueError:
        raise BadAnswer(Rule.DATE, line) from None
    if written > info.context.today:
        raise BadAnswer(Rule.DATE_FUTURE, line)
    if info.context.today - written > _LETTER_LIVES:
        raise BadAnswer(Rule.DATE_OLD, line)
    return written.isoformat()


def _one_of(*choices: str) -> AfterValidator:
    by_name = {choice.casefold(): choice for choice in choices}

    def check(line: str) -> str:
        if line.casefold() not in by_name:
            raise BadAnswer(Rule.CHOICE, line)
        return by_name[line.casefold()]

    return AfterValidator(check)


Name = Annotated[str, _bounded(100), AfterValidator(_person_name)]
Phone = Annotated[str, _bounded(30), AfterValidator(check_phone)]
Nip = Annotated[str, _bounded(30), AfterValidator(_nip)]
NipIfAny = Annotated[str, _bounded(30), AfterValidator(_nip_if_any)]

APPLICATION_KINDS: Final = (
    "Website resmi",
    "Layanan publik",
    "Administrasi pemerintah",
    "Fungsi tertentu",
)


class Form(BaseModel):
    """A form; its fields stand in the order in which they are asked."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SubDomainForm(Form):
    """Formulir pengajuan sub domain (SOP activity 1)."""

    label: Annotated[
        str,
        _bounded(100),
        AfterValidator(_label),
        Ask(
            "Nama sub domain",
            "Nama sub domain apa yang diinginkan? Cukup bagian depannya saja; huruf kecil, angka, dan tanda hubung.",
            "dinkes",
        ),
    ]
    target: Annotated[
        str,
        _bounded(260),
        AfterValidator(_target),
        Ask(
            "Alamat tujuan",
            "Ke mana sub domain diarahkan? Tulis alamat IP publik server, atau nama host dari penyedia hosting.",
            "103.20.30.40 atau web.penyedia.co.id",
        ),
    ]
    application: Annotated[
        str,
        _bounded(100),
        Ask("Nama aplikasi", "Apa nama situs atau aplikasinya?", "Portal Dinas Kesehatan"),
    ]
    purpose: Annotated[
        str,
        _bounded(300),
        Ask(
            "Tujuan",
            "Untuk keperluan apa? Satu atau dua kalimat.",
            "Informasi dan pendaftaran layanan imunisasi",
        ),
    ]
    kind: Annotated[
        str,
        _bounded(300),
        _one_of(*APPLICATION_KINDS),
        Ask("Jenis", "Termasuk jenis apa?", kind=Kind.CHOICE, choices=APPLICATION_KINDS),
    ]
    contact_name: Annotated[
        Name,
        Ask("Penanggung jawab teknis", "Siapa penanggung jawab teknisnya? Tulis nama lengkap.", "Budi Santoso"),
    ]
    contact_phone: Annotated[
        Phone,
        Ask("HP penanggung jawab", "Nomor HP penanggung jawab teknis?", "081234567890"),
    ]
    letter_number: Annotated[
        str,
        _bounded(60),
        AfterValidator(_letter_number),
        Ask("Nomor surat", "Nomor surat permohonan?", "440/215/DINKES/XI/2026"),
    ]
    letter_date: Annotated[
        str,
        _bounded(30),
        AfterValidator(_letter_date),
        Ask("Tanggal surat", "Tanggal surat permohonan?", "24-11-2026", kind=Kind.DATE),
    ]
    letter_subject: Annotated[
        str,
        _bounded(150),
        Ask("Hal surat", "Hal (perihal) surat permohonan?", "Permohonan Sub Domain"),
    ]
    letter: Annotated[
        str,
        _bounded(20),
        Ask(
            "Berkas surat",
            "Terakhir, kirim surat permohonan yang sudah ditandatangani kepala OPD dan distempel: PDF, atau foto "
            "yang jelas.",
            kind=Kind.FILE,
        ),
    ]


class ApplicantForm(Form):
    """What is known of a staff member who applies for an OPD."""

    opd: Annotated[
        str,
        _bounded(160),
        Ask(
            "OPD",
            "OPD Bapak/Ibu? Ketik sebagian namanya, lalu pilih.",
            "kesehatan",
            kind=Kind.OPD,
        ),
    ]
    name: Annotated[Name, Ask("Nama", "Nama lengkap Bapak/Ibu, dengan gelar bila ada?", "Siti Rahmawati, S.Kom.")]
    nip: Annotated[
        NipIfAny,
        Ask("NIP", "NIP Bapak/Ibu, 18 angka?", "19900101 201501 2 001", skip="Bukan ASN (tanpa NIP)"),
    ]
    title: Annotated[str, _bounded(100), Ask("Jabatan", "Jabatan Bapak/Ibu?", "Pengelola Data")]
    phone: Annotated[
        Phone,
        Ask(
            "Nomor HP",
            "Terakhir, bagikan nomor HP Bapak/Ibu dengan tombol di bawah kolom pesan.",
            kind=Kind.CONTACT,
        ),
    ]


class OfficialForm(Form):
    """What an official's decisions and letters show of them."""

    name: Annotated[Name, Ask("Nama", "Nama lengkap Bapak/Ibu, dengan gelar?", "Drs. Contoh Nama, M.Si.")]
    nip: Annotated[Nip, Ask("NIP", "NIP Bapak/Ibu, 18 angka?", "19700101 199503 1 001")]
    rank: Annotated[str, _bounded(60), Ask("Pangkat/golongan", "Pangkat dan golongan?", "Pembina Utama Muda (IV/c)")]


class StaffForm(Form):
    """An operator or admin."""

    name: Annotated[Name, Ask("Nama", "Nama lengkap Bapak/Ibu?", "Rina Contoh, S.T.")]


def registration_form(role: Role) -> type[Form]:
    """The form that somebody fills to be known in this role."""
    if role is Role.APPLICANT:
        return ApplicantForm
    return OfficialForm if role in OFFICIALS else StaffForm


@cache
def questions(form: type[Form]) -> Mapping[str, Ask]:
    """The form's questions by field name, in their order."""
    return {name: next(m for m in info.metadata if isinstance(m, Ask)) for name, info in form.model_fields.items()}


@cache
def _adapter(form: type[Form], field: str) -> TypeAdapter[str]:
    info = form.model_fields[field]
    rule: Any = Annotated[(info.annotation, *info.metadata)]  # pydantic has taken the annotation apart
    return TypeAdapter(rule)


_REASON: Final[TypeAdapter[str]] = TypeAdapter(Annotated[str, _bounded(REASON_LIMIT)])


def check_reason(typed: str) -> str:
    """Return a reason as it is kept: one line that fits cards, notices and letters. Raises BadAnswer."""
    return _REASON.validate_python(typed)


class WrongKind(Refusal):
    """The question wants a file, a button or a contact instead of what was sent."""

    def __init__(self, wanted: Kind) -> None:
        super().__init__(f"a {wanted} is wanted")
        self.wanted = wanted


def check_kind(form: type[Form], field: str, sent: Kind) -> None:
    """Raises WrongKind. Dates are typed, and choices may be: their rules know what they may be."""
    wanted = questions(form)[field].kind
    if wanted is not sent and not (sent is Kind.TEXT and wanted in {Kind.DATE, Kind.CHOICE}):
        raise WrongKind(wanted)


def check_answer(form: type[Form], field: str, typed: str, rules: Rules) -> str:
    """Return the answer as it is kept. Raises BadAnswer with the rule that it breaks."""
    return _adapter(form, field).validate_python(typed, context=rules)


def next_field(form: type[Form], answers: Mapping[str, str], asking: str | None = None) -> str | None:
    """The field to ask now: the one being changed, else the first without an answer; None when all are there."""
    return asking or next((name for name in form.model_fields if name not in answers), None)


def broken_fields(form: type[Form], answers: Mapping[str, str], rules: Rules) -> tuple[str, ...]:
    """The fields whose kept answer the rules no longer accept (an approval looks again)."""
    broken = []
    for name in form.model_fields:
        try:
            check_answer(form, name, answers.get(name, ""), rules)
        except BadAnswer:
            broken.append(name)
    return tuple(broken)
