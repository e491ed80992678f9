"""The reply letter says what was really done, for each kind of request."""

from typing import Any

import pytest

from office.desk import application, provisioning
from office.letters.context import ApprovalLetter
from office.register import letters
from office.sop.request import Action, Request, RequestKind
from tests.office.desk.world import ANSWERS, Office

HOSTED = "hosting.example.net"
MORE = {
    "site": "dinkes.contoh.go.id",
    "label": "dinkes",
    "technology": "PHP 8.2",
    "database": "MySQL/MariaDB",
    "disk": "Sampai 1 GB",
    "visitors": "Di bawah 100 per hari",
}


def answered(office: Office, kind: RequestKind, **answers: str) -> ApprovalLetter:
    """A request of this kind, from the first question to the letter."""
    world = office.world
    draft = application.begin(world.desk, office.applicant, kind)
    filled = world.answer_all(office.applicant, draft, {**ANSWERS, **MORE, **answers})
    request = application.submit(world.desk, office.applicant, revision=filled.revision)
    for official in (office.kadis, office.kabid):
        request = world.act(official, request, Action.DISPOSE)
    request = world.build(office.officer, request)
    if kind.needs_hosting:
        request = world.host(office.officer, request, HOSTED)
    provisioning.finish(world.desk, world.service(request).id, [])
    return letter_of(office, request)


def letter_of(office: Office, request: Request) -> ApprovalLetter:
    found = letters.find(office.world.tx, request.id)
    assert found is not None
    return ApprovalLetter.model_validate(found.content)


def test_a_new_sub_domain_is_said_with_its_target(office: Office) -> None:
    letter = answered(office, RequestKind.SUB_DOMAIN)

    assert letter.hal == "Persetujuan Permohonan Sub Domain"
    assert (letter.content, letter.former_content, letter.hosting) == ("103.20.30.40", "", "")


def test_a_sub_domain_with_hosting_is_said_with_both(office: Office) -> None:
    letter = answered(office, RequestKind.SUB_DOMAIN_HOSTING)

    assert letter.hal == "Persetujuan Permohonan Sub Domain dan Hosting"
    assert (letter.content, letter.record_type, letter.hosting) == (HOSTED, "CNAME", HOSTED)


@pytest.mark.parametrize(
    ("kind", "subject", "said"),
    [
        (RequestKind.HOSTING, "Persetujuan Permohonan Hosting", {"hosting": HOSTED, "former_content": "103.20.30.40"}),
        (
            RequestKind.CHANGE,
            "Persetujuan Permohonan Perubahan Alamat Tujuan Sub Domain",
            {"content": "103.20.30.41", "former_content": "103.20.30.40"},
        ),
        (
            RequestKind.DEACTIVATION,
            "Persetujuan Permohonan Penonaktifan Sub Domain",
            {"content": "", "former_content": "103.20.30.40"},
        ),
    ],
)
def test_what_is_done_to_a_live_name_is_said_with_where_it_led(
    office: Office, kind: RequestKind, subject: str, said: dict[str, Any]
) -> None:
    office.finished("dinkes")

    letter = answered(office, kind, target="103.20.30.41")

    assert letter.hal == subject
    assert letter.application == ANSWERS["application"]
    assert {name: getattr(letter, name) for name in said} == said
