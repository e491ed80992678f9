"""Alembic runs inside the transaction that `office.register.migrate` holds."""

from typing import Any, Literal

from alembic import context

from office.register.tables import UtcDateTime, metadata


def _render(_kind: str, column_type: Any, _context: Any) -> str | Literal[False]:
    return "t.UtcDateTime()" if isinstance(column_type, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_render,
    transaction_per_migration=False,
)
context.run_migrations()
