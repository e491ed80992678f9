"""The durable inbox at the one place where every update passes: below PTB's `getUpdates`.

Telegram takes the next `getUpdates` as the receipt for this batch, and one update that does not parse would make PTB
drop the whole batch for ever. So the raw batch is committed here first, and PTB is handed only what is new and parses.
"""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog
from telegram import Update
from telegram.request import HTTPXRequest, RequestData

from office.register import inbox
from office.register.engine import Register, Transaction

_log = structlog.get_logger(__name__)
_OK = 200


def parse(raw: dict[str, Any]) -> Update | None:
    """Return the update, or None if this version of PTB cannot read it."""
    try:
        return Update.de_json(raw, None)
    except Exception as exc:  # noqa: BLE001 - any shape may come, and none may stop the poll
        _log.warning("update_unreadable", update=raw.get("update_id"), error=repr(exc))
        return None


class InboxRequest(HTTPXRequest):
    """PTB's HTTP client for polling, with the inbox inside."""

    def __init__(
        self,
        register: Register,
        clock: Callable[[], datetime],
        set_aside: Callable[[Transaction, int], None],
        heard: Callable[[], Awaitable[None]],
        **options: Any,
    ) -> None:
        """`set_aside` is told of an update that cannot be read, `heard` of every answer from Telegram."""
        super().__init__(**options)
        self._register, self._clock = register, clock
        self._set_aside, self._heard = set_aside, heard

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        code, payload = await super().do_request(url, method, request_data, *timeouts, **more)
        if code == _OK and url.endswith("/getUpdates"):
            payload = await self._kept(payload)
            await self._heard()
        return code, payload

    async def _kept(self, payload: bytes) -> bytes:
        answer = json.loads(payload)
        batch: list[dict[str, Any]] = answer.get("result") or []
        if not batch:
            return payload
        unreadable = [raw["update_id"] for raw in batch if parse(raw) is None]
        now = self._clock()

        def keep(tx: Transaction) -> frozenset[int]:
            fresh = inbox.keep(tx, batch, now=now)
            for update_id in fresh.intersection(unreadable):
                self._set_aside(tx, update_id)
            return fresh

        fresh = await self._register.transact(keep)
        handed = [
            raw if raw["update_id"] in fresh and raw["update_id"] not in unreadable else _bare(raw) for raw in batch
        ]
        return json.dumps({**answer, "result": handed}).encode()


def _bare(raw: dict[str, Any]) -> dict[str, Any]:
    """What moves Telegram's offset and nothing else."""
    return {"update_id": raw["update_id"]}
