"""A card keeps the side that its reader has turned to, whatever happens elsewhere meanwhile."""

from handlers.showing import side_for
from office.desk import telling
from office.register import cards
from office.register.cards import Shown
from office.register.owed import Kind
from office.register.people import Actor
from tests.office.desk.world import Office


def views(office: Office, actor: Actor) -> list[str | None]:
    """The sides that are owed to this official's chat."""
    return [p["view"] for p in office.world.unpaid(Kind.CARD) if p["chat_id"] == actor.person.telegram_id]


def test_a_change_by_others_leaves_the_side_that_an_official_has_turned_to(office: Office) -> None:
    request = office.world.submit(office.applicant)
    office.world.pay_all()
    chat, subject = office.kadis.person.telegram_id, telling.about_request(request.id)
    cards.remember(office.world.tx, chat, subject, Shown(7, 1, "x", "sheet"))

    telling.show_everywhere(office.world.desk, request)
    kept = views(office, office.kadis)
    telling.owe_card(office.world.desk, chat, subject, view="sheet")
    telling.show_everywhere(office.world.desk, request)

    assert (kept, views(office, office.kadis)) == ([None], ["sheet"])
    assert side_for(None, cards.find(office.world.tx, chat, subject)) == "sheet"
    assert side_for("", cards.find(office.world.tx, chat, subject)) == ""
    assert side_for(None, None) == ""
