"""What officials have marked on their lembar disposisi and not given yet: each their own, for one round."""

from typing import Final

from sqlalchemy import bindparam, insert, select, update

from office.register import tables as t
from office.register.engine import Transaction
from office.sop.disposition import SHEET, Sheet
from office.sop.request import PersonId, Request
from office.sop.roles import Role

_c = t.sheets.c
_SAME: Final = (
    (_c.request_id == bindparam("request"))
    & (_c.round == bindparam("in_round"))
    & (_c.role == bindparam("in_role"))
    & (_c.person_id == bindparam("person"))
)
_FIND: Final = select(_c.content).where(_SAME)
_CHANGE: Final = update(t.sheets).where(_SAME)


def _key(request: Request, role: Role, person: PersonId) -> dict[str, object]:
    return {"request": request.id, "in_round": request.round, "in_role": role, "person": person}


def find(tx: Transaction, request: Request, role: Role, person: PersonId) -> Sheet:
    """What this official has marked in this round; at first nothing."""
    content = tx.execute(_FIND, _key(request, role, person)).scalar_one_or_none()
    return SHEET.validate_python(content) if content is not None else Sheet()


def keep(tx: Transaction, request: Request, role: Role, person: PersonId, sheet: Sheet) -> None:
    content = SHEET.dump_python(sheet, mode="json")
    if tx.execute(_CHANGE, {**_key(request, role, person), "content": content}).rowcount == 0:
        row = insert(t.sheets).values(request_id=request.id, round=request.round, role=role, person_id=person)
        tx.execute(row.values(content=content))
