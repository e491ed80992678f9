"""What officials ask applicants, or propose to them, while a request stays where it is"""

import sqlalchemy as sa
from alembic import op

import office.register.tables as t

revision = "0011"
down_revision = "0010"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "clarifications",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("request_id", _KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proposal", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("asked_at", t.UtcDateTime(), nullable=False),
        sa.Column("closed_at", t.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_clarifications_person_id_people")),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_clarifications_request_id_requests")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarifications")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_clarifications_request_id"), "clarifications", ["request_id"])
    op.create_index(
        "uq_clarifications_open",
        "clarifications",
        ["request_id"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
