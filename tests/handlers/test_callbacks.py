"""What a button carries, and what is not taken for a button of ours."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handlers.callbacks import OldCard, Press
from handlers.router import TAPS
from office.sop.registration_forms import ApplicantForm, OfficialForm, StaffForm
from office.sop.request import Action
from office.sop.request_forms import SubDomainForm

BIG = 10**12
FORGED = [
    *("", "v1", "v1:", "v1:dispose", "v1:dispose:1", "v1:dispose:1:2", "v0:dispose:1:2:", "v2:dispose:1:2:"),
    *(
        "V1:dispose:1:2:",
        "v1:dispose:-1:2:",
        "v1:dispose:1:-2:",
        "v1:dispose:a:2:",
        "v1:dispose:1:b:",
        "v1:dispose::2:",
    ),
    *(
        "v1:dispose:1.0:2:",
        "v1:dispose: 1:2:",
        "v1:dispose:١:2:",
        "v1:dispose:1:²:",
        "dispose",
        "😀",
        "v1:dispose:1:2:" + "x" * 64,
    ),
    *("'; DROP TABLE requests; --", "\x00", "v1;dispose;1;2;", '{"action": "dispose"}', "v1:dispose:1:2:" + "😀" * 13),
]


@given(
    st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12),
    st.integers(0, BIG),
    st.integers(0, BIG),
    st.text(st.characters(codec="ascii"), max_size=20),
)
def test_what_is_packed_is_unpacked(action: str, number: int, revision: int, extra: str) -> None:
    press = Press(action, number, revision, extra)

    assert Press.unpack(press.pack()) == press


@given(st.text(max_size=80))
def test_whatever_is_taken_is_what_a_button_of_ours_would_carry(text: str) -> None:
    try:
        press = Press.unpack(text)
    except OldCard:
        return

    assert press.id >= 0
    assert press.revision >= 0
    assert len(text.encode()) <= 64


@given(st.text(max_size=100))
def test_no_button_is_made_that_telegram_would_refuse(extra: str) -> None:
    try:
        packed = Press("edit", 17, 3, extra).pack()
    except ValueError:
        assume(condition=len(extra.encode()) > 40)
    else:
        assert len(packed.encode()) <= 64


@pytest.mark.parametrize("text", FORGED)
def test_data_that_no_button_of_ours_carries_is_an_old_card(text: str) -> None:
    with pytest.raises(OldCard):
        Press.unpack(text)


@pytest.mark.parametrize("action", sorted(TAPS))
def test_every_button_fits_also_in_a_register_of_a_million_requests(action: str) -> None:
    assert len(Press(action, 10**6, 10**4, "deadbeef").pack().encode()) <= 64


@pytest.mark.parametrize("form", [SubDomainForm, ApplicantForm, OfficialForm, StaffForm])
def test_the_button_that_changes_a_field_fits_for_every_field(form: type[SubDomainForm]) -> None:
    for field in form.model_fields:
        assert Press("edit", 10**6, 10**4, field).pack()


@pytest.mark.parametrize("action", sorted(set(Action) - {Action.BLOCK, Action.FINISH}))
def test_every_action_of_a_person_has_a_button(action: Action) -> None:
    assert action in TAPS
