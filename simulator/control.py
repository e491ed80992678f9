"""The simulator's control API over HTTP, as JSON."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, Self

import httpx

from simulator.feed import Json
from simulator.seen import Event, Said

LONGEST_ANSWER: Final = 120.0

Query = dict[str, str | float]


@dataclass(frozen=True)
class Control:
    """Speaks JSON with /_sim. A refused order raises AssertionError with the reason."""

    http: httpx.AsyncClient

    @classmethod
    @asynccontextmanager
    async def at(cls, api_url: str) -> AsyncIterator[Self]:
        timeout = httpx.Timeout(10, read=LONGEST_ANSWER)
        async with httpx.AsyncClient(base_url=f"{api_url}/_sim", timeout=timeout, trust_env=False) as http:
            yield cls(http)

    async def get(self, path: str, query: Query | None = None) -> Json:
        return dict(_checked(await self.http.get(path, params=query)).json())

    async def get_list(self, path: str, query: Query | None = None) -> list[Json]:
        return Said.rows(_checked(await self.http.get(path, params=query)).json())

    async def post(self, path: str, wanted: Json) -> Json:
        return dict(_checked(await self.http.post(path, json=wanted)).json())

    async def delete(self, path: str) -> None:
        _checked(await self.http.delete(path))

    async def upload(self, path: str, file: tuple[str, bytes, str], chat_id: int, caption: str = "") -> Json:
        """Send a file as name, content and claimed type."""
        query: Query = {"chat": chat_id, "caption": caption}
        return dict(_checked(await self.http.post(path, params=query, files={"file": file})).json())

    async def upload_all(self, path: str, files: Sequence[tuple[str, bytes, str]], query: Query) -> list[Json]:
        """Send several files at once."""
        parts = [("file", each) for each in files]
        return Said.rows(_checked(await self.http.post(path, params=query, files=parts)).json())

    async def download(self, path: str) -> bytes:
        return _checked(await self.http.get(path)).content

    async def events(self, after: int, wait: float, chat_id: int | None) -> list[Event]:
        query: Query = {"after": after, "wait": min(wait, LONGEST_ANSWER / 2)}
        if chat_id is not None:
            query["chat"] = chat_id
        return [Said.event(each) for each in await self.get_list("/events", query)]


def _checked(answer: httpx.Response) -> httpx.Response:
    if answer.is_error:
        request = answer.request
        raise AssertionError(f"{request.method} {request.url.path}: {answer.text}")
    return answer
