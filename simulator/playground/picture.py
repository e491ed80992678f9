"""`make picture`: plays the main story up to the Kepala Dinas' turn and takes the README's picture of the page.

It needs the `playwright` package and Chromium.
"""

import asyncio
import os
from pathlib import Path
from typing import Final

from playwright.async_api import Page, async_playwright

from simulator.playground.house import House
from simulator.playground.serving import served

PICTURE: Final = Path("docs/pictures/playground.png")
CHROMIUM: Final = "/usr/bin/chromium"
SIZE: Final = (1640, 940)
PATIENCE_MS: Final = 60_000


async def take(to: Path) -> None:
    house = House()
    try:
        await house.open()
        async with served(house) as address, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=chromium_arguments())
            page = await browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light")
            await page.goto(address)
            await _play(page)
            await page.screenshot(path=to)
            await browser.close()
    finally:
        await house.close()


async def _play(page: Page) -> None:
    page.set_default_timeout(PATIENCE_MS)
    await page.get_by_label("Kecepatan").select_option("8")
    await page.get_by_role("button", name="Putar cerita").click()
    await page.locator(".key.yours").wait_for()
    await page.locator(".toast.shown").first.wait_for(state="detached")
    await page.locator(".phone.acting .owner").click()


def chromium_arguments() -> list[str]:
    """Chromium's sandbox works for everybody but root."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


def main() -> None:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(PICTURE))


if __name__ == "__main__":
    main()
