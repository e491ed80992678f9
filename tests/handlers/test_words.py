"""Every sentence that the code can ask for is there, and says it within Telegram's limits."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.nodes import Macro

from handlers import texts as texts_room
from handlers.asking import WhichQuestion, WhichReply
from handlers.callbacks import OldCard
from handlers.errors import NotYourContact, words_for
from handlers.letters import FileAwaited
from handlers.lists import NotAnOfficial
from handlers.outside import FileNotFetched
from handlers.router import COMMANDS, TAPS
from handlers.texts import Texts
from office.desk.admission import NotAnOperator
from office.desk.application import NotAnApplicant, NothingAlive, NothingBeingWritten, Paused, Unfinished
from office.desk.asking import ConsentByTap, QuestionOpen
from office.desk.chairs import OwnChair, OwnRole
from office.desk.checklist import ChecklistOpen, NothingWrong
from office.desk.choosing_opd import SameOpd
from office.desk.correcting import NameTaken, NothingNew
from office.desk.decisions import BeingDecided
from office.desk.desk import Suspended
from office.desk.enquiries import TooManyEnquiries
from office.desk.enrolment import NoCodeWanted, OwnAuthenticator
from office.desk.following import DayOff, NotLate, NotYourRequest, RemindedAlready
from office.desk.invitations import LinkMadeAlready
from office.desk.leaving import StillRunning
from office.desk.moves import NoLongerValid
from office.desk.numbering import NoSuchLetter
from office.desk.presence import AuthenticatorMissing, CodeNeeded, LockedOut, NotConfirmedYet
from office.desk.profile import StillRegistering
from office.desk.proof import TooManyGuesses
from office.desk.provisioning import NameStands, PlanChanged
from office.desk.registration import ConsentMissing, GroupBound, NobodyNeeded, NotSentYet, OwnLink, WrongPlace
from office.desk.reviving import TriedAgainAlready
from office.desk.signed_reply import NotThatLetter
from office.desk.staff import LastAdmin
from office.desk.standing import BadPeriod, ChairTaken
from office.files import refusals as files
from office.files.kinds import Kind as FileKind
from office.files.kinds import Look
from office.register.agenda import NumberTaken
from office.register.clarifications import Clarification, Outcome, Proposal, QuestionEnded
from office.register.invitations import InvitationExpired, InvitationUnknown, InvitationUsed, InvitationWithdrawn
from office.register.requests import StaleCard
from office.register.services import NameClaimed
from office.sop.answers import BadAnswer, Rule
from office.sop.authority import Act, NotAllowed
from office.sop.errors import Refusal
from office.sop.form import Kind, WrongKind
from office.sop.plan import Fqdn
from office.sop.request import Action, PersonId, Stage
from office.sop.request_forms import SubDomainForm
from office.sop.roles import Role
from office.sop.workflow import MOVES, HeldByAnother, NotYourTurn, ReasonMissing, SeparateDuties, TooLate
from tests.handlers.reading import seen
from tests.office.desk.world import NOW
from tests.office.sop.values import a_request

ROOT = Path(__file__).parents[2]
FOLDER = Path(texts_room.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.j2"))
SENTENCE = re.compile(rf"({'|'.join(FILES)})\.[a-z_]+")
NAME = Fqdn("dinas-dengan-nama-yang-panjang.contoh.go.id")

PROPOSAL = Proposal("target", "103.20.30.40", "103.20.30.41")
ENDED = [
    Clarification(3, 17, 1, PersonId(7), Role.KABID, "Siapa?", proposal, outcome, None, NOW, NOW)
    for outcome in Outcome
    for proposal in (None, PROPOSAL)
]
REFUSALS: list[Refusal] = [
    *map(QuestionEnded, ENDED),
    *(StaleCard(17, 3), OldCard(), TooLate(Action.DISPOSE, Stage.FINISHED), NotYourTurn(Action.DISPOSE, {Role.KADIS})),
    *(SeparateDuties(Action.DISPOSE), ReasonMissing(Action.REJECT), NoLongerValid(("label", "target"))),
    *(NameStands(NAME), NameClaimed(NAME), PlanChanged("deadbeef"), NotAnApplicant(), NothingBeingWritten()),
    *(QuestionOpen(), WhichQuestion(), WhichReply(), ConsentByTap(), NothingNew(), NameTaken(NAME, ("a" * 63,) * 1)),
    *(NothingAlive(), Paused(), ChecklistOpen(), NothingWrong(), TooManyEnquiries()),
    *(NotYourRequest(), NotLate(), RemindedAlready(), DayOff()),
    *(
        BeingDecided(),
        Unfinished(),
        ConsentMissing(),
        NotAnOfficial(),
        NotAnOperator(),
        TriedAgainAlready(),
        WrongPlace(),
        InvitationUsed(),
        InvitationExpired(),
    ),
    *(NotSentYet(), SameOpd(), StillRegistering(), StillRunning(tuple(f"P-2026-{n:05d}" for n in range(9)))),
    *(InvitationWithdrawn(), LinkMadeAlready()),
    *(InvitationUnknown(), NotYourContact(), FileNotFetched(), files.EmptyFile(), files.FileTooLarge(10 * 1024 * 1024)),
    *(files.EncryptedPdf(), files.BrokenFile(FileKind.PDF), files.UnsafePdf("/JavaScript")),
    *(files.UnknownFileType(look) for look in Look),
    *(files.TooManyPages(99, 20), files.ImageTooLarge(1), files.TooCoarse(640, 480, 1000, 700)),
    *(files.TooManyPictures(21, 20), files.TooHeavy(FileKind.PDF)),
    *(GroupBound(), NobodyNeeded()),
    *(HeldByAnother(Action.BUILD, PersonId(7)), NotAllowed(Act.SUSPEND), Suspended(), LastAdmin(), OwnRole()),
    *(CodeNeeded(a_request(Stage.AT_KADIS)), AuthenticatorMissing(), NotConfirmedYet(), LockedOut(NOW)),
    *(NoCodeWanted(), OwnAuthenticator()),
    *(OwnChair(), OwnLink(), BadPeriod(), ChairTaken("Drs. H. Contoh Nama Pejabat, S.Sos., M.Si.")),
    *(NumberTaken("500.12/1/XI/2026"), NoSuchLetter("500.12/1/XI/2026"), FileAwaited()),
    *(NotThatLetter("500.12/1/DISKOMINFO-2/XI/2026"), TooManyGuesses()),
    *(WrongKind(kind) for kind in Kind if kind is not Kind.DATE),
    *(BadAnswer(rule, "jawaban") for rule in Rule),
]


def all_kinds(of: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in of.__subclasses__():
        yield kind
        yield from all_kinds(kind)


def sentences_named_in(folder: str) -> set[str]:
    """Every string of the code that names a sentence."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / folder).rglob("*.py")]
    constants = {n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    return {c for c in constants if isinstance(c, str) and SENTENCE.fullmatch(c) and not c.endswith("_")}


@cache
def there_are() -> set[str]:
    """Every macro of the texts as `file.macro`."""
    env = Environment(loader=FileSystemLoader(FOLDER), autoescape=True)
    parsed = {file: env.parse((FOLDER / f"{file}.j2").read_text(encoding="utf-8")) for file in FILES}
    return {f"{file}.{macro.name}" for file, tree in parsed.items() for macro in tree.find_all(Macro)}


def test_every_refusal_is_among_the_examples_below() -> None:
    ours = {kind for kind in all_kinds(Refusal) if not kind.__module__.startswith("tests")}

    assert {type(refusal) for refusal in REFUSALS} == ours


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda r: f"{type(r).__name__}-{r}"[:60])
def test_every_refusal_has_words_that_fit_an_alert(texts: Texts, refusal: Refusal) -> None:
    words = words_for(texts, refusal)

    assert 10 < len(seen(words)) <= 200


