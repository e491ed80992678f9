"""Plays the outside world's hand from another process."""

from types import TracebackType
from typing import Any, Self

import httpx

Json = dict[str, Any]
_PATIENCE = 120.0


class CloudControl:
    """Speaks to the simulator's management interface; `api_url` is the simulator's root address."""

    def __init__(self, api_url: str) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"{api_url.rstrip('/')}/_sim/cloudflare", trust_env=False, timeout=_PATIENCE
        )

    async def records(self) -> list[Json]:
        """Every record of every zone, as Cloudflare holds it."""
        return list(await self._call("GET", "/records"))

    async def add_record(self, name: str, type: str, content: str, comment: str = "") -> Json:  # noqa: A002 - Cloudflare's word
        """Create a record by hand, as a person in the dashboard would."""
        record = {"name": name, "type": type, "content": content, "comment": comment}
        return dict(await self._call("POST", "/records", record))

    async def change_record(self, record_id: str, **fields: object) -> Json:
        return dict(await self._call("PATCH", f"/records/{record_id}", fields))

    async def remove_record(self, record_id: str) -> None:
        await self._call("DELETE", f"/records/{record_id}")

    async def calls(self) -> list[Json]:
        """The calls so far, oldest first. Status 0 is a connection that was dropped."""
        return list(await self._call("GET", "/calls"))

    async def forget_calls(self) -> None:
        await self._call("DELETE", "/calls")

    async def fail(self, on: str, kind: str, **more: object) -> None:
        """Queue a fault; `simulator/cloudflare/faults.py` lists kinds and fields."""
        await self._call("POST", "/faults", {"on": on, "kind": kind, **more})

    async def forget_faults(self) -> None:
        await self._call("DELETE", "/faults")

    async def block(self, seconds: float = 300) -> None:
        """Refuse every call with 429 and what is left of the time, until it has passed or `unblock`."""
        await self._call("POST", "/block", {"seconds": seconds})

    async def unblock(self) -> None:
        await self._call("DELETE", "/block")

    async def close(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _call(self, method: str, path: str, body: object = None) -> Any:
        answer = await self._http.request(method, path, json=body)
        if answer.is_error:
            raise ValueError(f"{method} {path}: {answer.text}")
        return answer.json()
