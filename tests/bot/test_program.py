"""The running program: alone in its folder, silent about secrets, private with its files."""

import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from simulator.stage import DNS_TOKEN, TOKEN, Stage, set_up

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with set_up(tmp_path_factory.mktemp("program")) as running:
        yield running


async def test_the_check_says_that_all_is_well(stage: Stage) -> None:
    said = await stage.loket("check")

    assert said.splitlines()[-1] == "All is well: Diskominfo Kabupaten Katingan, zone katingankab.go.id."


async def test_a_second_program_in_the_same_folder_is_refused_in_one_line(stage: Stage) -> None:
    said = await stage.loket("run", ok=False)

    assert len(said.splitlines()) == 1
    assert said.startswith("LOKET_DATA: another loket runs in ")


async def test_an_invitation_is_a_link_of_the_bot(stage: Stage) -> None:
    links = await stage.invite("kadis", "group")

    assert [link.rsplit("=", 1)[0] for link in links] == [
        "https://t.me/loket_bot?start",
        "https://t.me/loket_bot?startgroup",
    ]


async def test_a_receipt_that_was_never_given_is_named(stage: Stage) -> None:
    said = await stage.loket("show", "P-2026-99999", ok=False)

    assert said == "P-2026-99999: no such receipt; `loket show` lists them"


async def test_the_register_and_its_folder_are_for_their_owner_only(stage: Stage) -> None:
    folder = Path(stage.env["LOKET_DATA"])

    modes = await asyncio.to_thread(_modes, folder)

    assert {name: mode & 0o077 for name, mode in modes.items()} == dict.fromkeys(modes, 0)


def _modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}


async def test_no_log_contains_a_secret_also_when_telegram_fails(stage: Stage) -> None:
    await stage.simulator.fail("sendMessage", kind="status", status=502)
    await stage.simulator.fail("getUpdates", kind="html", times=2)
    person = await stage.simulator.person("Budi Contoh")
    await person.say("/start")
    await person.sees("persetujuan Bapak/Ibu")

    logged = stage.bot.log.read_text(encoding="utf-8")

    assert logged
    assert TOKEN not in logged
    assert TOKEN.split(":")[1] not in logged
    assert DNS_TOKEN not in logged


async def test_the_program_ends_cleanly_when_told_to_and_can_start_again(stage: Stage) -> None:
    code = await stage.bot.stop()

    assert code == 0
    assert (await stage.bot.start()).startswith("ready: @loket_bot is listening")
