"""Kadis and Kabid may take a decision back for some seconds; until then nobody is told, whatever happens."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import pytest_asyncio

from simulator.client import Message, Person
from simulator.stage import Stage, set_up
from simulator.stories import give_disposition, submit
from tests.faults.watching import until
from tests.journeys.offices import start_at

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECONDS = 40
A_SILENCE = 8
"""Polls that fail one after the other, with ever longer pauses: longer than a decision waits."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with set_up(tmp_path_factory.mktemp("office"), undo=SECONDS) as stage:
        await stage.open_office()
        await stage.applicant("Siti Contoh", "Dinas Kesehatan")
        yield stage


async def trail(office: Stage, receipt: str) -> int:
    return (await office.loket("show", receipt)).count("request:dispose")


async def held(office: Stage, label: str) -> tuple[str, Message]:
    """A request that the Kadis has just disposed of, and the card, which says so."""
    kadis, applicant = kadis_and_applicant(office)
    receipt = await submit(applicant, label)
    card = await kadis.sees(f"{receipt} ·")
    await give_disposition(kadis, card)
    await kadis.sees("Disposisi dicatat", after=await kadis.sees(f"Surat permohonan {receipt}"))
    return receipt, card


async def is_open_again(kadis: Person, card: Message) -> bool:
    [shown] = [message for message in await kadis.messages() if message.id == card.id]
    return "Disposisi dicatat" not in shown.text


def kadis_and_applicant(office: Stage) -> tuple[Person, Person]:
    return office["kadis"], office["applicant"]


async def test_a_disposition_is_taken_back_before_the_next_official_is_told(office: Stage) -> None:
    kadis, applicant = kadis_and_applicant(office)
    receipt = await submit(applicant, "dinkes-a")
    card = await kadis.sees(f"{receipt} ·")
    answer = await give_disposition(kadis, card)
    assert answer.text == "Dicatat; masih dapat diurungkan."
    undone = await kadis.tap("Urungkan", on=card)

    assert undone.text.startswith("Diurungkan")
    await kadis.tap("Setujui & disposisikan", on=card)
    await office["kabid"].sees_no(receipt)
    await applicant.sees_no(f"{receipt}: disetujui")
    assert await trail(office, receipt) == 0


async def test_what_is_not_taken_back_goes_on_also_when_the_program_ends_in_between(office: Stage) -> None:
    kadis, applicant = kadis_and_applicant(office)
    receipt = await submit(applicant, "dinkes-b")
    await give_disposition(kadis, await kadis.sees(f"{receipt} ·"))
    await office.bot.kill()
    await office["kabid"].sees_no(receipt)
    await office.bot.start()

    await office["kabid"].sees(f"{receipt} ·")
    await applicant.sees(f"{receipt}: disetujui Kepala Dinas")
    assert await trail(office, receipt) == 1


async def test_a_rejection_shows_its_way_back_below_the_typed_reason(office: Stage) -> None:
    kadis, applicant = kadis_and_applicant(office)
    receipt = await submit(applicant, "dinkes-c")
    await kadis.tap("Tolak", on=await kadis.sees(f"{receipt} ·"))
    await kadis.sees(f"Mengapa {receipt}")
    said = await kadis.say("Layanan ini sudah tersedia.")
    held = await kadis.sees("Penolakan dicatat: Layanan ini sudah tersedia.", after=said)
    await kadis.tap("Urungkan", on=held)

    await kadis.tap("Setujui & disposisikan", on=held)
    await applicant.sees_no(f"{receipt} tidak dapat disetujui")


async def test_a_withdrawal_in_between_comes_first(office: Stage) -> None:
    kadis, applicant = kadis_and_applicant(office)
    receipt = await submit(applicant, "dinkes-d")
    own = await applicant.sees(f"{receipt} ·")
    await applicant.tap("Tarik permohonan", on=own)
    await applicant.sees("Tarik permohonan ini?")
    await give_disposition(kadis, await kadis.sees(f"{receipt} ·"))
    await applicant.tap("Ya, tarik permohonan", on=own)

    await applicant.sees(f"{receipt} sudah ditarik")
    await kadis.sees("Ditarik oleh pemohon, ")
    assert await trail(office, receipt) == 0


async def test_what_was_taken_back_while_the_program_was_away_is_not_carried_out(office: Stage) -> None:
    kadis, applicant = kadis_and_applicant(office)
    receipt, card = await held(office, "dinkes-e")
    await office.bot.kill()
    pressed = asyncio.create_task(kadis.tap("Urungkan", on=card))

    await start_at(office, datetime.now(UTC) + timedelta(seconds=SECONDS * 2))

    assert (await pressed).text.startswith("Diurungkan")
    await applicant.sees_no(f"{receipt}: disetujui")
    assert await trail(office, receipt) == 0


async def test_what_is_taken_back_while_telegram_is_silent_is_not_carried_out(office: Stage) -> None:
    kadis, applicant = kadis_and_applicant(office)
    receipt, card = await held(office, "dinkes-f")
    await office.simulator.fail("getUpdates", kind="status", status=502, times=A_SILENCE)
    await applicant.sees("Bantuan", after=await applicant.say("/bantuan"))  # and with it the poll under way has ended

    with pytest.raises(AssertionError, match="got no answer"):
        await kadis.tap("Urungkan", on=card, timeout=1)

    await until(partial(is_open_again, kadis, card))
    await applicant.sees_no(f"{receipt}: disetujui")
    assert await trail(office, receipt) == 0
