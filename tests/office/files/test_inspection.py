"""What the office takes, and why it refuses the rest. All of it is read in child processes, as in the program."""

import asyncio
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office.files.facts import LetterFacts
from office.files.inspection import Inspected, Inspector
from office.files.judge import judge, known_kind
from office.files.kinds import MAX_PICTURES, Kind, Look
from office.files.pdf import MAX_OBJECTS, MAX_PAGES
from office.files.picture import LEAST_LONG, LEAST_SHORT, MAX_PIXELS
from office.files.refusals import (
    BrokenFile,
    EmptyFile,
    EncryptedPdf,
    FileTooLarge,
    ImageTooLarge,
    TooCoarse,
    TooManyPages,
    TooManyPictures,
    UnknownFileType,
    UnsafePdf,
)
from office.files.store import LostFile, Store
from office.sop.errors import Refusal
from tests.office.files import corpus
from tests.office.files.corpus import LIMIT

GOOD = {
    "a PDF": corpus.a_pdf(2),
    "an old PDF": corpus.a_classic_pdf(),
    "a typed PDF": corpus.a_letter("Nomor : 440/215/DINKES/XI/2026"),
    "a scan": corpus.a_scan((1240, 1754)),
    "a JPEG": corpus.an_image("JPEG"),
    "a PNG": corpus.an_image("PNG"),
}


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    inspector = Inspector()
    yield inspector
    inspector.close()


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
async def test_plain_pages_are_taken(inspector: Inspector, content: bytes, kind: Kind, pages: int) -> None:
    taken = await inspector.inspect(content, LIMIT)

    assert (taken.kind, taken.pages) == (kind, pages)


async def test_a_pdf_keeps_its_bytes_since_it_may_be_signed(inspector: Inspector) -> None:
    signed = corpus.a_pdf(2)

    assert await inspector.inspect(signed, LIMIT) == Inspected(Kind.PDF, 2, signed, LetterFacts())


async def test_a_typed_letter_says_its_number_day_and_subject(inspector: Inspector) -> None:
    letter = corpus.a_letter(
        "PEMERINTAH KABUPATEN CONTOH",
        "Nomor   : 440/215/DINKES/XI/2026      Contoh, 24 November 2026",
        "Hal     : Permohonan Sub Domain",
    )

    taken = await inspector.inspect(letter, LIMIT)

    assert taken.facts == LetterFacts("440/215/DINKES/XI/2026", date(2026, 11, 24), "Permohonan Sub Domain")


async def test_a_photo_becomes_a_pdf_that_the_office_would_take(inspector: Inspector) -> None:
    shown = (await inspector.inspect(corpus.a_photo_held_sideways(), LIMIT)).upright

    assert (await inspector.inspect(shown, LIMIT)).pages == 1


