"""One office a worker; each test has a group, applicants and labels of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from simulator.cloudflare.client import CloudControl
from simulator.stage import Stage, set_up
from tests.journeys.play import Play

GROUPS = 200


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    async with set_up(tmp_path_factory.mktemp("office")) as stage:
        await stage.open_office()
        yield stage


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def group_links(stage: Stage) -> Iterator[str]:
    return iter(await stage.invite(*["group"] * GROUPS))


@pytest_asyncio.fixture(loop_scope="session")
async def play(stage: Stage, group_links: Iterator[str]) -> AsyncIterator[Play]:
    """A new operator group for each test, so that no test waits for the flood clock of another's."""
    group = await stage.simulator.group("Operator Loket", [stage["operator"], stage["pranata_komputer"]])
    await stage["operator"].open(next(group_links), group)
    await stage["operator"].sees("grup operator", in_=group)
    stage.groups.insert(0, group)
    async with CloudControl(stage.api) as cloud:
        yield Play(stage, cloud)