@pytest.mark.parametrize("rule", Rule)
def test_a_refused_answer_is_shown_as_it_was_typed_and_not_as_markup(texts: Texts, rule: Rule) -> None:
    words = words_for(texts, BadAnswer(rule, "<b>&x"))

    assert "<b>&x" not in words


@pytest.mark.parametrize("sentence", sorted(set().union(*map(sentences_named_in, ("handlers", "office", "bot")))))
def test_every_sentence_that_the_code_names_is_there(sentence: str) -> None:
    assert sentence in there_are()


@pytest.mark.parametrize("move", MOVES, ids=lambda m: f"{m.stage}-{m.action}")
def test_the_applicant_can_be_told_of_every_move(move: object) -> None:
    told = {
        f"notices.{m.action}_{m.to}"
        for m in MOVES
        if m.action not in {Action.BLOCK, Action.RETRY, Action.BY_HAND, Action.HOSTED, Action.REHOST}
    }

    assert told <= there_are()


@pytest.mark.parametrize("move", [m for m in MOVES if m.role is not Role.SYSTEM], ids=lambda m: f"{m.stage}-{m.action}")
def test_every_button_has_a_label_and_an_answer(move: object) -> None:
    actions = {m.action for m in MOVES if m.role is not Role.SYSTEM}

    assert {f"buttons.{action}" for action in actions} <= there_are()
    assert {f"toasts.{action}" for action in actions} <= there_are()


