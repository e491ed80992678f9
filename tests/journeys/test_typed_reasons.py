"""What is typed decides only on what was asked: not on the next request, nor on one that nobody thinks of any more."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.offices import start_at
from tests.journeys.play import Play

pytestmark = pytest.mark.asyncio(loop_scope="session")

REASON = "Layanan ini sudah tersedia."


async def test_a_reply_to_the_question_before_decides_on_neither_request(play: Play) -> None:
    kadis, first = play["kadis"], await play.submit(await play.applicant())
    second = await play.submit(await play.applicant("Dinas Sosial"), f"{play.label}-dua")
    await kadis.tap("Tolak", on=await play.card("kadis", first))
    asked = await kadis.sees(f"Mengapa {first}")
    await kadis.tap("Tolak", on=await play.card("kadis", second))
    sent_on = await kadis.forward(await kadis.sees(f"Mengapa {second}"))

    refused = await kadis.sees("Pesan terusan tidak kami pakai", after=sent_on)
    replied = await kadis.say(REASON, reply_to=asked)
    told = await kadis.sees("Balasan ini bukan untuk pertanyaan yang sedang kami tunggu", after=replied)
    before = [await play.trail(receipt) for receipt in (first, second)]
    typed = await kadis.say("Nama ini menyesatkan.")
    await kadis.sees("Ditolak.", after=typed)

    assert f"alasan penolakan {second}" in refused.text
    assert f"Yang kami tunggu sekarang: alasan penolakan {second}." in told.text
    assert before == [["request:submit"], ["request:submit"]]
    assert "request:reject" not in await play.trail(first)
    assert "request:reject" in await play.trail(second)


@pytest.mark.timeout(400)
async def test_days_after_the_question_a_greeting_rejects_nothing_until_the_button_is_pressed_again(
    own_office: Play,
) -> None:
    play = own_office
    receipt, kadis = await play.submit(await play.applicant()), play["kadis"]
    await kadis.tap("Tolak", on=await play.card("kadis", receipt))
    await kadis.sees(f"Mengapa {receipt}")

    await start_at(play.stage, datetime.now(UTC) + timedelta(days=5))
    said = await kadis.say("selamat pagi, minta tolong cek ya")
    told = await kadis.sees("lebih dari 2 jam yang lalu", after=said)
    before = await play.trail(receipt)
    queue = await kadis.say("/antrian")
    listed = await kadis.sees("yang terlama lebih dulu", after=queue)
    opened = await kadis.tap("Buka", on=listed)
    card = await kadis.sees(f"{receipt} ·", after=listed)
    await kadis.tap("Tolak", on=card)
    asked = await kadis.sees(f"Mengapa {receipt}", after=card)
    await kadis.say(REASON)
    await kadis.sees("Ditolak.", after=asked)

    assert not opened.alert
    assert f"Kami menanyakan alasan penolakan {receipt}" in told.text
    assert "Tekan lagi Tolak di kartunya. Kartunya ada di /antrian." in told.text
    assert "request:reject" not in before
    assert "request:reject" in await play.trail(receipt)