@pytest.mark.parametrize(
    ("content", "look"),
    [
        (b"<html><body>surat.pdf</body></html>", Look.OTHER),
        (b"MZ\x90\x00" + corpus.a_pdf(), Look.OTHER),
        (b"\n" + corpus.a_pdf(), Look.OTHER),
        (b"%PD", Look.OTHER),
        (b"\0", Look.OTHER),
        (corpus.a_word_file(), Look.OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, Look.OFFICE),
        (b"{\\rtf1 surat}", Look.OFFICE),
        (corpus.a_zip(), Look.OFFICE),
        (corpus.an_image("GIF", mode="P"), Look.PICTURE),
        (corpus.an_image("WEBP"), Look.PICTURE),
        (corpus.an_image("BMP", (90, 90)), Look.PICTURE),
        (corpus.an_image("TIFF", (90, 90)), Look.PICTURE),
        (corpus.a_heic(), Look.HEIC),
        (corpus.a_heic(b"mif1"), Look.HEIC),
        (corpus.a_heic(b"mp42"), Look.OTHER),
    ],
)
async def test_other_content_is_refused_whatever_it_is_called(inspector: Inspector, content: bytes, look: Look) -> None:
    with pytest.raises(UnknownFileType) as refused:
        await inspector.inspect(content, LIMIT)

    assert refused.value.look is look


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-", Kind.PDF),
        (b"%PDF-1.7\n<html></html>\n%%EOF", Kind.PDF),
        (corpus.a_pdf(5)[:-40], Kind.PDF),
        (corpus.a_classic_pdf()[:-60], Kind.PDF),
        (corpus.a_pdf(0), Kind.PDF),
        (b"\xff\xd8\xff\xe0 no photo", Kind.JPEG),
        (b"\x89PNG\r\n\x1a\n", Kind.PNG),
        *((GOOD["a typed PDF"][:cut], Kind.PDF) for cut in range(100, 600, 100)),
        *((GOOD["a JPEG"][: len(GOOD["a JPEG"]) * part // 8], Kind.JPEG) for part in range(1, 8)),
        *((GOOD["a PNG"][: len(GOOD["a PNG"]) * part // 8], Kind.PNG) for part in range(1, 8)),
    ],
)
async def test_what_cannot_be_read_to_its_end_is_broken(inspector: Inspector, content: bytes, kind: Kind) -> None:
    with pytest.raises(BrokenFile) as refused:
        await inspector.inspect(content, LIMIT)

    assert refused.value.kind is kind


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (corpus.a_pdf(edit=corpus.open_with_script), {"/JS", "/JavaScript"}),
        (corpus.a_pdf(edit=corpus.script_among_names), {"/JS", "/JavaScript"}),
        (corpus.a_pdf(edit=corpus.launch_when_shown), {"/AA", "/Launch"}),
        (corpus.a_pdf(edit=corpus.launch_from_a_link), {"/Launch"}),
        (corpus.a_pdf(edit=corpus.launch_from_a_screen), {"/AA", "/Launch"}),
        (corpus.a_pdf(edit=corpus.launch_by_an_indirect_name), {"/Launch"}),
        (corpus.a_pdf(edit=corpus.carry_a_file), {"/EF", "/EmbeddedFiles"}),
        (corpus.a_pdf(edit=corpus.attach_to_a_page), {"/EF", "/FileAttachment"}),
        (corpus.a_pdf(edit=corpus.play_a_film), {"/RichMedia"}),
        (corpus.a_pdf(edit=corpus.send_a_form), {"/SubmitForm"}),
        (corpus.a_pdf(edit=corpus.open_another_file), {"/GoToR"}),
        (corpus.a_pdf(edit=corpus.bring_xfa), {"/XFA"}),
        (corpus.a_spelled_out_script(), {"/JS", "/JavaScript"}),
        (corpus.a_zip_in_a_pdf(), {"ZIP"}),
    ],
)
async def test_a_pdf_that_does_more_than_show_pages_is_unsafe(
    inspector: Inspector, content: bytes, found: set[str]
) -> None:
    with pytest.raises(UnsafePdf) as refused:
        await inspector.inspect(content, LIMIT)

    assert refused.value.found in found


def test_the_scripts_of_the_corpus_are_hidden_from_a_search_for_bytes() -> None:
    for edit in (corpus.open_with_script, corpus.script_among_names):
        assert b"/JavaScript" not in corpus.a_pdf(edit=edit)
    assert b"/JavaScript" not in corpus.a_spelled_out_script()


async def test_what_lies_in_and_behind_a_photo_does_not_reach_an_official(inspector: Inspector) -> None:
    photo = corpus.a_photo_with_a_pdf_inside()

    shown = (await inspector.inspect(photo, LIMIT)).upright

    for hidden in (b"inside.exe", b"startxref\n9", corpus.a_classic_pdf()[:40]):
        assert hidden not in shown
    assert b"inside.exe" in photo


@pytest.mark.parametrize("user", ["", "rahasia"])
async def test_a_locked_pdf_is_refused_also_when_it_opens_without_a_password(inspector: Inspector, user: str) -> None:
    with pytest.raises(EncryptedPdf):
        await inspector.inspect(corpus.a_locked_pdf(owner="pemilik", user=user), LIMIT)


async def test_a_packed_pdf_is_taken(inspector: Inspector) -> None:
    assert (await inspector.inspect(corpus.a_packed_pdf(spare=1000, spaces=1000), LIMIT)).pages == 1


@pytest.mark.parametrize(
    "bomb",
    [
        lambda: corpus.a_packed_pdf(spaces=60_000_000),
        lambda: corpus.a_packed_pdf(spare=MAX_OBJECTS),
        lambda: corpus.a_pdf(edit=corpus.unpack_without_end),
        lambda: corpus.a_pdf(edit=corpus.unpack_without_end_in_a_form),
    ],
    ids=["an object stream", "objects", "a page", "a form"],
)
async def test_a_pdf_that_unpacks_without_end_is_refused(inspector: Inspector, bomb: object) -> None:
    assert callable(bomb)

    with pytest.raises(BrokenFile):
        await inspector.inspect(bomb(), LIMIT)


async def test_a_letter_whose_text_takes_too_long_is_taken_without_its_facts(inspector: Inspector) -> None:
    endless, began = corpus.a_pdf(edit=corpus.speak_without_end), time.monotonic()

    taken = await inspector.inspect(endless, 20 * LIMIT)

    assert taken.facts == LetterFacts()
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("side", [6_400, 10_000, 20_000])
async def test_an_image_that_claims_too_many_pixels_is_not_decoded(inspector: Inspector, side: int) -> None:
    for bomb in (corpus.a_png_bomb(side), corpus.a_jpeg_that_claims(side, side)):
        with pytest.raises(ImageTooLarge) as refused:
            await inspector.inspect(bomb, LIMIT)
        assert refused.value.limit == MAX_PIXELS


async def test_a_pdf_that_shows_a_picture_of_billions_is_refused(inspector: Inspector) -> None:
    with pytest.raises(ImageTooLarge):
        await inspector.inspect(corpus.a_pdf(edit=corpus.show_a_picture_of_billions), LIMIT)


@pytest.mark.parametrize("size", [(LEAST_LONG - 1, 900), (2000, LEAST_SHORT - 1), (320, 240), (1, 1)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
async def test_a_picture_too_coarse_to_read_is_refused(inspector: Inspector, kind: str, size: tuple[int, int]) -> None:
    with pytest.raises(TooCoarse) as refused:
        await inspector.inspect(corpus.an_image(kind, size), LIMIT)

    assert (refused.value.long, refused.value.short) == (max(size), min(size))


@pytest.mark.parametrize("size", [(LEAST_LONG, LEAST_SHORT), (1280, 960), (1280, 720), (720, 1280)])
async def test_a_photo_as_telegram_sends_it_on_is_fine_enough(inspector: Inspector, size: tuple[int, int]) -> None:
    assert (await inspector.inspect(corpus.an_image("JPEG", size), LIMIT)).pages == 1


async def test_a_scan_too_coarse_to_read_is_refused(inspector: Inspector) -> None:
    with pytest.raises(TooCoarse):
        await inspector.inspect(corpus.a_scan((620, 877)), LIMIT)


@pytest.mark.parametrize(
    ("size", "page"),
    [((1240, 1754), (210, 297)), ((620, 877), (105, 148)), ((1240, 1754), (840, 1188))],
    ids=["A4 at 150 dpi", "A6 at 150 dpi", "A0 from a phone's scanner"],
)
async def test_a_scan_is_measured_at_the_size_of_its_page(
    inspector: Inspector, size: tuple[int, int], page: tuple[int, int]
) -> None:
    assert (await inspector.inspect(corpus.a_scan(size, page), LIMIT)).pages == 1


async def test_an_empty_file_is_refused(inspector: Inspector) -> None:
    with pytest.raises(EmptyFile):
        await inspector.inspect(b"", LIMIT)


async def test_the_limit_itself_is_taken_and_a_byte_more_refused(inspector: Inspector) -> None:
    content = corpus.a_pdf()

    await inspector.inspect(content, len(content))
    with pytest.raises(FileTooLarge) as refused:
        await inspector.inspect(content, len(content) - 1)
    assert refused.value.limit == len(content) - 1


async def test_more_pages_than_anybody_reads_are_refused(inspector: Inspector) -> None:
    with pytest.raises(TooManyPages) as refused:
        await inspector.inspect(corpus.a_pdf(MAX_PAGES + 1), LIMIT)

    assert (refused.value.pages, refused.value.limit) == (MAX_PAGES + 1, MAX_PAGES)


@given(st.sampled_from(sorted(GOOD)), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=8))
@settings(deadline=None, max_examples=300)
def test_damaged_bytes_are_taken_or_refused_but_never_an_accident(good: str, changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD[good])
    for place, byte in changes:
        content[place % len(content)] = byte

    try:
        judged = judge(bytes(content), known_kind(bytes(content), LIMIT))
    except Refusal:
        return
    assert judged.pages >= 1


async def test_many_uploads_at_once_are_all_answered() -> None:
    contents = [*GOOD.values(), b"", corpus.a_pdf()[:200], corpus.a_pdf(edit=corpus.bring_xfa)] * 3
    inspector = Inspector()

    answers = await asyncio.gather(*(inspector.inspect(c, LIMIT) for c in contents), return_exceptions=True)

    inspector.close()
    kinds = [type(answer) for answer in answers]
    assert kinds == [*([Inspected] * len(GOOD)), EmptyFile, BrokenFile, UnsafePdf] * 3


async def test_pictures_in_the_store_become_one_pdf_in_their_order(inspector: Inspector, tmp_path: Path) -> None:
    store = Store(tmp_path / "files")
    kept = [store.put(corpus.an_image(kind, size)) for kind, size in (("PNG", (1000, 800)), ("JPEG", (800, 1000)))]

    bound = await inspector.bind(store.folder, kept, LIMIT)

    assert (await inspector.inspect(bound, LIMIT)).pages == 2
    assert bound == await inspector.bind(store.folder, kept, LIMIT)
    assert bound != await inspector.bind(store.folder, kept[::-1], LIMIT)


async def test_more_pictures_than_a_letter_has_pages_are_refused(inspector: Inspector, tmp_path: Path) -> None:
    store = Store(tmp_path / "files")
    picture = store.put(corpus.an_image())

    with pytest.raises(TooManyPictures) as refused:
        await inspector.bind(store.folder, [picture] * (MAX_PICTURES + 1), LIMIT)

    assert (refused.value.count, refused.value.limit) == (MAX_PICTURES + 1, MAX_PICTURES)


async def test_a_picture_that_the_store_has_lost_is_named(inspector: Inspector, tmp_path: Path) -> None:
    store = Store(tmp_path / "files")
    lost = store.put(corpus.an_image())
    store.path(lost).unlink()

    with pytest.raises(LostFile, match=lost):
        await inspector.bind(store.folder, [lost], LIMIT)
