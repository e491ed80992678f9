"""Every refusal in words: the one place that maps what the office refuses to what a person reads."""

from collections.abc import Callable
from typing import Any, Final

from handlers.asking import WhichQuestion, WhichReply
from handlers.callbacks import OldCard
from handlers.letters import FileAwaited
from handlers.lists import NotAnOfficial
from handlers.outside import FileNotFetched
from handlers.texts import Html, Texts
from office.desk import enrolment, presence
from office.desk.admission import NotAnOperator
from office.desk.application import NotAnApplicant, NothingAlive, NothingBeingWritten, Paused, Unfinished
from office.desk.asking import ConsentByTap, QuestionOpen
from office.desk.chairs import OwnChair, OwnRole
from office.desk.checklist import ChecklistOpen, NothingWrong
from office.desk.choosing_opd import SameOpd
from office.desk.correcting import NameTaken, NothingNew
from office.desk.decisions import BeingDecided
from office.desk.desk import Desk, Suspended
from office.desk.enquiries import TooManyEnquiries
from office.desk.following import DayOff, NotLate, NotYourRequest, RemindedAlready
from office.desk.invitations import LinkMadeAlready
from office.desk.leaving import StillRunning
from office.desk.moves import NoLongerValid
from office.desk.numbering import NoSuchLetter
from office.desk.profile import StillRegistering
from office.desk.proof import TooManyGuesses
from office.desk.provisioning import NameStands, PlanChanged
from office.desk.registration import ConsentMissing, GroupBound, NobodyNeeded, NotSentYet, OwnLink, WrongPlace
from office.desk.reviving import TriedAgainAlready
from office.desk.signed_reply import NotThatLetter
from office.desk.staff import LastAdmin
from office.desk.standing import BadPeriod, ChairTaken
from office.files import refusals as files
from office.register import people
from office.register.agenda import NumberTaken
from office.register.clarifications import QuestionEnded
from office.register.invitations import InvitationExpired, InvitationUnknown, InvitationUsed, InvitationWithdrawn
from office.register.requests import StaleCard
from office.register.services import NameClaimed
from office.sop.answers import BadAnswer
from office.sop.authority import NotAllowed
from office.sop.errors import Refusal
from office.sop.form import WrongKind
from office.sop.request_forms import all_titles
from office.sop.workflow import HeldByAnother, NotYourTurn, ReasonMissing, SeparateDuties, TooLate


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
    BeingDecided: ("being_decided", _nothing),
    NotYourTurn: ("not_your_turn", _nothing),
    NotAnOfficial: ("not_your_turn", _nothing),
    SeparateDuties: ("separate_duties", _nothing),
    NotAllowed: ("not_allowed", _nothing),
    presence.CodeNeeded: ("code_needed", lambda r: {"receipt": getattr(r.wanted, "receipt", None)}),
    presence.AuthenticatorMissing: ("authenticator_missing", _nothing),
    presence.NotConfirmedYet: ("not_confirmed_yet", _nothing),
    presence.LockedOut: ("locked_out", lambda r: {"until": r.until.isoformat()}),
    enrolment.NoCodeWanted: ("no_code_wanted", _nothing),
    enrolment.OwnAuthenticator: ("own_authenticator", _nothing),
    Suspended: ("suspended", _nothing),
    LastAdmin: ("last_admin", _nothing),
    OwnRole: ("own_role", _nothing),
    BadPeriod: ("bad_period", _nothing),
    OwnChair: ("own_chair", _nothing),
    OwnLink: ("own_link", _nothing),
    ChairTaken: ("chair_taken", lambda r: {"name": r.name}),
    ReasonMissing: ("reason_missing", _nothing),
    NoLongerValid: ("no_longer_valid", lambda r: {"titles": _titles(r.fields)}),
    NameStands: ("name_stands", lambda r: {"name": r.name}),
    NameClaimed: ("name_claimed", lambda r: {"name": r.name}),
    PlanChanged: ("plan_changed", _nothing),
    TriedAgainAlready: ("tried_again_already", _nothing),
    NotAnApplicant: ("not_an_applicant", _nothing),
    ChecklistOpen: ("checklist_open", _nothing),
    NothingWrong: ("nothing_wrong", _nothing),
    QuestionOpen: ("question_open", _nothing),
    QuestionEnded: (
        "question_ended",
        lambda r: {"outcome": r.asked.outcome, "is_proposal": r.asked.proposal is not None},
    ),
    WhichQuestion: ("which_question", _nothing),
    WhichReply: ("which_reply", _nothing),
    ConsentByTap: ("consent_by_tap", _nothing),
    NothingNew: ("nothing_new", _nothing),
    NameTaken: ("name_taken", lambda r: {"name": r.name, "free": r.free}),
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
    GroupBound: ("group_bound", _nothing),
    NobodyNeeded: ("nobody_needed", _nothing),
    InvitationUsed: ("invitation_used", _nothing),
    InvitationExpired: ("invitation_expired", _nothing),
    InvitationWithdrawn: ("invitation_withdrawn", _nothing),
    LinkMadeAlready: ("link_made_already", _nothing),
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


def holder_in(desk: Desk, refusal: Refusal) -> str:
    """The name of the officer who has the request, where that is why."""
    return (people.load(desk.tx, refusal.officer).name or "") if isinstance(refusal, HeldByAnother) else ""


def sentence_for(refusal: Refusal, holder: str = "") -> tuple[str, dict[str, Any]]:
    """What says it: what happened, and what to do next. `holder` is the officer who has the request."""
    if isinstance(refusal, HeldByAnother):
        return "refusals.held_by_another", {"name": holder}
    if isinstance(refusal, BadAnswer):
        return f"refusals.{refusal.rule}", {"value": refusal.value}
    macro, values = _WORDS[type(refusal)]
    return f"refusals.{macro}", values(refusal)


def words_for(texts: Texts, refusal: Refusal, holder: str = "") -> Html:
    """HTML for a message."""
    sentence, values = sentence_for(refusal, holder)
    return texts.say(sentence, **values)
