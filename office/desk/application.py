"""The applicant's side: writing a request, sending it, mending what came back (SOP activity 1)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from office.desk.desk import Desk
from office.desk.moves import carry_out, is_taken
from office.desk.telling import owe_notice, owe_question
from office.register import documents, requests, sequences, services
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.answers import BadAnswer, Rule
from office.sop.errors import Refusal
from office.sop.form import Kind, check_answer, check_kind, field_before, next_field
from office.sop.plan import Deed, Fqdn
from office.sop.request import Action, Request, RequestKind, Stage, Talk
from office.sop.request_forms import FORMS
from office.sop.roles import Role

LABEL, SITE, TARGET, LETTER, SUBJECT = "label", "site", "target", "letter", "letter_subject"


class NotAnApplicant(Refusal):
    """Only registered staff of an OPD may apply."""


class NothingBeingWritten(Refusal):
    """This person has no draft and nothing to correct."""


class NothingAlive(Refusal):
    """The OPD has no live sub domain that could be changed, hosted or ended."""


class Paused(Refusal):
    """The draft was put aside; it goes on when the applicant says so."""


class Unfinished(Refusal):
    """Some questions have no answer yet."""


@dataclass(frozen=True, slots=True)
class NameFound:
    """What the zone said of a typed name: whether it stands there, and labels that are free instead."""

    name: Fqdn
    stands: bool
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it came: by what means, in which message, and what the zone said of the name in it."""

    text: str
    by: Kind = Kind.TEXT
    message: int = 0
    found: NameFound | None = None


def begin(desk: Desk, actor: Actor, kind: RequestKind) -> Request:
    """Start a draft, or go on with the one that this person is writing, whatever its kind.

    Raises NotAnApplicant, and NothingAlive when the kind is about a live sub domain and the OPD has none.
    """
    request = resume(desk, actor)
    if request is not None:
        return request
    assignment = actor.as_(Role.APPLICANT)
    assert assignment is not None and assignment.opd is not None  # noqa: S101, PT018 - `resume` has looked
    if kind.deed is not Deed.CREATE and not services.live_of_opd(desk.tx, assignment.opd):
        raise NothingAlive
    owe_question(desk, actor.person.telegram_id)
    return requests.begin(desk.tx, actor.person.id, assignment.opd, kind, now=desk.now)


def resume(desk: Desk, actor: Actor) -> Request | None:
    """Go on with what this person is writing, if anything. Raises NotAnApplicant."""
    assignment = actor.as_(Role.APPLICANT)
    if assignment is None or assignment.opd is None:
        raise NotAnApplicant
    request = requests.being_written(desk.tx, actor.person.id)
    if request is None:
        return None
    owe_question(desk, actor.person.telegram_id)
    if not request.talk.is_paused:
        return request
    return requests.change(desk.tx, request, talk=replace(request.talk, is_paused=False))