def test_every_move_with_a_reason_has_its_question() -> None:
    asked = {f"asks.{m.action}" for m in MOVES if m.needs_reason and m.role is not Role.SYSTEM}

    assert asked <= there_are()


def test_every_command_of_the_menu_has_a_description() -> None:
    assert {f"commands.{name}" for name in COMMANDS if name != "help"} <= there_are()


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_name(texts: Texts, role: Role) -> None:
    assert texts.say("start.role_name", role=role)


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_name(texts: Texts, stage: Stage) -> None:
    assert texts.say("kinds.stage_name", stage=stage)


def test_a_sentence_that_is_not_there_is_a_bug_and_not_an_empty_message(texts: Texts) -> None:
    with pytest.raises(KeyError):
        texts.say("notices.not_there")


def pressed_in(folder: str) -> set[str]:
    """What the buttons that the code makes carry as their action: written out, or the name of a constant."""
    return {action for path in (ROOT / folder).rglob("*.py") for action in actions_of(path)}


def actions_of(path: Path) -> Iterator[str]:
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Press"):
            continue
        match call.args[0]:
            case ast.Constant(value=str(action)):
                yield action
            case ast.Name(id=name) if hasattr(module, name):
                yield str(getattr(module, name))
            case ast.Attribute(value=ast.Name(id="Action"), attr=name):
                yield str(Action[name])


@pytest.mark.parametrize("action", sorted(pressed_in("handlers") | {"approve", "refuse", "complete"}))
def test_no_button_is_without_a_handler(action: str) -> None:
    assert action in TAPS


def test_every_field_of_the_form_can_be_named_in_a_refusal(texts: Texts) -> None:
    words = words_for(texts, NoLongerValid(tuple(SubDomainForm.model_fields)))

    assert "Alamat tujuan" in words


INDONESIAN = re.compile(
    r"\b(bapak|ibu|mohon|silakan|sudah|belum|tidak|untuk|dengan|dan|yang|permohonan|surat|dikirim|ketik|tekan|maaf|terima"
    r"|atau|pada|dari|oleh|akan|ini|itu|bukan|lagi|kami|anda|nomor|berkas|gagal|ada|bila|sedang|dapat|kembali)\b",
    re.IGNORECASE,
)
OF_THE_FORMS = {"office/sop/fields.py", "office/sop/request_forms.py", "office/sop/registration_forms.py"}
ELSEWHERE = {
    "office/letters/": "what the letters say",
    "office/desk/letters.py": "titles of the heads of units",
    "provisioning/signing/demo.py": "the name in the demo's certificate",
    "bot/book.py": "the columns of the office's own book",
    "bot/register_book.py": "the columns of the exported register",
    "office/files/facts.py": "patterns of what letters say",
    "office/sop/agency.py": "what agency.toml says unless the office writes it",
}


def words_in(path: Path) -> Iterator[str]:
    """Every string of the code that is no docstring and reads like a sentence in Indonesian."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in said:
            continue
        if " " in node.value.strip() and INDONESIAN.search(node.value):
            yield node.value


def test_no_sentence_for_people_lives_outside_the_texts_the_forms_and_the_letters() -> None:
    found = {}
    for room in ("handlers", "office", "provisioning", "bot"):
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if name not in OF_THE_FORMS and not any(name.startswith(place) for place in ELSEWHERE):
                found[name] = list(words_in(path))

    assert {name: words for name, words in found.items() if words} == {}
