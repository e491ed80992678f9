"""Menus after a start: whoever has the one that they should have is left alone."""

from handlers.introduction import MENU, own_menu, renew_menus, shown_menu
from handlers.texts import Texts
from office.register import cards
from office.register.owed import Kind
from tests.office.desk.apps import with_codes
from tests.office.desk.world import Office


def owed_to(office: Office, texts: Texts) -> set[int]:
    office.world.pay_all()
    renew_menus(office.world.desk, texts)
    return {payload["chat_id"] for payload in office.world.unpaid(Kind.COMMANDS)}


def test_only_those_whose_menu_has_changed_are_owed_another(office: Office, texts: Texts) -> None:
    everybody = [office.kadis, office.kabid, office.officer, office.operator, office.applicant]
    assert owed_to(office, texts) == {actor.person.telegram_id for actor in everybody}
    for actor in everybody:
        has = shown_menu(own_menu(texts, actor, office.world.agency.presence))
        cards.remember(office.world.tx, actor.person.telegram_id, MENU, has)

    assert owed_to(office, texts) == set()
    office.world.agency = with_codes()
    assert owed_to(office, texts) == {actor.person.telegram_id for actor in everybody[:4]}
