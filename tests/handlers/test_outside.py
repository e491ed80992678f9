"""A file is brought in, judged by its content, and kept as it came and upright."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from telegram.error import NetworkError

from handlers.outside import FileNotFetched, Outside
from handlers.visit import Attachment
from office.files.inspection import Inspector
from office.files.kinds import Kind
from office.files.refusals import EmptyFile, FileTooLarge
from office.files.store import Store
from office.sop.request import RequestKind
from office.sop.request_forms import FORMS
from tests.office.desk.world import AGENCY, NOW
from tests.office.files.corpus import a_letter, a_pdf, a_photo_held_sideways, an_image

LIMIT = 10 * 1024 * 1024


class FilesAtTelegram:
    """Hands out one content, after so many failures."""

    def __init__(self, content: bytes, failures: int = 0) -> None:
        self._content, self.failures = content, failures

    async def get_file(self, _: str) -> "FilesAtTelegram":
        if self.failures:
            self.failures -= 1
            raise NetworkError("Bad Gateway")
        return self

    async def download_as_bytearray(self, **_: Any) -> bytearray:
        return bytearray(self._content)


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    inspector = Inspector()
    yield inspector
    inspector.close()


Bring = Callable[[Any], Outside]


@pytest.fixture
def outside(tmp_path: Path, inspector: Inspector) -> Bring:
    nobody: Any = None
    store = Store(tmp_path / "files")
    return lambda telegram: Outside(telegram, store, nobody, AGENCY, lambda: NOW, nobody, inspector)


async def test_a_letter_is_kept_as_it_came_and_upright(outside: Bring) -> None:
    content = a_pdf()
    desk = outside(FilesAtTelegram(content))

    kept = await desk.fetch(Attachment("f", len(content), "../Surat <b>.PDF"))

    assert (kept.kind, kept.pages, kept.is_picture, kept.found) == (Kind.PDF, 1, False, {})
    assert kept.original.size == len(content)
    assert (kept.original.file_name, kept.upright.file_name) == ("Surat <b>.pdf", "Surat <b>.pdf")
    assert desk.store.get(kept.original.sha256) == content


async def test_a_photo_is_kept_as_it_came_and_shown_as_a_pdf(outside: Bring) -> None:
    photo = a_photo_held_sideways()
    desk = outside(FilesAtTelegram(photo))

    kept = await desk.fetch(Attachment("f", len(photo), "foto.jpg"))

    assert (kept.original.file_name, kept.upright.file_name, kept.is_picture) == ("foto.jpeg", "foto.pdf", True)
    assert desk.store.get(kept.original.sha256) == photo
    assert desk.store.get(kept.upright.sha256).startswith(b"%PDF-")


async def test_a_typed_letter_answers_three_questions_of_the_form(outside: Bring) -> None:
    letter = a_letter("Nomor : 440/215/DINKES/XI/2026     Contoh, 4 November 2026", "Hal   : Permohonan Sub Domain")

    kept = await outside(FilesAtTelegram(letter)).fetch(Attachment("f", len(letter), "surat.pdf"))

    assert kept.found == {
        "letter_number": "440/215/DINKES/XI/2026",
        "letter_date": "04-11-2026",
        "letter_subject": "Permohonan Sub Domain",
    }
    assert kept.found.keys() <= set(FORMS[RequestKind.SUB_DOMAIN].model_fields)


async def test_photos_of_one_letter_are_bound_in_their_order(outside: Bring) -> None:
    desk = outside(FilesAtTelegram(b""))
    photos = [desk.store.put(an_image("JPEG", size)) for size in ((1200, 900), (900, 1200))]

    bound = await desk.bind_pages(photos)

    assert (bound.file_name, bound.kind, bound.size) == (
        "surat-permohonan.pdf",
        "pdf",
        len(desk.store.get(bound.sha256)),
    )
    with pikepdf.open(desk.store.path(bound.sha256)) as pdf:
        assert [page.mediabox[2] > page.mediabox[3] for page in pdf.pages] == [True, False]


async def test_a_file_of_no_bytes_is_refused(outside: Bring) -> None:
    with pytest.raises(EmptyFile):
        await outside(FilesAtTelegram(b"")).fetch(Attachment("f", 0, "surat.pdf"))


async def test_a_file_that_says_itself_too_large_is_not_even_fetched(outside: Bring) -> None:
    telegram = FilesAtTelegram(a_pdf(), failures=1)

    with pytest.raises(FileTooLarge):
        await outside(telegram).fetch(Attachment("f", LIMIT + 1, "surat.pdf"))

    assert telegram.failures == 1


async def test_a_file_larger_than_it_said_is_refused(outside: Bring) -> None:
    with pytest.raises(FileTooLarge):
        await outside(FilesAtTelegram(b"%PDF-" + b"0" * LIMIT)).fetch(Attachment("f", 5, "surat.pdf"))


async def test_a_short_outage_of_telegram_does_not_lose_the_file(outside: Bring) -> None:
    content = a_pdf()

    kept = await outside(FilesAtTelegram(content, failures=1)).fetch(Attachment("f", 9, "surat.pdf"))

    assert kept.original.size == len(content)


async def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(outside: Bring) -> None:
    with pytest.raises(FileNotFetched):
        await outside(FilesAtTelegram(b"", failures=9)).fetch(Attachment("f", 9, "surat.pdf"))
