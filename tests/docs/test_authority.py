"""The page of who may do what is the tables that the program asks, and no older ones."""

from docs.authority import PAGE, WORDS, page
from office.sop.authority import Act


def test_the_page_of_authority_is_the_tables_as_they_are_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make authority`"


def test_every_act_has_its_words_on_the_page() -> None:
    assert set(WORDS) == set(Act), "write in docs/authority.py what the new act is"
