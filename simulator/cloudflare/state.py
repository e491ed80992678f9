"""What this Cloudflare remembers: zones and records as plain dicts, in the shapes of its API."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any

from simulator.clock import Clock
from simulator.cloudflare import errors, rules
from simulator.cloudflare.faults import Faults

Json = dict[str, Any]
QUOTA = 200
"""Records a free zone may hold (https://developers.cloudflare.com/dns/manage-dns-records/)."""


class Cloud:
    """One account with its zones. Every change passes the rules that the real one applies."""

    def __init__(self, zones: list[str], clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.blocked_until: datetime | None = None
        self._count = 0
        self.serial = 2_400_000_000
        self.account: Json = {"id": self._new_id(), "name": "Office account"}
        self.zones: dict[str, Json] = {}
        self.records: dict[str, dict[str, Json]] = {}
        self.calls: list[Json] = []
        self.faults = Faults()
        for name in zones:
            self._open_zone(name)

    def block(self, seconds: float) -> None:
        """Refuse every call for so long, as Cloudflare does after too many; 0 ends it."""
        self.blocked_until = self.clock.now() + timedelta(seconds=seconds) if seconds else None

    def blocked_for(self) -> int:
        """How many seconds of a block are left."""
        if self.blocked_until is None:
            return 0
        return max(ceil((self.blocked_until - self.clock.now()).total_seconds()), 0)

    def zone_named(self, name: str) -> Json | None:
        return next((zone for zone in self.zones.values() if zone["name"] == name), None)

    def zone_over(self, name: str) -> Json | None:
        """The most specific zone that contains the name."""
        above = [z for z in self.zones.values() if name == z["name"] or name.endswith(f".{z['name']}")]
        return max(above, key=lambda zone: len(zone["name"]), default=None)

    def records_in(self, zone_id: str) -> list[Json]:
        return list(self.records[zone_id].values())

    def all_records(self) -> Iterator[Json]:
        for held in self.records.values():
            yield from held.values()

    def get(self, zone_id: str, record_id: str) -> Json:
        record = self.records[zone_id].get(record_id)
        if record is None:
            raise errors.ApiError(errors.NO_RECORD)
        return record

    def add(self, zone_id: str, asked: Json) -> Json:
        """Create a record, or refuse it with Cloudflare's own code."""
        standing = self.records_in(zone_id)
        fields = rules.checked(asked, self.zones[zone_id]["name"], standing)
        if len(standing) >= QUOTA:
            raise errors.ApiError(errors.QUOTA)
        now = timestamp()
        record: Json = {"id": self._new_id(), **fields, "created_on": now, "modified_on": now, "meta": {}}
        self._commit(zone_id, record, comment_changed=bool(fields["comment"]))
        return record

    def change(self, zone_id: str, record_id: str, asked: Json) -> Json:
        """Replace the fields that are asked for; the same rules hold as for a new record."""
        old = self.get(zone_id, record_id)
        others = [record for record in self.records_in(zone_id) if record is not old]
        fields = rules.checked({**old, **asked}, self.zones[zone_id]["name"], others)
        record = {**old, **fields, "modified_on": timestamp()}
        self._commit(zone_id, record, comment_changed=old["comment"] != fields["comment"])
        return record

    def remove(self, zone_id: str, record_id: str) -> Json:
        self.get(zone_id, record_id)
        del self.records[zone_id][record_id]
        self.serial += 1
        return {"id": record_id}

    def batch(self, zone_id: str, asked: Json) -> Json:
        """Deletes, patches, puts and posts in this order; the first that fails undoes all."""
        held, serial = dict(self.records[zone_id]), self.serial
        try:
            return {
                "deletes": [self._gone(zone_id, each["id"]) for each in asked.get("deletes") or ()],
                "patches": [self.change(zone_id, each["id"], each) for each in asked.get("patches") or ()],
                "puts": [self.replace(zone_id, each["id"], each) for each in asked.get("puts") or ()],
                "posts": [self.add(zone_id, each) for each in asked.get("posts") or ()],
            }
        except errors.ApiError:
            self.records[zone_id], self.serial = held, serial
            raise

    def replace(self, zone_id: str, record_id: str, asked: Json) -> Json:
        """Replace the whole record; what is not given falls back to its default."""
        return self.change(zone_id, record_id, {"ttl": 1, "proxied": False, "comment": None, **asked})

    def _gone(self, zone_id: str, record_id: str) -> Json:
        record = self.get(zone_id, record_id)
        self.remove(zone_id, record_id)
        return record

    def _commit(self, zone_id: str, record: Json, *, comment_changed: bool) -> None:
        if comment_changed:
            record["comment_modified_on"] = record["modified_on"]
        self.records[zone_id][record["id"]] = record
        self.serial += 1

    def _new_id(self) -> str:
        """Real-looking, and the same in every run."""
        self._count += 1
        return hashlib.sha256(f"cloud {self._count}".encode()).hexdigest()[:32]

    def _open_zone(self, name: str) -> None:
        zone_id, now = self._new_id(), timestamp()
        self.records[zone_id] = {}
        self.zones[zone_id] = {
            "id": zone_id,
            "name": name,
            "status": "active",
            "paused": False,
            "type": "full",
            "development_mode": 0,
            "name_servers": ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
            "original_name_servers": None,
            "original_registrar": None,
            "original_dnshost": None,
            "created_on": now,
            "modified_on": now,
            "activated_on": now,
            "meta": {
                "step": 2,
                "custom_certificate_quota": 0,
                "page_rule_quota": 3,
                "phishing_detected": False,
            },
            "owner": {"id": None, "type": "user", "email": None},
            "account": self.account,
            "permissions": ["#dns_records:edit", "#dns_records:read", "#zone:read"],
            "plan": {"id": self._new_id(), "name": "Free Website", "price": 0, "is_subscribed": False},
        }


def timestamp() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
