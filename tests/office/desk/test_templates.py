"""A template of the office serves once a second person has looked at it."""

import pytest

from office.desk import templates as desk_templates
from office.desk.templates import NoName, NoSuchTemplate, SamePerson
from office.letters.kinds import TemplateKind
from office.register import templates
from office.register.templates import State, Template
from tests.office.desk.world import NOW, World

KIND = TemplateKind.REJECTION


def brought_in(world: World, sha256: str = "a" * 64, by: str = "Ani Contoh") -> Template:
    return desk_templates.bring_in(world.tx, KIND, sha256, "penolakan.docx", by=by, now=NOW)


def test_an_imported_template_serves_nobody_yet(world: World) -> None:
    assert brought_in(world).state is State.PENDING
    assert templates.active(world.tx, KIND) is None


def test_another_person_s_yes_makes_it_serve(world: World) -> None:
    template = brought_in(world)

    desk_templates.approve(world.tx, template.id, by="Budi Contoh", now=NOW)

    serving = templates.active(world.tx, KIND)
    assert serving is not None
    assert (serving.sha256, serving.imported_by, serving.approved_by) == ("a" * 64, "Ani Contoh", "Budi Contoh")


@pytest.mark.parametrize("by", ["Ani Contoh", "ani  contoh", "ANI CONTOH "])
def test_whoever_imported_it_cannot_approve_it(world: World, by: str) -> None:
    template = brought_in(world)

    with pytest.raises(SamePerson):
        desk_templates.approve(world.tx, template.id, by=by, now=NOW)

    assert templates.active(world.tx, KIND) is None


def test_a_newer_template_takes_the_place_of_the_one_before(world: World) -> None:
    for sha256 in ("a" * 64, "b" * 64):
        desk_templates.approve(world.tx, brought_in(world, sha256).id, by="Budi Contoh", now=NOW)

    serving = templates.active(world.tx, KIND)
    assert serving is not None
    assert serving.sha256 == "b" * 64
    assert [t.state for t in templates.all_of(world.tx)] == [State.ACTIVE, State.RETIRED]


def test_what_does_not_wait_cannot_be_approved(world: World) -> None:
    template = brought_in(world)
    desk_templates.approve(world.tx, template.id, by="Budi Contoh", now=NOW)

    for number in (template.id, 99):
        with pytest.raises(NoSuchTemplate):
            desk_templates.approve(world.tx, number, by="Cici Contoh", now=NOW)


def test_nobody_imports_without_a_name(world: World) -> None:
    with pytest.raises(NoName):
        brought_in(world, by=" \u200b ")


def test_both_deeds_are_in_the_trail(world: World) -> None:
    desk_templates.approve(world.tx, brought_in(world).id, by="Budi Contoh", now=NOW)

    tags = world.tx.exec_driver_sql("SELECT tag FROM events WHERE tag LIKE 'template:%' ORDER BY id").scalars()
    assert list(tags) == ["template:import", "template:approve"]
