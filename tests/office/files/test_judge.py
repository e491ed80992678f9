"""What the office takes, and why it refuses the rest."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office.files.judge import Upload, judge
from office.files.kinds import Kind
from office.files.pdf import MAX_OBJECTS, MAX_PAGES
from office.files.picture import MAX_PIXELS
from office.files.refusals import (
    BrokenFile,
    EmptyFile,
    EncryptedPdf,
    FileTooLarge,
    ImageTooLarge,
    TooManyPages,
    UnknownFileType,
    UnsafePdf,
)
from office.sop.errors import Refusal
from tests.office.files import corpus
from tests.office.files.corpus import LIMIT

GOOD = (corpus.a_pdf(), corpus.a_classic_pdf(), corpus.an_image("JPEG"), corpus.an_image("PNG"))


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (corpus.a_pdf(3), Kind.PDF, 3),
        (corpus.a_pdf(MAX_PAGES), Kind.PDF, MAX_PAGES),
        (corpus.a_classic_pdf(), Kind.PDF, 1),
        (corpus.a_classic_pdf().replace(b"startxref\n", b"startxref\n9"), Kind.PDF, 1),
        (corpus.a_pdf(edit=corpus.link_to_a_site), Kind.PDF, 1),
        (corpus.a_pdf(edit=corpus.go_to_the_first_page), Kind.PDF, 1),
        (corpus.an_image("JPEG"), Kind.JPEG, 1),
        (corpus.an_image("JPEG", mode="CMYK"), Kind.JPEG, 1),
        (corpus.an_image("PNG", mode="RGBA"), Kind.PNG, 1),
        (corpus.a_photo_held_sideways(), Kind.JPEG, 1),
    ],
)
def test_plain_pages_are_taken(content: bytes, kind: Kind, pages: int) -> None:
    assert judge(content, LIMIT) == Upload(kind, pages, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>surat.pdf</body></html>",
        b"MZ\x90\x00" + corpus.a_pdf(),
        b"\n" + corpus.a_pdf(),
        b"PK\x03\x04 docx",
        b"GIF89a",
        b"%PD",
    ],
)
def test_other_content_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(UnknownFileType):
        judge(content, LIMIT)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-", Kind.PDF),
        (b"%PDF-1.7\n<html></html>\n%%EOF", Kind.PDF),
        (corpus.a_pdf(5)[:-40], Kind.PDF),
        (corpus.a_classic_pdf()[:-60], Kind.PDF),
        (corpus.a_pdf(0), Kind.PDF),
        (b"\xff\xd8\xff\xe0 no photo", Kind.JPEG),
        (corpus.a_photo_held_sideways()[:-300], Kind.JPEG),
        (corpus.an_image("PNG", (300, 300))[:-40], Kind.PNG),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    ],
)
def test_what_cannot_be_read_to_its_end_is_broken(content: bytes, kind: Kind) -> None:
    with pytest.raises(BrokenFile) as refused:
        judge(content, LIMIT)

    assert refused.value.kind is kind


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (corpus.a_pdf(edit=corpus.open_with_script), {"/JS", "/JavaScript"}),
        (corpus.a_pdf(edit=corpus.launch_when_shown), {"/AA", "/Launch"}),
        (corpus.a_pdf(edit=corpus.launch_from_a_link), {"/Launch"}),
        (corpus.a_pdf(edit=corpus.launch_by_an_indirect_name), {"/Launch"}),
        (corpus.a_pdf(edit=corpus.carry_a_file), {"/EF", "/EmbeddedFiles"}),
        (corpus.a_pdf(edit=corpus.send_a_form), {"/SubmitForm"}),
        (corpus.a_pdf(edit=corpus.open_another_file), {"/GoToR"}),
        (corpus.a_pdf(edit=corpus.bring_xfa), {"/XFA"}),
        (corpus.a_spelled_out_script(), {"/JS", "/JavaScript"}),
    ],
)
def test_a_pdf_that_does_more_than_show_pages_is_unsafe(content: bytes, found: set[str]) -> None:
    with pytest.raises(UnsafePdf) as refused:
        judge(content, LIMIT)

    assert refused.value.found in found


def test_the_script_of_the_corpus_is_hidden_from_a_search_for_bytes() -> None:
    assert b"/JavaScript" not in corpus.a_pdf(edit=corpus.open_with_script)
    assert b"/JavaScript" not in corpus.a_spelled_out_script()


@pytest.mark.parametrize("user", ["", "rahasia"])
def test_a_locked_pdf_is_refused_also_when_it_opens_without_a_password(user: str) -> None:
    with pytest.raises(EncryptedPdf):
        judge(corpus.a_locked_pdf(owner="pemilik", user=user), LIMIT)


def test_a_packed_pdf_is_taken_but_not_one_that_unpacks_without_end() -> None:
    assert judge(corpus.a_packed_pdf(spare=1000, spaces=1000), LIMIT).pages == 1

    for bomb in (corpus.a_packed_pdf(spaces=60_000_000), corpus.a_packed_pdf(spare=MAX_OBJECTS)):
        with pytest.raises(BrokenFile):
            judge(bomb, LIMIT)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(EmptyFile):
        judge(b"", LIMIT)


def test_the_limit_itself_is_taken_and_a_byte_more_refused() -> None:
    content = corpus.a_pdf()

    judge(content, len(content))
    with pytest.raises(FileTooLarge) as refused:
        judge(content, len(content) - 1)
    assert refused.value.limit == len(content) - 1


def test_more_pages_than_anybody_reads_are_refused() -> None:
    with pytest.raises(TooManyPages) as refused:
        judge(corpus.a_pdf(MAX_PAGES + 1), LIMIT)

    assert (refused.value.pages, refused.value.limit) == (MAX_PAGES + 1, MAX_PAGES)


@pytest.mark.parametrize("side", [6_400, 10_000, 20_000])
def test_an_image_that_claims_too_many_pixels_is_not_decoded(side: int) -> None:
    with pytest.raises(ImageTooLarge) as refused:
        judge(corpus.a_png_bomb(side), LIMIT)

    assert refused.value.limit == MAX_PIXELS


@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=8))
@settings(deadline=None, max_examples=300)
def test_damaged_bytes_are_taken_or_refused_but_never_an_accident(good: bytes, changes: list[tuple[int, int]]) -> None:
    content = bytearray(good)
    for place, byte in changes:
        content[place % len(content)] = byte

    try:
        upload = judge(bytes(content), LIMIT)
    except Refusal:
        return
    assert upload.pages >= 1
