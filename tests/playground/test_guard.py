"""No other site in the browser can drive the office."""

import re

import httpx
import pytest

from simulator.playground.house import House


def _origin(address: str) -> str:
    return re.sub(r"/play/.*", "", address)


async def test_whoever_does_not_know_the_key_is_refused(address: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as stranger:
        page = await stranger.get(f"{_origin(address)}/play/")
        guess = await stranger.get(f"{_origin(address)}/play/?key=wrong")

    assert (page.status_code, guess.status_code) == (403, 403)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": ""}, {"Host": "evil.example"}, {"Sec-Fetch-Site": "same-site"}],
    ids=["another origin", "no origin", "another name for this machine", "another port of this machine"],
)
async def test_an_order_from_another_site_is_refused(visitor: httpx.AsyncClient, headers: dict[str, str]) -> None:
    refused = await visitor.post("/play/anew", headers=headers)

    assert refused.status_code == 403


async def test_the_page_itself_may_give_orders(visitor: httpx.AsyncClient) -> None:
    done = await visitor.post("/play/story", json={"order": "stop"})

    assert done.status_code == 200


async def test_the_simulated_world_does_not_speak_to_browsers() -> None:
    house = House()
    try:
        await house.open()
        async with httpx.AsyncClient(base_url=house.stage.api, trust_env=False) as site:
            refused = await site.post("/_sim/forget", content="{}", headers={"Origin": "https://evil.example"})
    finally:
        await house.close()

    assert refused.status_code == 403
