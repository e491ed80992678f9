"""Letters that can be proved, cancelled, numbered by hand and come back signed"""

import secrets

import sqlalchemy as sa
from alembic import op

import office.register.tables as t

revision = "0002"
down_revision = "0001"

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _code() -> str:
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


def upgrade() -> None:
    with op.batch_alter_table("letters", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("revision", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("code", sa.String(length=14), nullable=True))
        batch_op.add_column(sa.Column("about", sa.String(length=253), nullable=True))
        batch_op.add_column(sa.Column("pdf_id", t.Key, nullable=True))
        batch_op.add_column(sa.Column("signed_id", t.Key, nullable=True))
        batch_op.add_column(sa.Column("reason", sa.Text(), nullable=True))
    _fill()
    with op.batch_alter_table("letters", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        for name, kind in (("state", sa.String(12)), ("revision", sa.Integer()), ("code", sa.String(14))):
            batch_op.alter_column(name, existing_type=kind, nullable=False)
        batch_op.alter_column("about", existing_type=sa.String(253), nullable=False)
        batch_op.alter_column("serial", existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column("number", existing_type=sa.String(120), nullable=True)
        batch_op.create_foreign_key(op.f("fk_letters_pdf_id_documents"), "documents", ["pdf_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_letters_signed_id_documents"), "documents", ["signed_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_letters_code"), ["code"])
        batch_op.create_index(op.f("ix_letters_request_id"), ["request_id"], unique=False)
        batch_op.create_index(op.f("ix_letters_about"), ["about"], unique=False)
    op.create_table(
        "reservations",
        sa.Column("series", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("reserved_on", sa.String(length=10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series", "year", "serial", name=op.f("pk_reservations")),
        sa.UniqueConstraint("number", name=op.f("uq_reservations_number")),
    )
    op.create_table(
        "wrong_codes",
        sa.Column("id", t.Key, nullable=False),
        sa.Column("sender", sa.BigInteger(), nullable=False),
        sa.Column("at", t.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wrong_codes")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wrong_codes_sender"), "wrong_codes", ["sender"], unique=False)
    op.create_index(op.f("ix_wrong_codes_at"), "wrong_codes", ["at"], unique=False)


def _fill() -> None:
    """Letters from before have a code that is not printed on them, and hold."""
    connection = op.get_bind()
    connection.exec_driver_sql(
        "UPDATE letters SET state = 'valid', revision = 1, about = coalesce(json_extract(content, '$.fqdn'), '')"
    )
    for (letter,) in connection.exec_driver_sql("SELECT id FROM letters").all():
        connection.execute(sa.text("UPDATE letters SET code = :code WHERE id = :id"), {"code": _code(), "id": letter})
