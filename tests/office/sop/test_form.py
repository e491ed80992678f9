"""The forms: their order, their rules, and what each rule keeps."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from office.sop.answers import BadAnswer, Rule
from office.sop.fields import SKIPPED
from office.sop.form import Form, Kind, WrongKind, broken_fields, check_answer, check_kind, next_field, questions
from office.sop.registration_forms import ApplicantForm, OfficialForm, StaffForm, registration_form
from office.sop.request import Talk
from office.sop.request_forms import CATEGORIES, SubDomainForm
from office.sop.roles import OFFICIALS, Role
from tests.office.sop.values import RULES

FIELDS = [
    (form, field) for form in (SubDomainForm, ApplicantForm, OfficialForm, StaffForm) for field in form.model_fields
]
GOOD = {
    "label": "dinkes",
    "target": "103.20.30.40",
    "application": "Portal Dinas Contoh",
    "purpose": "Informasi layanan",
    "category": CATEGORIES[0],
    "contact_name": "Budi Contoh",
    "contact_phone": "081234567890",
    "contact_email": "-",
    "letter": "1",
    "letter_number": "440/215/CONTOH/XI/2026",
    "letter_date": "20-11-2026",
    "letter_subject": "Permohonan Sub Domain",
}
LONG = "a" * 1000
NASTY_NAMES = [
    "Budi 😀",
    "<b>Budi</b>",
    "Budi & Co",
    "=cmd()",
    "{{ budi }}",
    "123",
    "_budi",
    "'; DROP TABLE",
]
TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789 -+./()", max_size=24),
    st.from_regex(r"[a-z0-9-]{1,12}(\.[a-z0-9-]{1,8}){0,3}", fullmatch=True),
    st.dates().map(lambda day: f"{day.day}-{day.month}-{day.year}"),
    st.sampled_from([*GOOD.values(), "19900101 201501 2 001", SKIPPED]),
)


def id_of(value: object) -> str:
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=id_of)
@given(typed=TYPED)
@example(typed="A\u030a\u200d  b")
@example(typed="\x1cdinkes\x1f")
@example(typed=" 1 Januari 2026 ")
def test_what_a_rule_keeps_it_keeps_unchanged_the_next_time(form: type[Form], field: str, typed: str) -> None:
    try:
        kept = check_answer(form, field, typed, RULES)
    except BadAnswer:
        return

    assert check_answer(form, field, kept, RULES) == kept


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=id_of)
@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b", "\n\n"])
def test_an_empty_answer_is_refused(form: type[Form], field: str, typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_answer(form, field, typed, RULES)

    assert refused.value.rule is Rule.EMPTY


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=id_of)
def test_an_answer_of_a_thousand_characters_is_refused_with_the_limit(form: type[Form], field: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_answer(form, field, LONG, RULES)

    assert refused.value.rule is Rule.TOO_LONG
    assert 1 <= int(refused.value.value) <= 300


@pytest.mark.parametrize("typed", NASTY_NAMES)
@pytest.mark.parametrize("form", [ApplicantForm, OfficialForm, StaffForm])
def test_a_name_is_made_of_letters_and_the_signs_that_names_have(form: type[Form], typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_answer(form, "name", typed, RULES)

    assert refused.value.rule is Rule.NAME


def test_a_name_loses_the_signs_that_nobody_sees() -> None:
    assert check_answer(StaffForm, "name", "Bu\u200bdi\u202e", RULES) == "Budi"


@pytest.mark.parametrize(
    "typed", ["Drs. H. Contoh Ma'ruf, M.Si.", "Siti-Nur Contoh", "Ēva Übung", "Budi (Plt.)", "José"]
)
def test_a_name_with_a_degree_or_an_accent_is_kept(typed: str) -> None:
    assert check_answer(ApplicantForm, "name", typed, RULES) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("24-11-2026", "2026-11-24"),
        ("1/2/2026", "2026-02-01"),
        ("24 November 2026", "2026-11-24"),
        ("24.11.2026", "2026-11-24"),
        ("2026-11-24", "2026-11-24"),
        ("29 FEBRUARI 2024", "2024-02-29"),
    ],
)
def test_the_date_of_the_letter_is_understood_as_people_write_it(typed: str, kept: str) -> None:
    assert check_answer(SubDomainForm, "letter_date", typed, RULES) == kept


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("kemarin", Rule.DATE),
        ("30-02-2026", Rule.DATE),
        ("24 Novembre 2026", Rule.DATE),
        ("24-11-26", Rule.DATE),
        ("0-0-0000", Rule.DATE),
        ("25-11-2026", Rule.DATE_FUTURE),
        ("1 Januari 2027", Rule.DATE_FUTURE),
    ],
)
def test_a_date_that_is_none_or_lies_ahead_is_refused(typed: str, rule: Rule) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_answer(SubDomainForm, "letter_date", typed, RULES)

    assert refused.value.rule is rule


@pytest.mark.parametrize("typed", ["Lainnya", "website", "Website resmi, Layanan publik"])
def test_a_kind_that_is_not_offered_is_refused(typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        check_answer(SubDomainForm, "category", typed, RULES)

    assert refused.value.rule is Rule.CHOICE


def test_an_applicant_without_nip_may_say_so() -> None:
    assert check_answer(ApplicantForm, "nip", SKIPPED, RULES) == SKIPPED


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=id_of)
def test_every_field_has_a_title_and_a_question(form: type[Form], field: str) -> None:
    ask = questions(form)[field]

    assert ask.title
    assert ask.question


@pytest.mark.parametrize("field", [f for f, ask in questions(SubDomainForm).items() if ask.example and f != "target"])
def test_the_example_of_a_question_is_an_answer_that_would_be_taken(field: str) -> None:
    example_ = questions(SubDomainForm)[field].example

    assert check_answer(SubDomainForm, field, example_, RULES)


def test_the_questions_come_in_the_order_of_the_form() -> None:
    answers: dict[str, str] = {}
    asked = []

    while (field := next_field(SubDomainForm, answers)) is not None:
        asked.append(field)
        answers[field] = GOOD[field]

    assert asked == list(SubDomainForm.model_fields)
    assert (asked[0], asked[-1]) == ("label", "letter_subject")


def test_a_field_that_is_being_changed_is_asked_before_any_other() -> None:
    assert next_field(SubDomainForm, {"label": "dinkes"}, Talk(asking="label")) == "label"


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        (Kind.TEXT, {"label", "target", "application", "purpose", "category", "letter_date"}),
        (Kind.FILE, {"letter"}),
        (Kind.CONTACT, set()),
        (Kind.OPD, set()),
    ],
)
def test_a_question_takes_only_the_kind_of_answer_that_it_asks_for(sent: Kind, taken: set[str]) -> None:
    fields = taken | {"letter"}

    assert {f for f in fields if _takes(lambda f=f: check_kind(SubDomainForm, f, sent))} == taken  # type: ignore[misc]


def _takes(check: Callable[[], None]) -> bool:
    try:
        check()
    except WrongKind:
        return False
    return True


@pytest.mark.parametrize("role", sorted(OFFICIALS))
def test_an_official_gives_what_a_letter_shows_of_them(role: Role) -> None:
    assert list(registration_form(role).model_fields) == ["name", "nip", "rank"]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMIN])
def test_the_staff_gives_only_a_name(role: Role) -> None:
    assert list(registration_form(role).model_fields) == ["name"]


def test_a_whole_form_has_no_broken_field() -> None:
    answers = {field: check_answer(SubDomainForm, field, typed, RULES) for field, typed in GOOD.items()}

    assert broken_fields(SubDomainForm, answers, RULES) == ()


@pytest.mark.parametrize("field", GOOD)
def test_a_missing_answer_is_found_broken_when_looked_at_again(field: str) -> None:
    answers = {name: typed for name, typed in GOOD.items() if name != field}

    assert broken_fields(SubDomainForm, answers, RULES) == (field,)


def test_a_name_reserved_since_it_was_typed_is_found_broken() -> None:
    assert broken_fields(SubDomainForm, {**GOOD, "label": "bupati"}, RULES) == ("label",)
