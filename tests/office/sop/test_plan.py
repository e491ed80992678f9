"""The plan that is confirmed is the plan that is created."""

from dataclasses import fields, replace
from typing import Any

import pytest

from office.sop.plan import Deed, Fqdn, Plan, RecordType
from tests.office.sop.values import a_plan

OTHER: dict[str, Any] = {
    "zone": Fqdn("lain.go.id"),
    "name": Fqdn("lain.contoh.go.id"),
    "type": RecordType.AAAA,
    "content": "103.20.30.41",
    "ttl": 301,
    "proxied": True,
    "deed": Deed.CHANGE,
    "replaces": "103.20.30.39",
}


@pytest.mark.parametrize("field", [field.name for field in fields(Plan)])
def test_changing_anything_in_a_plan_changes_its_digest(field: str) -> None:
    changed = replace(a_plan(), **{field: OTHER[field]})

    assert changed.digest != a_plan().digest


def test_the_same_plan_has_the_same_digest_which_fits_a_button() -> None:
    assert a_plan().digest == a_plan().digest
    assert len(a_plan().digest) == 8


def test_text_moved_from_one_field_to_the_next_makes_another_plan() -> None:
    moved = a_plan(zone=Fqdn("contoh.go"), name=Fqdn("id\ndinkes.contoh.go.id"))

    assert moved.digest != a_plan().digest
