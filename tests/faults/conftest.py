"""Each test of a fault has an office of its own: it is going to be hurt."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from simulator.stage import Stage, set_up


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """The real program beside the simulated world, with officials and an operator group."""
    async with set_up(tmp_path) as stage:
        await stage.open_office()
        yield stage
