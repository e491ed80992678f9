"""The page of the forms is the declaration, and no older one."""

from docs.forms import PAGE, page
from office.sop.form import questions
from office.sop.request_forms import FORMS, all_titles


def test_the_page_of_the_forms_is_the_declaration_as_it_is_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make forms`"


def test_every_field_of_every_request_is_a_column_of_the_register() -> None:
    assert set(all_titles()) == {field for form in FORMS.values() for field in questions(form)}
