"""`loket show`: the register as an operator reads it on the command line."""

from typing import Any

from office.desk.desk import Desk
from office.desk.trail import ASKED, CORRECTED
from office.register import documents, events, letters, opds, people, requests, services
from office.sop.disposition import SHEET
from office.sop.request import Request

_LISTED = 50


def overview(desk: Desk) -> list[dict[str, Any]]:
    """The newest submitted requests, one row each."""
    return [_row(desk, request) for request in requests.submitted(desk.tx, limit=_LISTED)]


def _row(desk: Desk, request: Request) -> dict[str, Any]:
    return {
        "receipt": request.receipt,
        "stage": request.stage,
        "round": request.round,
        "name": desk.name_asked(request),
        "opd": opds.load(desk.tx, request.opd).name,
        "applicant": people.load(desk.tx, request.applicant).name,
    }


def one(desk: Desk, receipt: str) -> dict[str, Any] | None:
    """Everything that the register holds of one request: row, trail, service, letter, files; None if unknown."""
    request = requests.by_receipt(desk.tx, receipt)
    if request is None:
        return None
    service = services.current(desk.tx, request.id)
    letter = letters.find(desk.tx, request.id)
    return {
        **_row(desk, request),
        "trail": [_event(desk, event) for event in events.of_request(desk.tx, request.id)],
        "service": service and {"name": service.plan.name, "content": service.plan.content, "state": service.state},
        "letter": letter and _letter(letter),
        "files": [
            {"purpose": d.purpose, "name": d.file_name, "sha256": d.sha256}
            for d in documents.of_request(desk.tx, request.id)
        ],
    }


def _letter(letter: letters.Letter) -> dict[str, Any]:
    return {
        "number": letter.number,
        "kind": letter.kind,
        "state": letter.state,
        "reason": letter.reason,
        "code": letter.code,
    }


def _event(desk: Desk, event: events.Event) -> dict[str, Any]:
    who = people.load(desk.tx, event.person).name if event.person is not None else None
    at = event.at.astimezone(desk.agency.identity.zone_info)
    return {
        "at": f"{at:%Y-%m-%d %H:%M:%S}",
        "tag": event.tag,
        "role": event.role,
        "standing": event.payload.get("standing"),
        "who": who,
        "round": event.round,
        "reason": event.payload.get("reason"),
        "said": event.payload.get("text") or None,
        "change": _change(event.payload) if event.tag in {ASKED, CORRECTED} else None,
        "sheet": SHEET.validate_python(event.payload["sheet"]).words if "sheet" in event.payload else None,
    }


def _change(payload: dict[str, Any]) -> str | None:
    """What an officer proposed to correct, or has corrected with the applicant's consent."""
    return f"{payload['field']}: {payload['old']} -> {payload['new']}" if "field" in payload else None


def as_text(shown: Any, indent: str = "") -> str:
    """Plain lines for a terminal: a value a line, a list an item a line."""
    if isinstance(shown, list):
        return "\n".join(indent + "  ".join(str(v) for v in row.values() if v is not None) for row in shown)
    lines = []
    for name, value in shown.items():
        if isinstance(value, list):
            lines.append(f"{indent}{name}:\n{as_text(value, indent + '  ')}")
        elif value is not None:
            flat = "  ".join(str(v) for v in value.values() if v is not None) if isinstance(value, dict) else value
            lines.append(f"{indent}{name}: {flat}")
    return "\n".join(lines)
