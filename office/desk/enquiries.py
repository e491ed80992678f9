"""A question handed over to the operators, and its answer carried back."""

from typing import Final

from office.desk.desk import Desk
from office.desk.telling import about_enquiry, operator_chats, owe_card, owe_notice
from office.register import enquiries, events, people, requests
from office.register.enquiries import Enquiry
from office.register.people import Actor
from office.register.requests import StaleCard
from office.sop.authority import Act, check_may
from office.sop.errors import Refusal

_WAITING_LIMIT: Final = 3


class TooManyEnquiries(Refusal):
    """This person's earlier questions still wait."""


def check_may_ask(desk: Desk, actor: Actor) -> None:
    """Raises TooManyEnquiries."""
    if enquiries.waiting_of(desk.tx, actor.person.id) >= _WAITING_LIMIT:
        raise TooManyEnquiries


def ask(desk: Desk, actor: Actor, text: str) -> Enquiry:
    """Put the question to the operators, with the request that the person is about, if any. Raises TooManyEnquiries."""
    check_may_ask(desk, actor)
    about = requests.last_sent(desk.tx, actor.person.id)
    enquiry = enquiries.ask(desk.tx, actor.person.id, about.id if about else None, text, now=desk.now)
    events.append(desk.tx, "enquiry:ask", at=desk.now, actor=actor, payload={"id": enquiry.id})
    _show(desk, enquiry)
    return enquiry


def check_answerable(desk: Desk, actor: Actor, enquiry_id: int, *, revision: int) -> Enquiry:
    """Whether this actor may answer it now. Raises NotAllowed, StaleCard when it is answered."""
    check_may(Act.ANSWER_QUESTION, actor.roles)
    enquiry = enquiries.load(desk.tx, enquiry_id)
    if enquiry.revision != revision or enquiry.answer is not None:
        raise StaleCard(enquiry_id, revision)
    return enquiry


def answer(desk: Desk, actor: Actor, enquiry_id: int, text: str, *, revision: int) -> None:
    """Carry the answer back to whoever asked. Raises what `check_answerable` raises."""
    enquiry = check_answerable(desk, actor, enquiry_id, revision=revision)
    enquiries.answer(desk.tx, enquiry, text, actor.person.id, now=desk.now)
    events.append(desk.tx, "enquiry:answer", at=desk.now, actor=actor, payload={"id": enquiry.id})
    asker = people.load(desk.tx, enquiry.person).telegram_id
    owe_notice(desk, asker, "help.answered", question=enquiry.text, answer=text)
    _show(desk, enquiry)


def _show(desk: Desk, enquiry: Enquiry) -> None:
    for chat_id in operator_chats(desk):
        owe_card(desk, chat_id, about_enquiry(enquiry.id))
