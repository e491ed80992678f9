"""What goes wrong at a press of a button, and how it is mended, so that a person can see the product heal."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from simulator.cloudflare.client import CloudControl
from simulator.playground.house import House

TOO_MANY: Final = ("sendMessage", "editMessageText", "sendDocument")
TIMES, RETRY_AFTER = 3, 3
MANY: Final = 100_000


async def telegram_429(house: House) -> None:
    """Telegram asks for patience: the next calls of each kind are refused with a time to wait."""
    for method in TOO_MANY:
        await house.stage.simulator.fail(method, kind="status", times=TIMES, status=429, retry_after=RETRY_AFTER)
        house.recorder.world(
            f'await stage.simulator.fail("{method}", kind="status", times={TIMES}, status=429, '
            f"retry_after={RETRY_AFTER})"
        )


async def cloudflare_down(house: House) -> None:
    async with CloudControl(house.stage.api) as cloud:
        await cloud.fail("any", "status", times=MANY, status=503)
    house.inspector.cloudflare_down = True


async def cloudflare_up(house: House) -> None:
    async with CloudControl(house.stage.api) as cloud:
        await cloud.forget_faults()
    house.inspector.cloudflare_down = False


async def kill_bot(house: House) -> None:
    """End the program as a power cut would."""
    await house.stage.bot.kill()
    house.recorder.world("await stage.bot.kill()")


async def start_bot(house: House) -> None:
    if not house.inspector.bot_alive:
        await house.stage.bot.start()
        house.recorder.world("await stage.bot.start()")


async def next_day(house: House) -> None:
    await house.inspector.advance_a_day()


FAULTS: Final[Mapping[str, Callable[[House], Awaitable[None]]]] = {
    "telegram_429": telegram_429,
    "cloudflare_down": cloudflare_down,
    "cloudflare_up": cloudflare_up,
    "kill_bot": kill_bot,
    "start_bot": start_bot,
    "next_day": next_day,
}
