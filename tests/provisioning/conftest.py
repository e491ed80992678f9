from collections.abc import AsyncIterator

import pytest

from provisioning.cloudflare.provider import CloudflareDns
from tests.provisioning.cloud_server import ZONE, CloudServer, a_provider, running


@pytest.fixture
async def server() -> AsyncIterator[CloudServer]:
    async with running(ZONE) as started:
        yield started


@pytest.fixture
async def dns(server: CloudServer) -> AsyncIterator[CloudflareDns]:
    provider = a_provider(server)
    yield provider
    await provider.close()
