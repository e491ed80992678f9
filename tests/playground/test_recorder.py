"""What was played is a journey test."""

import subprocess
import sys
from pathlib import Path

import pytest

from simulator.playground.house import House
from simulator.playground.screens import telling_part

FIXTURE = """
from collections.abc import AsyncIterator

import pytest

from simulator.stage import Stage, set_up


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with set_up() as stage:
        yield stage
"""


async def recorded(story: str) -> str:
    house = House()
    try:
        await house.open()
        await house.play(story, [], speed=100)
        assert await house.player.ended()
        return house.recorder.test()
    finally:
        await house.close()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("story", ["main", "rejected"])
async def test_a_recorded_story_runs_as_a_journey_test(story: str, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(FIXTURE)
    (tmp_path / "test_recorded.py").write_text(await recorded(story))

    options = ["-o", "asyncio_mode=auto", "-p", "no:cacheprovider", f"--rootdir={tmp_path}"]
    command = [sys.executable, "-m", "pytest", "-q", *options, str(tmp_path)]
    played = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603, ASYNC221

    assert played.returncode == 0, played.stdout[-4000:]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("P-2026-00001 · dinkes\nMenunggu disposisi Kepala Dinas.", "Menunggu disposisi Kepala Dinas."),
        ("NIP · 3 dari 5\nNIP Bapak/Ibu, 18 angka?\nContoh: 19900101", "NIP Bapak/Ibu, "),
        (
            "✅ 7. Surat\n🌐 dinkes.katingankab.go.id sudah aktif. Surat: 500",
            "🌐 dinkes.katingankab.go.id sudah aktif. Surat: ",
        ),
    ],
)
def test_a_message_is_known_on_another_day_by_words_without_numbers(text: str, part: str) -> None:
    assert telling_part({"text": text}) == part
