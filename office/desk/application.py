"""The applicant's side: writing a request, sending it, mending what came back (SOP activity 1)."""

from office.desk.desk import Desk
from office.desk.moves import carry_out
from office.desk.telling import owe_question
from office.register import documents, requests, sequences, services
from office.register.documents import Purpose, Stored
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer, Rule
from office.sop.errors import Refusal
from office.sop.form import Kind, SubDomainForm, check_answer, check_kind, next_field
from office.sop.hostname import fqdn
from office.sop.request import Action, Request, Stage
from office.sop.roles import Role

LABEL, LETTER = "label", "letter"


class NotAnApplicant(Refusal):
    """Only registered staff of an OPD may apply."""


class NothingBeingWritten(Refusal):
    """This person has no draft and nothing to correct."""


class Unfinished(Refusal):
    """Some questions have no answer yet."""


def begin(desk: Desk, actor: Actor) -> Request:
    """Start a draft, or go on with the one that this person is writing. Raises NotAnApplicant."""
    assignment = actor.as_(Role.APPLICANT)
    if assignment is None or assignment.opd is None:
        raise NotAnApplicant
    request = requests.being_written(desk.tx, actor.person.id)
    if request is None:
        request = requests.begin(desk.tx, actor.person.id, assignment.opd, now=desk.now)
    owe_question(desk, actor.person.telegram_id)
    return request


def being_written(desk: Desk, actor: Actor, *, revision: int | None = None) -> Request:
    """The request this person writes now. Raises NothingBeingWritten, or StaleCard if it has changed since seen."""
    request = requests.being_written(desk.tx, actor.person.id)
    if request is None:
        raise NothingBeingWritten
    if revision is not None and request.revision != revision:
        raise StaleCard(request.id, revision)
    return request


def answer(desk: Desk, actor: Actor, typed: str, *, name_stands: str | None = None, by: Kind = Kind.TEXT) -> Request:
    """Keep the answer to the current question and owe the next one.

    `name_stands` is a full name that the zone was seen to hold already. Raises BadAnswer with the rule that was
    broken, WrongKind, NothingBeingWritten, Unfinished when there is no question open.
    """
    request = being_written(desk, actor)
    field = next_field(SubDomainForm, request.answers, request.asking)
    if field is None:
        raise Unfinished
    check_kind(SubDomainForm, field, by)
    value = check_answer(SubDomainForm, field, typed, desk.rules)
    if field == LABEL:
        _refuse_taken(desk, request, value, name_stands)
    return _keep(desk, actor, request, {**request.answers, field: value})


def _refuse_taken(desk: Desk, request: Request, label: str, name_stands: str | None) -> None:
    name = fqdn(label, desk.agency.dns.zone)
    if name == name_stands or services.is_claimed(desk.tx, name, but_by=request.id):
        raise BadAnswer(Rule.LABEL_TAKEN, name)


def _keep(desk: Desk, actor: Actor, request: Request, answers: dict[str, str]) -> Request:
    owe_question(desk, actor.person.telegram_id)
    return requests.change(desk.tx, request, answers=answers, asking=None)


def attach_letter(desk: Desk, actor: Actor, original: Stored, upright: Stored) -> Request:
    """Keep the signed letter: the file as it came, and the upright PDF that officials see.

    Raises WrongKind when another question is open, Unfinished when none is, NothingBeingWritten.
    """
    request = being_written(desk, actor)
    field = next_field(SubDomainForm, request.answers, request.asking)
    if field is None:
        raise Unfinished
    check_kind(SubDomainForm, field, Kind.FILE)
    round_ = request.round + 1
    first = documents.add(desk.tx, request.id, round_, Purpose.REQUEST_LETTER_ORIGINAL, original, now=desk.now)
    shown = documents.add(
        desk.tx, request.id, round_, Purpose.REQUEST_LETTER, upright, now=desk.now, derived_from=first.id
    )
    return _keep(desk, actor, request, {**request.answers, LETTER: str(shown.id)})


def edit(desk: Desk, actor: Actor, field: str, *, revision: int) -> Request:
    """Ask this one field again; its old answer stays until a new one is given."""
    request = being_written(desk, actor, revision=revision)
    if field not in SubDomainForm.model_fields:
        raise StaleCard(request.id, revision)
    owe_question(desk, actor.person.telegram_id)
    return requests.change(desk.tx, request, asking=field)


def keep_as_it_was(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """Leave the field that was to be changed as it is."""
    request = being_written(desk, actor, revision=revision)
    return _keep(desk, actor, request, request.answers)


def submit(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """Send the request: a new round from activity 1, a receipt number, and the name is held for it.

    Raises Unfinished, NameClaimed, and the refusals of `carry_out`.
    """
    request = being_written(desk, actor, revision=revision)
    if next_field(SubDomainForm, request.answers, request.asking) is not None:
        raise Unfinished
    round_ = request.round + 1
    changes = {
        "round": round_,
        "receipt": request.receipt or _receipt(desk),
        "submitted_at": request.submitted_at or desk.now,
        "decisions": (),
    }
    services.claim(desk.tx, desk.name_asked(request), request)
    documents.join_round(desk.tx, int(request.answers[LETTER]), round_)
    sent = carry_out(desk, actor, request, Action.SUBMIT, changes=changes, seen={"answers": request.answers})
    owe_question(desk, actor.person.telegram_id)
    services.add_item(desk.tx, sent, desk.name_asked(sent), sent.answers["target"])
    return sent


def _receipt(desk: Desk) -> str:
    """`P-2026-00017`: to be spoken on the telephone, no secret, gaps allowed."""
    return f"P-{desk.today.year}-{sequences.take(desk.tx, 'receipt', desk.today.year):05d}"


def discard(desk: Desk, actor: Actor) -> Request:
    """Give up a draft that was never sent; one that came back is withdrawn by its own button."""
    request = being_written(desk, actor)
    if request.stage is not Stage.DRAFT:
        raise NothingBeingWritten
    owe_question(desk, actor.person.telegram_id)
    return carry_out(desk, actor, request, Action.WITHDRAW)