def pause(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """*Simpan & lanjut nanti*: nothing is asked until the applicant goes on; what was answered stays."""
    request = being_written(desk, actor, revision=revision)
    owe_question(desk, actor.person.telegram_id)
    owe_notice(desk, actor.person.telegram_id, "form.paused")
    return requests.change(desk.tx, request, talk=replace(request.talk, is_paused=True))


def being_written(desk: Desk, actor: Actor, *, revision: int | None = None) -> Request:
    """The request this person writes now.

    Raises Suspended, NothingBeingWritten, or StaleCard if it has changed since seen.
    """
    desk.check_active(actor)
    request = requests.being_written(desk.tx, actor.person.id)
    if request is None:
        raise NothingBeingWritten
    if revision is not None and request.revision != revision:
        raise StaleCard(request.id, revision)
    return request


def asked(request: Request) -> str | None:
    """The field that the applicant is asked now; None when all is answered. Raises Paused."""
    if request.talk.is_paused:
        raise Paused
    return next_field(FORMS[request.kind], request.answers, request.talk)


def open_question(desk: Desk, actor: Actor, by: Kind) -> tuple[Request, str]:
    """The request and its field that an answer of this kind is for.

    Raises NothingBeingWritten, Paused, Unfinished when there is no question open, WrongKind.
    """
    request = being_written(desk, actor)
    name = asked(request)
    if name is None:
        raise Unfinished
    check_kind(FORMS[request.kind], name, by)
    return request, name


def answer(desk: Desk, actor: Actor, said: Said) -> Request:
    """Keep the answer to the current question and owe the next one.

    A name that is taken stays asked, with free ones offered instead. Raises BadAnswer with the rule that was broken,
    and what `open_question` raises.
    """
    return answer_to(desk, actor, *open_question(desk, actor, said.by), said)


def answer_to(desk: Desk, actor: Actor, request: Request, name: str, said: Said) -> Request:
    """The same for the question that `open_question` has found."""
    value = check_answer(FORMS[request.kind], name, said.text, desk.rules_for(request))
    if name == LABEL and stands(desk, request, value, said.found):
        return _offer_others(desk, actor, request, said.found)
    check_beside(desk, request, name, value)
    return keep(desk, actor, request, {name: value}, {name: said.message})


def stands(desk: Desk, request: Request, label: str, found: NameFound | None) -> bool:
    """Whether the zone was seen to hold the new name, or somebody here has it."""
    name = desk.name_asked(replace(request, answers={LABEL: label}))
    return (found is not None and found.stands and found.name == name) or is_taken(desk, request, name)


def _offer_others(desk: Desk, actor: Actor, request: Request, found: NameFound | None) -> Request:
    if found is None or not found.free:
        raise BadAnswer(Rule.LABEL_TAKEN, found.name if found else "")
    chat = actor.person.telegram_id
    owe_notice(desk, chat, "form.label_taken", name=found.name)
    owe_question(desk, chat)
    offers = {**request.talk.offers, LABEL: found.free}
    return requests.change(desk.tx, request, talk=replace(request.talk, offers=offers))


def check_beside(desk: Desk, request: Request, name: str, value: str) -> None:
    """Rules between an answer and what else stands in the form or the register. Raises BadAnswer."""
    if name == SITE and services.asked_by_another(desk.tx, Fqdn(value), but_by=request.id):
        raise BadAnswer(Rule.SITE_BUSY, value)
    if name == TARGET and SITE in request.answers:
        stands = services.live(desk.tx, Fqdn(request.answers[SITE]))
        if stands is not None and stands.plan.content == value:
            raise BadAnswer(Rule.TARGET_SAME, value)


def keep(
    desk: Desk, actor: Actor, request: Request, answers: Mapping[str, str], said: Mapping[str, int] | None = None
) -> Request:
    """Write these answers down, with the messages that gave them, and owe the next question."""
    owe_question(desk, actor.person.telegram_id)
    talk = request.talk
    messages = {name: message for name, message in (said or {}).items() if message}
    talk = replace(
        talk,
        asking=None,
        faults=tuple(name for name in talk.faults if name not in answers),
        offers={name: offers for name, offers in talk.offers.items() if name not in answers},
        said={**talk.said, **messages},
    )
    return requests.change(desk.tx, request, answers={**request.answers, **answers}, talk=talk)


def answered_by(request: Request, message: int) -> str | None:
    """The field that this message has answered."""
    return next((name for name, said in request.talk.said.items() if said == message), None)


def back(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """*Kembali*: ask the question before this one again; its answer stays until a new one is given."""
    request = being_written(desk, actor, revision=revision)
    name = asked(request)
    before = field_before(FORMS[request.kind], name) if name else None
    if before is None:
        raise StaleCard(request.id, revision)
    return _ask(desk, actor, request, before)


def edit(desk: Desk, actor: Actor, name: str, *, revision: int) -> Request:
    """Ask this one field again; its old answer stays until a new one is given."""
    request = being_written(desk, actor, revision=revision)
    if name not in FORMS[request.kind].model_fields:
        raise StaleCard(request.id, revision)
    return _ask(desk, actor, request, name)


def _ask(desk: Desk, actor: Actor, request: Request, name: str) -> Request:
    owe_question(desk, actor.person.telegram_id)
    return requests.change(desk.tx, request, talk=replace(request.talk, asking=name))


def keep_as_it_was(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """Leave the field that is asked as it is."""
    request = being_written(desk, actor, revision=revision)
    name = asked(request)
    if name is None or name not in request.answers:
        raise StaleCard(request.id, revision)
    return keep(desk, actor, request, {name: request.answers[name]})


def submit(desk: Desk, actor: Actor, *, revision: int) -> Request:
    """Send the request: a new round from activity 1, a receipt number, and a new name is held for it.

    Raises Unfinished, NameClaimed, BadAnswer when the live service is asked for by somebody else, and the refusals of
    `carry_out`.
    """
    request = being_written(desk, actor, revision=revision)
    if asked(request) is not None:
        raise Unfinished
    round_ = request.round + 1
    changes = {
        "round": round_,
        "receipt": request.receipt or _receipt(desk),
        "submitted_at": request.submitted_at or desk.now,
        "talk": Talk(said=request.talk.said),
        "hosting": None,
        "checks": {},
        "decisions": (),
    }
    name = desk.name_asked(request)
    if request.kind.deed is Deed.CREATE:
        services.claim(desk.tx, name, request)
    else:
        check_beside(desk, request, SITE, name)
    documents.join_round(desk.tx, int(request.answers[LETTER]), round_)
    seen = {"answers": request.answers}
    sent = carry_out(desk, actor, request, Action.SUBMIT, changes=changes, seen=seen)
    owe_question(desk, actor.person.telegram_id)
    services.add_items(desk.tx, sent, name, sent.answers.get(TARGET, ""))
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
