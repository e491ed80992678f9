"""The playground as its visitors meet it: a process of its own, and Chromium."""

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, async_playwright, expect

from simulator.playground.picture import CHROMIUM, chromium_arguments

PICTURES = Path(".artefacts/playground")
PATIENCE_MS = 90_000

needs_chromium = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="needs Chromium: make system")


@pytest.fixture
def address() -> Iterator[str]:
    """A playground of this test alone, on free ports."""
    command = [sys.executable, "-m", "simulator.playground"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603
        assert running.stdout is not None
        try:
            yield str(json.loads(running.stdout.readline())["address"])
        finally:
            running.terminate()
            assert running.wait(timeout=90) == 0


@pytest.fixture
async def visitor(address: str) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who has opened the address, as the page's own script would speak."""
    origin = re.sub(r"/play/.*", "", address)
    async with httpx.AsyncClient(base_url=origin, trust_env=False, timeout=60) as client:
        await client.get(address)
        client.headers["Origin"] = origin
        yield client


@pytest.fixture
async def page(address: str) -> AsyncIterator[Page]:
    """The page in a laptop's window, all phones drawn; it fails the test if its script fails."""
    wrong: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=chromium_arguments())
        page = await browser.new_page(viewport={"width": 1280, "height": 800}, locale="id-ID")
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        await page.goto(address)
        await expect(page.locator(".phone")).to_have_count(6)
        yield page
        await browser.close()
    assert wrong == []


async def keep_pictures(page: Page, name: str) -> None:
    """Pictures on a laptop and a phone, light and dark, to be looked at after the test."""
    for width, height in ((1280, 800), (390, 844)):
        await page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            await page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", animations="disabled")
    await page.set_viewport_size({"width": 1280, "height": 800})
