"""Letters are written with the template that serves on that day, and remember it."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.typesetter import Typesetter
from office.child.children import Children
from office.desk import templates as desk_templates
from office.files.store import Store
from office.letters.kinds import TemplateKind
from office.letters.render import shipped
from office.letters.safely import MODULES
from office.letters.samples import SAMPLES
from office.register.engine import Register, Transaction
from office.register.migrate import migrate
from office.sop.errors import VendorError
from tests.office.letters.letters import text_of
from tests.office.letters.templates import opened, paragraph, saved, with_words

KIND = TemplateKind.REJECTION
NOW = datetime(2026, 11, 25, tzinfo=UTC)


async def written(folder: Path, own: bytes | None) -> tuple[bytes, str]:
    """A rejection, by an office that has approved this template of its own."""
    store = Store(folder / "files")
    file = folder / "loket.db"
    migrate(file)

    def serve(tx: Transaction, content: bytes) -> None:
        template = desk_templates.bring_in(tx, KIND, store.put(content), "x.docx", by="Ani", now=NOW)
        desk_templates.approve(tx, template.id, by="Budi", now=NOW)

    async with Register(file) as register:
        if own is not None:
            await register.transact(lambda tx: serve(tx, own))
        with Children(*MODULES) as children:
            letter = await Typesetter(register, store, children).write(SAMPLES[KIND])
    return letter.docx, letter.template


async def test_without_a_template_of_its_own_the_shipped_one_serves(tmp_path: Path) -> None:
    _, template = await written(tmp_path, None)

    assert template == hashlib.sha256(shipped(KIND)).hexdigest()


async def test_the_office_s_own_template_serves_and_is_remembered(tmp_path: Path) -> None:
    document = opened(KIND)
    paragraph(document, "belum dapat kami setujui dengan alasan:").text = "kami tolak karena:"
    own = saved(document)

    docx, template = await written(tmp_path, own)

    assert "\nkami tolak karena:\n" in text_of(docx)
    assert template == hashlib.sha256(own).hexdigest()


async def test_a_template_that_cannot_be_filled_is_told_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match=r"template rejection: .*nama_kadis"):
        await written(tmp_path, with_words("{{ nama }}", "{{ nama_kadis }}", KIND))
