"""What can be seen in a chat a moment before we know it: it is noted down when Telegram has said that it was sent."""

from handlers.presence import FIRST
from handlers.visit import Visit
from office.desk.desk import Desk
from office.desk.enrolment import is_being_offered
from office.desk.telling import is_still_asked
from office.register import cards, owed, people
from office.register.owed import Kind, chat_lane


def may_answer_what_is_coming(desk: Desk, visit: Visit) -> bool:
    """Whether this may be about a question, a QR or an invitation's link that is just being sent, or reply to it."""
    if visit.query is not None:
        return False
    if visit.command:
        return visit.command == "start" and bool(visit.text) and owed.is_being_paid(desk.tx, kind=Kind.INVITATION)
    if visit.reply_to is not None and not cards.subject_of(desk.tx, visit.chat, visit.reply_to):
        return owed.is_being_paid(desk.tx, lane=chat_lane(visit.chat))
    person = people.find(desk.tx, visit.sender)
    wanted = cards.awaited_text(desk.tx, person.id, visit.chat) if person else None
    if person is None or wanted is None:
        return False
    return is_being_offered(desk, person.id) if wanted.action == FIRST else is_still_asked(desk, wanted)
