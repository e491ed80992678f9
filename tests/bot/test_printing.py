"""A letter is kept on one page where a smaller size of text does that, and only then."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import docx
import pytest
import pytest_asyncio

from bot.printing import Printed, Printer
from bot.typesetter import Typesetter
from office.child.children import Children
from office.files.store import Store
from office.letters.context import ApprovalLetter
from office.letters.safely import MODULES
from office.register.engine import Register
from office.register.migrate import migrate
from office.sop.agency import Stationery
from tests.office.letters.letters import an_approval
from tests.office.letters.paper import needs_libreoffice
from tests.office.letters.variants import LONG_NAME, LONG_OPD

pytestmark = needs_libreoffice
A_LITTLE_LONG = an_approval(
    application=LONG_NAME,
    addressee={"title": f"Kepala {LONG_OPD}", "place": "Kasongan"},
    copies_to=["Bupati Katingan", "Sekretaris Daerah", "Inspektur", "Kepala Badan Pengelola Keuangan"],
)


@pytest_asyncio.fixture
async def printer(tmp_path: Path) -> AsyncIterator[Printer]:
    migrate(tmp_path / "loket.db")
    async with Register(tmp_path / "loket.db") as register:
        with Children(*MODULES) as children:
            yield Printer(Typesetter(register, Store(tmp_path / "files"), children))


def body_pt(printed: Printed) -> float:
    return float(docx.Document(io.BytesIO(printed.written.docx)).styles["Surat Isi"].font.size.pt)


@pytest.mark.parametrize(
    ("letter", "size"),
    [
        (an_approval(), 12),
        (A_LITTLE_LONG, 11),
        (A_LITTLE_LONG.model_copy(update={"stationery": Stationery(text_size="normal")}), 12),
        (A_LITTLE_LONG.model_copy(update={"duties": ("Sub domain digunakan sebagaimana mestinya. " * 9,) * 9}), 12),
    ],
    ids=["short", "a little long", "the office wants it so", "far too long"],
)
async def test_the_size_of_the_text_follows_the_length_of_the_letter(
    printer: Printer, letter: ApprovalLetter, size: float
) -> None:
    printed = await printer.make(letter, letter.number)

    assert printed.pdf is not None
    assert body_pt(printed) == size
