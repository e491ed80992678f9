"""Officials' authenticator apps, and what somebody meant to do when a code was asked for"""

import sqlalchemy as sa
from alembic import op

import office.register.tables as t

revision = "0012"
down_revision = "0011"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("awaited", sa.Column("meant", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "authenticators",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("made_at", t.UtcDateTime(), nullable=False),
        sa.Column("replaces", _KEY, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", t.UtcDateTime(), nullable=True),
        sa.Column("proved_until", t.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_authenticators_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authenticators")),
        sa.UniqueConstraint("person_id", "state", name=op.f("uq_authenticators_person_id_state")),
        sqlite_autoincrement=True,
    )
