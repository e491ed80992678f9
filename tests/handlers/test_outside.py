"""A file is brought in, judged by its content, and kept as it came and upright."""

from pathlib import Path
from typing import Any

import pytest
from telegram.error import NetworkError

from handlers.outside import FileNotFetched, Outside
from handlers.visit import Attachment
from office.files.refusals import EmptyFile, FileTooLarge
from office.files.store import Store
from tests.office.desk.world import AGENCY, NOW
from tests.office.files.corpus import a_pdf

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


def outside(tmp_path: Path, telegram: Any) -> Outside:
    nobody: Any = None
    return Outside(telegram, Store(tmp_path / "files"), nobody, AGENCY, lambda: NOW, nobody)


async def test_a_letter_is_kept_as_it_came_and_upright(tmp_path: Path) -> None:
    content = a_pdf()

    kept = await outside(tmp_path, FilesAtTelegram(content)).fetch(Attachment("f", len(content), "../Surat <b>.PDF"))

    assert kept.original.size == len(content)
    assert (kept.original.file_name, kept.upright.file_name) == ("Surat <b>.pdf", "Surat <b>.pdf")
    assert Store(tmp_path / "files").path(kept.original.sha256).read_bytes() == content


async def test_a_file_of_no_bytes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        await outside(tmp_path, FilesAtTelegram(b"")).fetch(Attachment("f", 0, "surat.pdf"))


async def test_a_file_that_says_itself_too_large_is_not_even_fetched(tmp_path: Path) -> None:
    telegram = FilesAtTelegram(a_pdf(), failures=1)

    with pytest.raises(FileTooLarge):
        await outside(tmp_path, telegram).fetch(Attachment("f", LIMIT + 1, "surat.pdf"))

    assert telegram.failures == 1


async def test_a_file_larger_than_it_said_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge):
        await outside(tmp_path, FilesAtTelegram(b"%PDF-" + b"0" * LIMIT)).fetch(Attachment("f", 5, "surat.pdf"))


async def test_a_short_outage_of_telegram_does_not_lose_the_file(tmp_path: Path) -> None:
    content = a_pdf()

    kept = await outside(tmp_path, FilesAtTelegram(content, failures=1)).fetch(Attachment("f", 9, "surat.pdf"))

    assert kept.original.size == len(content)


async def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFetched):
        await outside(tmp_path, FilesAtTelegram(b"", failures=9)).fetch(Attachment("f", 9, "surat.pdf"))
