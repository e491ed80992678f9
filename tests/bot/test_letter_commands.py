"""`loket letters`: from a file edited in Word to the template that serves."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from letter_templates.canonical import canonical
from office.letters.kinds import FILES, TemplateKind
from office.letters.render import FOLDER
from tests.office.letters.letters import ROOT
from tests.office.letters.paper import needs_libreoffice
from tests.office.letters.templates import opened, paragraph, saved, with_words

KIND = TemplateKind.REJECTION


class Office:
    """A folder with the office's settings, and the command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("agency.toml", "opd.csv"):
            shutil.copy(ROOT / name, folder)

    def run(self, *words: str, path: str | None = None) -> Result:
        env = {
            "LOKET_TELEGRAM_TOKEN": "1:x",
            "LOKET_CLOUDFLARE_TOKEN": "x",
            "LOKET_DATA": str(self.folder / "data"),
            "LOKET_AGENCY": str(self.folder / "agency.toml"),
        }
        if path is not None:
            env["PATH"] = path
        return CliRunner(env=env).invoke(main, ["letters", *words])

    def file(self, content: bytes) -> str:
        path = self.folder / "surat baru.docx"
        path.write_bytes(content)
        return str(path)

    def bring_in(self, content: bytes, by: str = "Ani") -> Result:
        return self.run("import", self.file(content), "--as", KIND.value, "--by", by)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def a_new_rejection() -> bytes:
    document = opened(KIND)
    paragraph(document, "belum dapat kami setujui dengan alasan:").text = "kami tolak karena:"
    return saved(document)


def test_the_shipped_templates_are_sound_and_serve(office: Office) -> None:
    assert office.run("check").output == "All is well: 11 kinds of letters can be written.\n"
    assert f"{KIND:28} {FILES[KIND]}, as shipped" in office.run("list").output.splitlines()


def test_a_template_serves_after_a_second_person_s_approval(office: Office) -> None:
    assert office.bring_in(a_new_rejection()).exit_code == 0
    assert "waits: template 1 (surat baru.docx), imported by Ani" in office.run("list").output

    approved = office.run("approve", "1", "--by", "Budi")

    assert approved.output == "rejection is written with surat baru.docx from now on, approved by Budi.\n"
    assert "template 1 (surat baru.docx), imported by Ani, approved by Budi" in office.run("list").output
    assert office.run("check").exit_code == 0


def test_whoever_imported_is_refused_as_approver(office: Office) -> None:
    office.bring_in(a_new_rejection())

    refused = office.run("approve", "1", "--by", "ANI")

    assert (refused.exit_code, refused.output) == (1, "Ani has imported it; another person must approve it\n")


def test_a_template_with_findings_is_not_kept(office: Office) -> None:
    refused = office.bring_in(with_words("{{ nama }}", "{{ nama_kadis }}", KIND))

    assert refused.exit_code == 1
    assert "word/document.xml, paragraph " in refused.output
    assert "waits" not in office.run("list").output


def test_a_file_of_another_letter_is_refused(office: Office) -> None:
    path = str(FOLDER / FILES[TemplateKind.DISPOSITION])

    assert office.run("import", path, "--as", KIND.value).exit_code == 1


def test_what_is_kept_has_canonical_bytes(office: Office) -> None:
    office.bring_in(a_new_rejection())

    (kept,) = [path.read_bytes() for path in (office.folder / "data" / "files").rglob("*") if path.is_file()]
    assert kept == canonical(a_new_rejection())


@needs_libreoffice
def test_a_picture_of_a_sample_letter_is_drawn(office: Office) -> None:
    said = office.bring_in(a_new_rejection()).output

    picture = office.folder / "data" / "previews" / "1" / "page-1.png"
    assert str(picture) in said
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_machine_that_cannot_draw_says_what_to_install(office: Office) -> None:
    said = office.run("import", office.file(a_new_rejection()), "--as", KIND.value, path=str(office.folder)).output

    assert "No picture of it could be made: install libreoffice-writer-nogui" in said


def test_a_damaged_template_in_use_is_told_by_the_check(office: Office) -> None:
    office.bring_in(a_new_rejection())
    (kept,) = [path for path in (office.folder / "data" / "files").rglob("*") if path.is_file()]
    kept.write_bytes(b"damaged")

    checked = office.run("check")

    assert checked.exit_code == 1
    assert checked.output.startswith("template 1 (surat baru.docx): file ")
