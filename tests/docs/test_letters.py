"""The page about letters has the templates, variables and styles as they are now."""

from docs.letters import PAGE, PICTURES, tables, written_in


def test_the_tables_of_the_page_are_those_of_the_program() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert written_in(page) == page, "run `make letters`"
    assert all(table in page for table in tables().values())


def test_the_pictures_of_the_page_are_there() -> None:
    page = PAGE.read_text(encoding="utf-8")

    for name in PICTURES:
        assert f"pictures/{name}" in page
        assert (PAGE.parent / "pictures" / name).read_bytes().startswith(b"\x89PNG")
