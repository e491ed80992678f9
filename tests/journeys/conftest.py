"""One office a worker; each test has a group, applicants and labels of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from simulator.cloudflare.client import CloudControl
from simulator.stage import Stage, set_up
from tests.journeys.play import Play

A_BATCH = 50


class GroupLinks:
    """As many single-use links for operator groups as there are tests, invited a batch at a time."""

    def __init__(self, stage: Stage) -> None:
        self._stage, self._links = stage, list[str]()

    async def take(self) -> str:
        if not self._links:
            self._links = await self._stage.invite(*["group"] * A_BATCH)
        return self._links.pop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with set_up(tmp_path_factory.mktemp("office")) as stage:
        await stage.open_office()
        yield stage


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def group_links(stage: Stage) -> GroupLinks:
    return GroupLinks(stage)


@pytest_asyncio.fixture(loop_scope="session")
async def play(stage: Stage, group_links: GroupLinks) -> AsyncIterator[Play]:
    """A new operator group for each test, so that no test waits for the flood clock of another's."""
    group = await stage.simulator.group("Operator Loket", [stage["operator"], stage["pranata_komputer"]])
    await stage["operator"].open(await group_links.take(), group)
    await stage["operator"].sees("grup operator", in_=group)
    stage.groups.insert(0, group)
    async with CloudControl(stage.api) as cloud:
        yield Play(stage, cloud)


@pytest_asyncio.fixture(loop_scope="session")
async def own_office(tmp_path: Path) -> AsyncIterator[Play]:
    """An office that no other test shares: for whoever gives a chair to somebody else, or looks at all that is open."""
    async with set_up(tmp_path) as stage:
        await stage.open_office()
        async with CloudControl(stage.api) as cloud:
            yield Play(stage, cloud)
