"""*Tanya pemohon*: an official's question goes to the applicant and the answer comes back; the request stays put."""

from dataclasses import asdict
from typing import Any, Final

from office.desk import awaiting
from office.desk.decisions import keep_to_one
from office.desk.desk import Desk
from office.desk.following import NotYourRequest, watch
from office.desk.telling import about_clarification, about_request, deciders, owe_card, owe_notice, show_everywhere
from office.desk.trail import ASKED
from office.register import clarifications, events, people, requests
from office.register.clarifications import Clarification, Outcome, Proposal, QuestionEnded
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import Act, check_may
from office.sop.errors import Refusal
from office.sop.request import Action, Request
from office.sop.roles import Role

_ANY: Final = "-"


class QuestionOpen(Refusal):
    """The applicant is asked something already: one question at a time."""


class ConsentByTap(Refusal):
    """A proposal is answered with one of its two buttons, not in words."""


def check_may_ask(desk: Desk, actor: Actor, request_id: int, *, revision: int) -> tuple[Request, Role]:
    """The request, and the role in which this official asks: whoever may give it back may ask first.

    Raises NotAllowed, the refusals of `find_move`, StaleCard or BeingDecided where a decision may still be taken back,
    and QuestionOpen.
    """
    check_may(Act.ASK_APPLICANT, actor.roles)
    request, role = _in_turn(desk, actor, request_id, revision)
    if clarifications.open_of(desk.tx, request.id) is not None:
        raise QuestionOpen
    return request, role


def _in_turn(desk: Desk, actor: Actor, request_id: int, revision: int) -> tuple[Request, Role]:
    request = requests.load(desk.tx, request_id, revision=revision)
    role = desk.find_move(request, Action.RETURN, actor, reason=_ANY).role
    keep_to_one(desk, actor, request)
    return request, role


def ask(desk: Desk, actor: Actor, request_id: int, text: str, *, revision: int) -> Clarification:
    """Put the question: from now on the applicant is waited for. Raises what `check_may_ask` raises."""
    request, role = check_may_ask(desk, actor, request_id, revision=revision)
    return put(desk, actor, request, role, text)


def put(
    desk: Desk, actor: Actor, request: Request, role: Role, text: str, proposal: Proposal | None = None
) -> Clarification:
    """Ask for an answer in words, or for consent to a proposal, as `check_may_ask` has allowed."""
    asked = clarifications.put(desk.tx, request, actor.person.id, role, text, proposal=proposal, now=desk.now)
    payload = {"id": asked.id, "text": text, **(asdict(proposal) if proposal else {})}
    events.append(desk.tx, ASKED, at=desk.now, actor=actor, role=role, request=request, payload=payload)
    applicant = people.load(desk.tx, request.applicant).telegram_id
    owe_card(desk, applicant, about_clarification(asked.id), again=True)
    show_everywhere(desk, request)
    watch(desk, request)
    return asked


def take_back(desk: Desk, actor: Actor, request_id: int, clarification_id: int, *, revision: int) -> None:
    """*Tarik pertanyaan*, or a proposal: the applicant need not answer, nothing is decided, and the clock runs.

    Whoever may ask now may do this, not only who has asked. Raises QuestionEnded where the applicant was faster, and
    what `check_may_ask` raises.
    """
    check_may(Act.TAKE_QUESTION_BACK, actor.roles)
    asked = _open(desk, clarification_id)
    request, role = _in_turn(desk, actor, request_id, revision)
    if asked.request != request.id:
        raise StaleCard(request_id, revision)
    awaiting.take_back(desk, actor, role, request, asked)
    show_everywhere(desk, request)
    watch(desk, request)


def _open(desk: Desk, clarification_id: int) -> Clarification:
    asked = clarifications.load(desk.tx, clarification_id)
    if not asked.is_open:
        raise QuestionEnded(asked)
    return asked


def check_answerable(desk: Desk, actor: Actor, clarification_id: int) -> tuple[Clarification, Request]:
    """What this applicant is asked. Raises NotYourRequest, Suspended, and QuestionEnded where it has ended."""
    asked = clarifications.load(desk.tx, clarification_id)
    request = requests.load(desk.tx, asked.request)
    if request.applicant != actor.person.id:
        raise NotYourRequest
    desk.check_active(actor)
    return _open(desk, asked.id), request


def check_wants_words(desk: Desk, actor: Actor, clarification_id: int) -> tuple[Clarification, Request]:
    """The same for an answer in words. Raises ConsentByTap."""
    asked, request = check_answerable(desk, actor, clarification_id)
    if asked.proposal is not None:
        raise ConsentByTap
    return asked, request


def answer(desk: Desk, actor: Actor, clarification_id: int, text: str) -> None:
    """Carry the answer back to whoever may decide now. Raises what `check_wants_words` raises."""
    asked, request = check_wants_words(desk, actor, clarification_id)
    awaiting.close(desk, actor, request, asked, Outcome.ANSWERED, text)
    carry_back(desk, request, asked, "asking.answered", question=asked.text, answer=text)


def carry_back(desk: Desk, request: Request, asked: Clarification, say: str, **values: Any) -> None:
    """Tell whoever may decide now, with the card afresh; every other card follows, and the clock runs."""
    for person in deciders(desk, request, asked.role):
        owe_notice(desk, person.telegram_id, say, receipt=request.receipt, name=desk.name_asked(request), **values)
        owe_card(desk, person.telegram_id, about_request(request.id), again=True)
    show_everywhere(desk, request)
    watch(desk, request)
