"""The lembar disposisi: two taps when nothing special is to be said; marks and words reach the next official."""

import pytest

from simulator.client import Message
from simulator.stories import give_disposition
from tests.journeys.play import Play, data_of, dispositions, stranger

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def opened(play: Play, receipt: str) -> Message:
    """The Kadis's card, turned to the sheet."""
    card = await play.card("kadis", receipt)
    await play["kadis"].tap("Setujui & disposisikan", on=card)
    letter = await play["kadis"].sees(f"Surat permohonan {receipt}")
    return await play["kadis"].sees("Lembar disposisi – belum diteruskan", after=letter)


async def test_two_taps_pass_the_request_on_when_nothing_special_is_to_be_said(play: Play) -> None:
    receipt = await play.submit(await play.applicant())

    answer = await give_disposition(play["kadis"], await play.card("kadis", receipt))

    assert answer.text == "Didisposisikan."
    card = await play.card("kabid", receipt)
    assert "Disposisi Kadis: Biasa" in card.text


async def test_sifat_phrase_and_note_reach_the_next_official_and_the_paper(play: Play) -> None:
    applicant = await play.applicant()
    receipt = await play.submit(applicant)
    sheet, kadis = await opened(play, receipt), play["kadis"]
    await kadis.tap("Segera", on=sheet)
    await kadis.tap("Proses lebih lanjut", on=sheet)
    await kadis.tap("Tambah catatan", on=sheet)
    await kadis.sees(f"Catatan disposisi {receipt}")
    said = await kadis.say("Selesaikan pekan ini")
    fresh = await kadis.sees("Selesaikan pekan ini", after=said)
    assert {"● Segera", "✅ Proses lebih lanjut", "✏️ Ubah catatan"} <= set(fresh.labels())
    await kadis.tap("Disposisikan", on=fresh)

    words = "Disposisi Kadis: Segera · Proses lebih lanjut · “Selesaikan pekan ini”"
    card = await play.card("kabid", receipt)
    assert words in card.text
    await play["kabid"].tap("Lembar disposisi", on=card)
    paper = await play["kabid"].sees(f"Lembar disposisi {receipt}")
    assert paper.document is not None
    assert paper.document.file_name.startswith(f"lembar-disposisi-{receipt}")
    await play.dispose(receipt, "kabid")
    assert f"{words}\n📝 Disposisi Kabid: Biasa" in (await play.card("pranata_komputer", receipt)).text
    shown = await play.stage.loket("show", receipt)
    assert "Segera · Proses lebih lanjut · “Selesaikan pekan ini”" in shown
    assert "disposition_sheet" in shown
    assert "Selesaikan pekan ini" not in (await applicant.sees(f"{receipt} ·")).text


async def test_the_marks_are_still_there_after_a_restart(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    sheet = await opened(play, receipt)
    await play["kadis"].tap("Sangat Segera", on=sheet)
    await play.stage.bot.kill()
    await play.stage.bot.start()

    await play["kadis"].tap("Teliti kelengkapannya", on=sheet)

    marked = await play["kadis"].sees("harap: Teliti kelengkapannya")
    assert "Sifat: Sangat Segera" in marked.text
    await play["kadis"].tap("Disposisikan", on=marked)
    assert "Sangat Segera · Teliti kelengkapannya" in (await play.card("kabid", receipt)).text


@pytest.mark.parametrize("action", ["sheet", "urgency", "phrase", "remark", "dispose", "paper"])
async def test_a_foreign_tap_on_the_sheet_does_nothing(play: Play, action: str) -> None:
    receipt = await play.submit(await play.applicant())
    real = data_of(await play.card("kadis", receipt), "Setujui & disposisikan").split(":")
    forged = ":".join(["v1", action, *real[2:4], "1"])
    person, message = await stranger(play)
    own = (await play["kabid"].messages())[-1]

    answers = [await person.tap_data(forged, on=message), await play["kabid"].tap_data(forged, on=own)]

    refused = ("Tombol ini bukan untuk", "Langkah ini sudah lewat")
    assert all(answer.alert and answer.text.startswith(refused) for answer in answers)
    assert await dispositions(play, receipt) == 0


async def test_a_stale_or_impossible_mark_changes_nothing(play: Play) -> None:
    receipt = await play.submit(await play.applicant())
    kadis, sheet = play["kadis"], await opened(play, receipt)
    real = data_of(sheet, "Segera").rsplit(":", 1)[0]

    answers = [await kadis.tap_data(f"{real}:{extra}", on=sheet) for extra in ("", "x", "99", "²")]
    await give_disposition(kadis, sheet)
    answers.append(await kadis.tap_data(f"{real}:1", on=sheet))

    assert all(answer.text.startswith(("Kartu lama", "Kartu ini sudah berubah")) for answer in answers)
    assert "Disposisi Kadis: Biasa" in (await play.card("kabid", receipt)).text
