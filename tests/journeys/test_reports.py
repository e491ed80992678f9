"""`/laporan` over the wire: the picture and the workbook, in private and in the operator group."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from PIL import Image

from simulator.client import Group, Message, Person
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def sent(person: Person, group: Group | None) -> tuple[Message, Message]:
    said = await person.say("/laporan", in_=group)
    card = await person.sees("permohonan diterima", in_=group, after=said)
    await person.tap("Kirim grafik", on=card)
    picture = await person.sees("Laporan layanan", in_=group, after=card)
    return picture, await person.sees("Buku register", in_=group, after=picture)


@pytest.mark.timeout(400)
async def test_a_report_comes_as_a_picture_with_words_and_a_workbook(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    kadis, operator, group = play["kadis"], play["operator"], play.stage.group

    picture, book = await sent(kadis, None)
    _, book_of_group = await sent(operator, group)

    assert "permohonan diterima" in picture.text
    assert picture.photo is not None
    assert Image.open(BytesIO(await kadis.download(picture.photo))).size == (960, 1280)
    assert book.document is not None
    sheets = load_workbook(BytesIO(await kadis.download(book.document)))
    assert sheets.sheetnames == ["Permohonan", "Surat keluar", "Layanan"]
    assert receipt in [cell.value for cell in sheets["Permohonan"]["A"]]
    assert "HP penanggung jawab" in [cell.value for cell in sheets["Permohonan"][3]]
    assert book_of_group.document is not None
    told = load_workbook(BytesIO(await operator.download(book_of_group.document)))
    assert "HP penanggung jawab" not in [cell.value for cell in told["Permohonan"][3]]


async def test_an_applicant_gets_no_report(play: Play) -> None:
    applicant = await play.applicant()

    await applicant.say("/laporan")

    await applicant.sees("bukan untuk Bapak/Ibu")
