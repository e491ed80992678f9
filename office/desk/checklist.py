"""The Pranata Komputer's checklist (SOP activity 5): the gate that nothing passes without a yes to every line.

Whoever marks first has the request from then on, so that no two officers mark it against each other.
"""

from dataclasses import dataclass

from office.desk.decisions import decide
from office.desk.desk import Desk
from office.desk.officers import claim
from office.desk.telling import about_request, owe_card, owe_prompt
from office.register import cards, people, requests
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.request import Action, Request, Talk
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.text import cut, key_of

NOTE_LIMIT = 150


class ChecklistOpen(Refusal):
    """Some line of the checklist has no yes yet."""


class NothingWrong(Refusal):
    """Nothing on the checklist is marked as wrong: there is nothing to send back."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist as it is marked: `is_right` is None while nobody has looked.

    The key stands for its words: a mark never passes to another line when the office changes its list.
    """

    key: int
    text: str
    is_right: bool | None
    note: str = ""


def lines_of(desk: Desk, request: Request) -> tuple[Line, ...]:
    """Every line that applies to this kind of request, in the office's order."""
    form = FORMS[request.kind].model_fields
    lines = []
    for item in desk.agency.service.checklist:
        if item.fields and not any(field in form for field in item.fields):
            continue
        key = key_of(item.text)
        mark = request.checks.get(str(key))
        is_right = mark is None if str(key) in request.checks else None
        lines.append(Line(key, item.text, is_right, mark or ""))
    return tuple(lines)


def in_words(line: Line) -> str:
    """What is wrong with a line, as the applicant reads it."""
    return f"{line.text}: {line.note}" if line.note else line.text


def check_complete(desk: Desk, request: Request) -> None:
    """Raises ChecklistOpen unless every line has a yes in this round."""
    if not all(line.is_right for line in lines_of(desk, request)):
        raise ChecklistOpen


def mark(desk: Desk, actor: Actor, request_id: int, key: int, *, revision: int) -> Line:
    """Turn a line over: a yes, or a no, of which the officer is then asked what is wrong.

    Marks change nothing that others have seen, so the revision stays.
    """
    request, line = _line(desk, actor, request_id, key, revision)
    is_right = line.is_right is not True
    _keep(desk, actor, request, key, None if is_right else "")
    if not is_right:
        chat, seen = actor.person.telegram_id, (request.id, revision)
        say, receipt = "asks.note", request.receipt
        owe_prompt(desk, actor.person, chat, f"note:{key}", *seen, say, item=line.text, receipt=receipt)
    return line


def mark_all(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> None:
    """Every line that nobody has looked at has a yes; a no stays one."""
    request = _at_check(desk, actor, request_id, revision)
    yes = dict.fromkeys(str(line.key) for line in lines_of(desk, request))
    _write(desk, actor, request, {**yes, **request.checks})


def note(desk: Desk, actor: Actor, request_id: int, key: int, text: str, *, revision: int) -> None:
    """What is wrong with a line, in the officer's words."""
    request, _ = _line(desk, actor, request_id, key, revision)
    _keep(desk, actor, request, key, cut(text, NOTE_LIMIT))


def send_back(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> Request:
    """*Tidak lengkap*: exactly the lines marked as wrong, and their notes, go to the applicant.

    Raises NothingWrong and what `decide` raises.
    """
    request = _at_check(desk, actor, request_id, revision)
    wrong = [line for line in lines_of(desk, request) if line.is_right is False]
    if not wrong:
        raise NothingWrong
    reason = "\n".join(map(in_words, wrong))
    fields = {key_of(item.text): item.fields for item in desk.agency.service.checklist}
    notes = {field: in_words(line) for line in wrong for field in fields[line.key]}
    seen = {"items": [{"text": line.text, "note": line.note} for line in wrong], "notes": notes}
    faults = tuple(field for field in FORMS[request.kind].model_fields if field in notes)
    talk = Talk(said=request.talk.said, faults=faults)
    return decide(desk, actor, request, Action.RETURN, reason=reason, changes={"talk": talk}, seen=seen)


def _at_check(desk: Desk, actor: Actor, request_id: int, revision: int) -> Request:
    request = requests.load(desk.tx, request_id, revision=revision)
    desk.find_move(request, Action.BUILD, actor)
    return request


def _line(desk: Desk, actor: Actor, request_id: int, key: int, revision: int) -> tuple[Request, Line]:
    request = _at_check(desk, actor, request_id, revision)
    line = next((line for line in lines_of(desk, request) if line.key == key), None)
    if line is None:
        raise StaleCard(request_id, revision)
    return request, line


def _keep(desk: Desk, actor: Actor, request: Request, key: int, mark: str | None) -> None:
    _write(desk, actor, request, {**request.checks, str(key): mark})


def _write(desk: Desk, actor: Actor, request: Request, checks: dict[str, str | None]) -> None:
    if request.officer is None:
        claim(desk, actor, request.id, revision=request.revision)
    requests.mark(desk.tx, request, checks)
    officers = {person.telegram_id for person in people.holders(desk.tx, Role.PRANATA_KOMPUTER, now=desk.now)}
    for chat_id in officers.intersection(cards.chats_showing(desk.tx, about_request(request.id))):
        owe_card(desk, chat_id, about_request(request.id))
