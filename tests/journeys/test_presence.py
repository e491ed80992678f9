"""An office that asks its Kadis for a code of an authenticator app before each decision that leads to a DNS change."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
import pytest_asyncio

from simulator.client import Message, Person
from simulator.stage import OFFICIALS, Stage
from simulator.stories import give_disposition, submit
from tests.journeys.offices import an_office
from tests.journeys.scanning import begin, code, confirm, wrong

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    rules = {"roles = []  ": 'roles = ["kadis"]  ', "remember_minutes = 15": "remember_minutes = 0"}
    with pytest.MonkeyPatch.context() as patched:
        async with an_office(tmp_path, patched, {**rules, "attempts = 5": "attempts = 3"}) as stage:
            yield stage


async def enrol(stage: Stage) -> pyotp.TOTP:
    """The Kadis has an app, which was confirmed."""
    app = await begin(stage["kadis"], OFFICIALS["kadis"][0])
    await confirm(stage)
    await stage["kadis"].sees("Autentikator Bapak/Ibu disahkan")
    return app


async def texts(person: Person) -> list[str]:
    return [message.text for message in await person.messages()]


async def gone(person: Person, *words: str) -> None:
    """Messages with these words are in the chat no more."""
    deadline = time.monotonic() + 60
    while any(word in text for text in await texts(person) for word in words):
        assert time.monotonic() < deadline, await texts(person)
        await person.control.events(10**9, 0.2, person.id)


async def tap(kadis: Person, card: Message) -> str:
    return (await give_disposition(kadis, card)).text


@pytest.mark.timeout(400)
async def test_a_decision_is_made_by_tap_and_code_and_no_code_or_secret_stays_anywhere(stage: Stage) -> None:
    kadis, applicant = stage["kadis"], await stage.applicant("Siti Contoh", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    card = await kadis.sees(f"{receipt} ·")
    assert "Ketik /autentikator" in await tap(kadis, card)

    app = await enrol(stage)
    assert (await tap(kadis, card)).startswith("Ketik 6 angka")
    asked = await kadis.sees(f"untuk keputusan atas {receipt}")
    typed = code(app)
    await kadis.say(typed)

    await kadis.sees("Didisposisikan.", after=asked)
    assert "Disposisi Kadis" in (await stage["kabid"].sees(f"{receipt} ·")).text
    await gone(kadis, typed, app.secret, "Pasang autentikator")
    await stage["operator"].sees("mengesahkan autentikator", in_=stage.group)
    await stage.bot.stop()
    kept = (
        await stage.loket("show", receipt, "--json") + stage.bot.log.read_text() + await stage.loket("presence", "list")
    )
    assert app.secret not in kept
    assert typed not in kept


@pytest.mark.timeout(400)
async def test_a_replayed_code_is_refused_and_wrong_ones_lock_across_a_restart_until_an_admin_helps(
    stage: Stage,
) -> None:
    kadis, applicant = stage["kadis"], await stage.applicant("Siti Contoh", "Dinas Kesehatan")
    receipt = await submit(applicant, "dinkes")
    card = await kadis.sees(f"{receipt} ·")
    app = await enrol(stage)
    said, used = await kadis.say("/autentikator"), code(app, 1)
    await kadis.sees("sudah terpasang", after=said)
    await kadis.say(used)
    await kadis.sees("Pasang autentikator", after=said)
    await tap(kadis, card)
    await kadis.say(used)
    await kadis.sees("Kode itu sudah dipakai")

    for left in (2, 1):
        await kadis.say(wrong(app))
        await kadis.sees(f"masih {left} kali lagi")
    await stage.bot.kill()
    await stage.bot.start()
    await kadis.say(wrong(app))
    await kadis.sees("Kode salah 3 kali")
    await stage["operator"].sees("Kode autentikator Drs. Ardian Contoh, M.Si. salah berkali-kali", in_=stage.group)
    await kadis.say(code(app))

    assert (await tap(kadis, card)).startswith("Terkunci sampai")
    listed = await stage.loket("presence", "list")
    assert "in use, locked  Drs. Ardian Contoh" in listed
    assert "Didisposisikan." not in await texts(kadis)
    await stage.loket("presence", "reset", listed.split()[0])
    await kadis.sees("Autentikator Bapak/Ibu dihapus")
    assert "Ketik /autentikator" in await tap(kadis, card)
    assert "Disposisi Kadis" not in (await applicant.sees(f"{receipt} ·")).text
