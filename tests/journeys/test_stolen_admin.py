"""The unlocked phone of an admin or a Kadis in the wrong hands: its chat alone gives nobody power over the DNS."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from simulator.client import CallbackAnswer, Message, Person
from simulator.stage import OFFICIALS, Stage
from tests.journeys.offices import an_office
from tests.journeys.scanning import begin, code, confirm, wrong

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(400)]
ADMIN = "Rina Contoh, S.T."


@pytest_asyncio.fixture(loop_scope="session")
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A fresh office that asks for codes from its first day; they count for a while after a decision."""
    with pytest.MonkeyPatch.context() as patched:
        async with an_office(tmp_path, patched, {"roles = []  ": 'roles = ["kadis", "kabid"]  '}) as stage:
            yield stage


async def invite(admin: Person, whom: str) -> CallbackAnswer:
    said = await admin.say("/undang")
    return await admin.tap(whom, on=await admin.sees("Siapa yang diundang?", after=said))


async def appoint(kadis: Person) -> Message:
    """Everything is chosen; the card asks whether it is meant."""
    said = await kadis.say("/wakilkan")
    card = await kadis.sees("Plh. dan Plt.", after=said)
    for label in ("Tunjuk Plh./Plt. Kepala Dinas", "Plh. (pelaksana harian)", "Besok", "Candra Umpama"):
        await kadis.tap(label, on=card)
    return card


async def test_a_fresh_office_comes_to_its_codes_and_a_stolen_admins_chat_neither_invites_nor_confirms(
    stage: Stage,
) -> None:
    admin, kadis = stage["operator"], stage["kadis"]
    assert "Ketik /autentikator" in (await invite(admin, "Kepala Dinas")).text
    app = await begin(admin, ADMIN)
    await admin.sees("Belum ada admin lain")
    assert "menunggu pengesahan admin" in (await invite(admin, "Kepala Dinas")).text
    await confirm(stage)
    await admin.sees("Autentikator Bapak/Ibu disahkan")

    await begin(kadis, OFFICIALS["kadis"][0])
    enrolled = await admin.sees("memasang autentikator. Mohon tanyakan langsung")
    assert (await admin.tap("Sahkan", on=enrolled)).text.startswith("Ketik 6 angka")
    asked = await admin.sees(f"untuk mengesahkan autentikator {OFFICIALS['kadis'][0]}")
    await admin.say(wrong(app))
    await admin.sees("Kodenya belum cocok", after=asked)
    await kadis.sees_no("Autentikator Bapak/Ibu disahkan")
    await admin.say(code(app))
    await kadis.sees("Autentikator Bapak/Ibu disahkan")
    await admin.sees("Disahkan.", after=asked)

    assert (await invite(admin, "Kepala Dinas")).text.startswith("Ketik 6 angka")
    asked = await admin.sees("untuk membuat undangan Kepala Dinas")
    await admin.sees_no("Undangan Kepala Dinas")
    typed = code(app, 1)
    await admin.say(typed)
    await admin.sees("Undangan Kepala Dinas", after=asked)

    await invite(admin, "Kepala Bidang")
    asked = await admin.sees("untuk membuat undangan Kepala Bidang")
    await admin.say(typed)
    await admin.sees("Kode itu sudah dipakai", after=asked)
    await admin.sees_no("Undangan Kepala Bidang")


async def test_a_stolen_kadis_chat_appoints_nobody_without_the_code(stage: Stage) -> None:
    kadis, officer = stage["kadis"], stage["pranata_komputer"]
    assert "Ketik /autentikator" in (await kadis.tap("Ya, tunjuk", on=await appoint(kadis))).text
    app = await begin(kadis, OFFICIALS["kadis"][0])
    await confirm(stage)
    await kadis.sees("Autentikator Bapak/Ibu disahkan")

    assert (await kadis.tap("Ya, tunjuk", on=await appoint(kadis))).text.startswith("Ketik 6 angka")
    asked = await kadis.sees("untuk menunjuk Candra Umpama, S.Kom. sebagai Plh./Plt. Kepala Dinas")
    await kadis.say(wrong(app))
    await kadis.sees("Kodenya belum cocok", after=asked)
    await officer.sees_no("Plh. Kepala Dinas")
    await kadis.say(code(app))
    await officer.sees("Plh. Kepala Dinas")
