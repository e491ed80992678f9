"""The office, looked at from outside: its register file opened for reading only, and its own command `loket show`."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from simulator.feed import Json
from simulator.stage import Stage

REQUESTS: Final = """
    SELECT r.id, r.receipt, r.stage, r.round, r.blocked, json_extract(r.answers, '$.label') AS label, s.name AS live
    FROM requests r LEFT JOIN services s ON s.request_id = r.id AND s.state = 'live'
    WHERE r.receipt IS NOT NULL GROUP BY r.id ORDER BY r.id DESC LIMIT 30
"""
OWED: Final = """
    SELECT id, kind, lane, attempts, error, not_before FROM owed WHERE state = 'due' ORDER BY id LIMIT 30
"""
COUNTS: Final = "SELECT state, count(*) AS number FROM owed GROUP BY state"


async def look(stage: Stage) -> Json:
    """The newest requests and what is owed; all empty while there is no register yet."""
    return await asyncio.to_thread(_look, stage.data / "data" / "loket.db")


async def show(stage: Stage, receipt: str) -> Json:
    """All that the register holds of one request. Raises AssertionError for an unknown receipt."""
    return dict(json.loads(await stage.loket("show", receipt, "--json")))


def _look(file: Path) -> Json:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=1)) as register:
            register.row_factory = sqlite3.Row
            counts = {row["state"]: row["number"] for row in register.execute(COUNTS)}
            return {
                "requests": [dict(row) for row in register.execute(REQUESTS)],
                "owed": [dict(row) for row in register.execute(OWED)],
                "paid": counts.get("paid", 0),
                "refused": counts.get("refused", 0),
            }
    except sqlite3.OperationalError:
        return {"requests": [], "owed": [], "paid": 0, "refused": 0}
