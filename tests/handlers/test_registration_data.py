"""*Lihat data*: what the group is not told of who wants in, for the eyes of whoever may decide on it."""

import pytest

from handlers.callbacks import Press
from handlers.registration import show_data
from handlers.showing import bubble_for
from handlers.texts import Texts
from handlers.visit import Visit
from office.desk import admission
from office.desk.admission import NotAnOperator
from office.register import people, registrations
from office.register.people import Actor
from office.register.registrations import Registration
from office.register.requests import StaleCard
from office.sop.roles import Role
from office.sop.workflow import SeparateDuties
from tests.handlers.reading import seen
from tests.office.desk.test_registration import handed_in
from tests.office.desk.world import GROUP, Office, World

ALERT = 200
"""As many characters as Telegram shows."""


def looked(office: Office, texts: Texts, actor: Actor, registration: Registration) -> str:
    press = Press("reg_data", registration.id, registration.revision)
    visit = Visit(1, actor.person.telegram_id, GROUP, private=False, query="1", press=press)
    toast = show_data(office.world.desk, actor, visit, None)
    assert toast.alert
    return seen(texts.say(toast.say, **toast.values)).strip()


def card(world: World, texts: Texts, chat_id: int, registration: Registration) -> tuple[str, list[str]]:
    bubble, _ = bubble_for(world.desk, texts, chat_id, f"registration:{registration.id}", "")
    return seen(bubble.html), [button.label for row in bubble.rows for button in row]


def test_the_groups_card_says_name_and_opd_and_has_a_button_for_the_rest(office: Office, texts: Texts) -> None:
    _, registration = handed_in(office.world)

    said, buttons = card(office.world, texts, GROUP, registration)

    assert "Siti Contoh\nDinas Contoh\n" in said
    assert "Pengelola Data" not in said
    assert buttons == ["Lihat data", "Setujui", "Tolak pendaftaran"]


def test_an_admins_own_chat_shows_the_title_on_the_card_while_there_is_no_group(world: World, texts: Texts) -> None:
    admin, (_, registration) = world.person(Role.ADMIN), handed_in(world)

    said, buttons = card(world, texts, admin.person.telegram_id, registration)

    assert "Siti Contoh, Pengelola Data\nDinas Contoh\n" in said
    assert buttons == ["Setujui", "Tolak pendaftaran"]


@pytest.mark.parametrize(("nip", "shown"), [("19900101 201501 2 001", " · NIP: 199001012015012001"), ("-", "")])
def test_an_operator_reads_what_the_group_does_not(office: Office, texts: Texts, nip: str, shown: str) -> None:
    _, registration = handed_in(office.world, nip=nip)

    said = looked(office, texts, office.operator, registration)

    assert said == f"Jabatan: Pengelola Data{shown} · HP: 6281234567890. Hanya Bapak/Ibu yang melihat ini."


def test_the_longest_title_leaves_room_for_all_of_it(office: Office, texts: Texts) -> None:
    _, registration = handed_in(office.world)
    longest = {**registration.answers, "title": "&" * 100, "phone": "6" * 15}
    registration = registrations.change(office.world.tx, registration, answers=longest)

    said = looked(office, texts, office.operator, registration)

    assert "&" * 100 in said
    assert len(said) <= ALERT


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.OPERATOR, Role.ADMIN, Role.SYSTEM})])
def test_nobody_else_reads_it_not_even_a_member_of_the_group(office: Office, texts: Texts, role: Role | None) -> None:
    _, registration = handed_in(office.world)
    other = office.world.person(role) if role else office.world.newcomer()

    with pytest.raises(NotAnOperator):
        looked(office, texts, other, registration)


def test_once_it_is_decided_nobody_reads_it_from_an_old_card(office: Office, texts: Texts) -> None:
    _, registration = handed_in(office.world)
    admission.approve(office.world.desk, office.operator, registration.id, revision=registration.revision)

    with pytest.raises(StaleCard):
        looked(office, texts, office.operator, registration)


def test_an_operator_who_wants_in_decides_on_others_only(office: Office, texts: Texts) -> None:
    newcomer, registration = handed_in(office.world)
    people.grant(office.world.tx, newcomer.person.id, Role.OPERATOR, now=office.world.now)

    with pytest.raises(SeparateDuties):
        looked(office, texts, office.world.again(newcomer.person.telegram_id), registration)
