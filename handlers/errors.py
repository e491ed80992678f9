"""Every refusal in words: the one place that maps what the office refuses to what a person reads."""

from collections.abc import Callable
from typing import Any, Final

from handlers.callbacks import OldCard
from handlers.letters import FileAwaited
from handlers.outside import FileNotFetched
from handlers.texts import Texts
from office.desk.admission import NotAnOperator
from office.desk.application import NotAnApplicant, NothingAlive, NothingBeingWritten, Paused, Unfinished
from office.desk.checklist import ChecklistOpen, NothingWrong
from office.desk.choosing_opd import SameOpd
from office.desk.enquiries import TooManyEnquiries
from office.desk.following import DayOff, NotLate, NotYourRequest, RemindedAlready
from office.desk.leaving import StillRunning
from office.desk.moves import NoLongerValid
from office.desk.numbering import NoSuchLetter, OfficersOnly
from office.desk.profile import StillRegistering
from office.desk.proof import TooManyGuesses
from office.desk.provisioning import NameStands, PlanChanged
from office.desk.registration import ConsentMissing, NotSentYet, WrongPlace
from office.desk.signed_reply import NotThatLetter
from office.files import refusals as files
from office.register.agenda import NumberTaken
from office.register.invitations import InvitationExpired, InvitationUnknown, InvitationUsed
from office.register.requests import StaleCard
from office.register.services import NameClaimed
from office.sop.answers import BadAnswer
from office.sop.errors import Refusal
from office.sop.form import WrongKind
from office.sop.request_forms import all_titles
from office.sop.workflow import NotYourTurn, ReasonMissing, SeparateDuties, TooLate


class NotYourContact(Refusal):
    """A shared contact must be the sender's own."""


def _titles(fields: tuple[str, ...]) -> list[str]:
    return [all_titles()[field] for field in fields]


_Values = Callable[[Any], dict[str, Any]]


def _nothing(_: Any) -> dict[str, Any]:
    return {}


_WORDS: Final[dict[type[Refusal], tuple[str, _Values]]] = {
    StaleCard: ("stale", _nothing),
    OldCard: ("old_card", _nothing),
    TooLate: ("too_late", _nothing),
    NotYourTurn: ("not_your_turn", _nothing),
    SeparateDuties: ("separate_duties", _nothing),
    ReasonMissing: ("reason_missing", _nothing),
    NoLongerValid: ("no_longer_valid", lambda r: {"titles": _titles(r.fields)}),
    NameStands: ("name_stands", lambda r: {"name": r.name}),
    NameClaimed: ("name_claimed", lambda r: {"name": r.name}),
    PlanChanged: ("plan_changed", _nothing),
    NotAnApplicant: ("not_an_applicant", _nothing),
    ChecklistOpen: ("checklist_open", _nothing),
    NothingWrong: ("nothing_wrong", _nothing),
    TooManyEnquiries: ("too_many_enquiries", _nothing),
    NothingAlive: ("nothing_alive", _nothing),
    NothingBeingWritten: ("nothing_being_written", _nothing),
    Paused: ("paused", _nothing),
    Unfinished: ("unfinished", _nothing),
    NotYourRequest: ("not_your_request", _nothing),
    NotLate: ("not_late", _nothing),
    RemindedAlready: ("reminded_already", _nothing),
    DayOff: ("day_off", _nothing),
    WrongKind: ("wrong_kind", lambda r: {"wanted": r.wanted}),
    ConsentMissing: ("consent_missing", _nothing),
    OfficersOnly: ("not_your_turn", _nothing),
    NumberTaken: ("number_taken", lambda r: {"number": r.number}),
    NoSuchLetter: ("no_such_letter", lambda r: {"number": r.number}),
    NotThatLetter: ("not_that_letter", lambda r: {"number": r.number}),
    FileAwaited: ("file_awaited", _nothing),
    TooManyGuesses: ("too_many_guesses", _nothing),
    NotAnOperator: ("not_an_operator", _nothing),
    NotSentYet: ("not_sent_yet", _nothing),
    SameOpd: ("same_opd", _nothing),
    StillRegistering: ("still_registering", _nothing),
    StillRunning: ("still_running", lambda r: {"receipts": r.receipts}),
    WrongPlace: ("wrong_place", _nothing),
    InvitationUsed: ("invitation_used", _nothing),
    InvitationExpired: ("invitation_expired", _nothing),
    InvitationUnknown: ("invitation_unknown", _nothing),
    NotYourContact: ("not_your_contact", _nothing),
    FileNotFetched: ("file_not_fetched", _nothing),
    files.EmptyFile: ("empty_file", _nothing),
    files.FileTooLarge: ("file_too_large", lambda r: {"limit_mb": r.limit // (1024 * 1024)}),
    files.UnknownFileType: ("unknown_file_type", lambda r: {"look": r.look}),
    files.EncryptedPdf: ("encrypted_pdf", _nothing),
    files.BrokenFile: ("broken_file", _nothing),
    files.UnsafePdf: ("unsafe_pdf", _nothing),
    files.TooManyPages: ("too_many_pages", lambda r: {"limit": r.limit}),
    files.TooManyPictures: ("too_many_pictures", lambda r: {"limit": r.limit}),
    files.ImageTooLarge: ("image_too_large", _nothing),
    files.TooCoarse: ("too_coarse", lambda r: {"long": r.long, "short": r.short}),
    files.TooHeavy: ("too_heavy", _nothing),
}


def words_for(texts: Texts, refusal: Refusal) -> str:
    """HTML for a message; what happened, and what to do next."""
    if isinstance(refusal, BadAnswer):
        return texts.say(f"refusals.{refusal.rule}", value=refusal.value)
    macro, values = _WORDS[type(refusal)]
    return texts.say(f"refusals.{macro}", **values(refusal))
