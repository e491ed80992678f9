"""Which request a debt to a chat is about."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from office.register import documents, enquiries, letters, owed, requests
from office.register.engine import Transaction
from office.register.owed import Debt, Kind


def request_about(tx: Transaction, debt: Debt) -> int | None:
    """The request whose card, file, news or question this is; None for what concerns none, or several."""
    look = _LOOKS.get(debt.kind)
    return look(tx, debt.payload) if look else None


def _of_card(tx: Transaction, payload: Mapping[str, Any]) -> int | None:
    kind, _, number = payload["subject"].partition(":")
    if kind == "request":
        return int(number)
    return enquiries.load(tx, int(number)).request if kind == "enquiry" else None


def _of_document(tx: Transaction, payload: Mapping[str, Any]) -> int | None:
    return documents.load(tx, payload["document_id"]).request


def _of_prompt(tx: Transaction, payload: Mapping[str, Any]) -> int | None:
    """The answer to an applicant's question is asked for where the question stands."""
    action, number, _ = payload.get("about", ("", 0, 0))
    return enquiries.load(tx, number).request if action == "answer" else None


def _of_notice(tx: Transaction, payload: Mapping[str, Any]) -> int | None:
    """Most name the receipt; what was given up names the debt."""
    values = payload["values"]
    if receipt := values.get("receipt"):
        request = requests.by_receipt(tx, str(receipt))
        return request.id if request else None
    return _of_debt(tx, values["debt"]) if "debt" in values else None


def _of_debt(tx: Transaction, debt_id: int) -> int | None:
    payload = owed.payload_by_id(tx, debt_id)
    if "letter_id" in payload:
        return letters.load(tx, payload["letter_id"]).request
    return payload.get("request_id")


_LOOKS: Final[Mapping[Kind, Callable[[Transaction, Mapping[str, Any]], int | None]]] = {
    Kind.CARD: _of_card,
    Kind.DOCUMENT: _of_document,
    Kind.NOTICE: _of_notice,
    Kind.PROMPT: _of_prompt,
}
