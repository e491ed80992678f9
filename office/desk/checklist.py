"""The Pranata Komputer's checklist (SOP activity 5): the gate that nothing passes without a yes to every line."""

from dataclasses import dataclass

from office.desk.desk import Desk
from office.desk.moves import carry_out
from office.desk.telling import about_request, owe_card, owe_prompt
from office.register import cards, people, requests
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.errors import Refusal
from office.sop.request import Action, Request, Talk
from office.sop.request_forms import FORMS
from office.sop.roles import Role
from office.sop.text import cut
from office.sop.workflow import find_move

NOTE_LIMIT = 150


class ChecklistOpen(Refusal):
    """Some line of the checklist has no yes yet."""


class NothingWrong(Refusal):
    """Nothing on the checklist is marked as wrong: there is nothing to send back."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the checklist as it is marked: `is_right` is None while nobody has looked."""

    number: int
    text: str
    is_right: bool | None
    note: str = ""


def lines_of(desk: Desk, request: Request) -> tuple[Line, ...]:
    """Every line that applies to this kind of request, by its place in the office's list."""
    form = FORMS[request.kind].model_fields
    lines = []
    for place, item in enumerate(desk.agency.service.checklist):
        if item.fields and not any(field in form for field in item.fields):
            continue
        mark = request.checks.get(str(place))
        is_right = mark is None if str(place) in request.checks else None
        lines.append(Line(place, item.text, is_right, mark or ""))
    return tuple(lines)


def in_words(line: Line) -> str:
    """What is wrong with a line, as the applicant reads it."""
    return f"{line.text}: {line.note}" if line.note else line.text


def check_complete(desk: Desk, request: Request) -> None:
    """Raises ChecklistOpen unless every line has a yes in this round."""
    if not all(line.is_right for line in lines_of(desk, request)):
        raise ChecklistOpen


def mark(desk: Desk, actor: Actor, request_id: int, number: int, *, revision: int) -> Line:
    """Turn a line over: a yes, or a no, of which the officer is then asked what is wrong.

    Marks change nothing that others have seen, so the revision stays.
    """
    request, line = _line(desk, actor, request_id, number, revision)
    is_right = line.is_right is not True
    _keep(desk, request, number, None if is_right else "")
    if not is_right:
        chat, say = actor.person.telegram_id, {"item": line.text, "receipt": request.receipt}
        owe_prompt(desk, actor.person, chat, f"note:{number}", request.id, revision, "asks.note", **say)
    return line


def mark_all(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> None:
    """Every line has a yes."""
    request = _at_check(desk, actor, request_id, revision)
    _write(desk, request, dict.fromkeys((str(line.number) for line in lines_of(desk, request)), None))


def note(desk: Desk, actor: Actor, request_id: int, number: int, text: str, *, revision: int) -> None:
    """What is wrong with a line, in the officer's words."""
    request, _ = _line(desk, actor, request_id, number, revision)
    _keep(desk, request, number, cut(text, NOTE_LIMIT))


def send_back(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> Request:
    """*Tidak lengkap*: exactly the lines marked as wrong, and their notes, go to the applicant.

    Raises NothingWrong and what `carry_out` raises.
    """
    request = _at_check(desk, actor, request_id, revision)
    wrong = [line for line in lines_of(desk, request) if line.is_right is False]
    if not wrong:
        raise NothingWrong
    reason = "\n".join(map(in_words, wrong))
    notes = {field: in_words(line) for line in wrong for field in desk.agency.service.checklist[line.number].fields}
    seen = {"items": [{"text": line.text, "note": line.note} for line in wrong], "notes": notes}
    faults = tuple(field for field in FORMS[request.kind].model_fields if field in notes)
    talk = Talk(said=request.talk.said, faults=faults)
    return carry_out(desk, actor, request, Action.RETURN, reason=reason, changes={"talk": talk}, seen=seen)


def _at_check(desk: Desk, actor: Actor, request_id: int, revision: int) -> Request:
    request = requests.load(desk.tx, request_id, revision=revision)
    find_move(request, Action.BUILD, actor.person.id, actor.roles)
    return request


def _line(desk: Desk, actor: Actor, request_id: int, number: int, revision: int) -> tuple[Request, Line]:
    request = _at_check(desk, actor, request_id, revision)
    line = next((line for line in lines_of(desk, request) if line.number == number), None)
    if line is None:
        raise StaleCard(request_id, revision)
    return request, line


def _keep(desk: Desk, request: Request, number: int, mark: str | None) -> None:
    _write(desk, request, {**request.checks, str(number): mark})


def _write(desk: Desk, request: Request, checks: dict[str, str | None]) -> None:
    requests.mark(desk.tx, request, checks)
    officers = {person.telegram_id for person in people.holders(desk.tx, Role.PRANATA_KOMPUTER, now=desk.now)}
    for chat_id in officers.intersection(cards.chats_showing(desk.tx, about_request(request.id))):
        owe_card(desk, chat_id, about_request(request.id))
