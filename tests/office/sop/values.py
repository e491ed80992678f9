"""Requests and rules as the SOP's tests need them; a test names only what matters to it."""

from datetime import UTC, date, datetime
from typing import Any, Final

from office.sop.fields import Rules
from office.sop.plan import Fqdn, Plan, RecordType
from office.sop.request import Action, Decision, PersonId, Request, RequestId, RequestKind, Stage
from office.sop.roles import Role
from office.sop.workflow import Move, When

ZONE: Final = "contoh.go.id"
TODAY: Final = date(2026, 11, 24)
RULES: Final = Rules(ZONE, frozenset({"bupati"}), TODAY)

APPLICANT, KADIS, KABID, OFFICER, STRANGER = (PersonId(number) for number in range(1, 6))
HOLDER: Final = {
    Role.APPLICANT: APPLICANT,
    Role.KADIS: KADIS,
    Role.KABID: KABID,
    Role.PRANATA_KOMPUTER: OFFICER,
    Role.SYSTEM: None,
}
WHOLE_CHAIN: Final = (
    Decision(Action.DISPOSE, Role.KADIS, KADIS),
    Decision(Action.DISPOSE, Role.KABID, KABID),
)


def a_request(stage: Stage = Stage.AT_KADIS, **more: Any) -> Request:
    """A request of round 1 that has been disposed by Kadis and Kabid, wherever it stands."""
    values: dict[str, Any] = {
        "id": RequestId(17),
        "applicant": APPLICANT,
        "opd": 1,
        "kind": RequestKind.SUB_DOMAIN,
        "stage": stage,
        "revision": 3,
        "round": 1,
        "created_at": datetime(2026, 11, 24, 2, tzinfo=UTC),
        "decisions": WHOLE_CHAIN,
    }
    return Request(**{**values, **more})


def a_request_for(move: Move, **more: Any) -> Request:
    """One that stands where the move is open."""
    hosted = {"hosting": "103.20.30.50"} if move.when is When.ASTRAY else {}
    is_hosting = move.when in {When.HOSTING, When.ASTRAY}
    kind = RequestKind.SUB_DOMAIN_HOSTING if is_hosting else RequestKind.SUB_DOMAIN
    return a_request(move.stage, kind=kind, **hosted, **more)


def a_plan(**more: Any) -> Plan:
    values: dict[str, Any] = {
        "zone": Fqdn(ZONE),
        "name": Fqdn(f"dinkes.{ZONE}"),
        "type": RecordType.A,
        "content": "103.20.30.40",
        "ttl": 300,
    }
    return Plan(**{**values, **more})
