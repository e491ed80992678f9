"""Who made an invitation, and when it was withdrawn"""

import sqlalchemy as sa
from alembic import op

import office.register.tables as t

revision = "0013"
down_revision = "0012"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_TO_BE_ASKED_AGAIN = """
    UPDATE owed SET kind = 'notice', payload = json_object(
        'chat_id', json_extract(payload, '$.chat_id'), 'say', 'inviting.ask_again', 'values', json_object()
    )
    WHERE kind = 'invitation' AND state = 'due'
"""
"""A link that was not sent yet has no row to be found by; whoever waits for it hears so."""


def upgrade() -> None:
    op.execute(_TO_BE_ASKED_AGAIN)
    op.execute("DELETE FROM owed WHERE kind = 'invitation' AND state <> 'paid'")
    with op.batch_alter_table("invitations", table_kwargs={"sqlite_autoincrement": True}) as invitations:
        invitations.add_column(sa.Column("made_by_id", _KEY, nullable=True))
        invitations.add_column(sa.Column("withdrawn_at", t.UtcDateTime(), nullable=True))
        invitations.create_foreign_key(op.f("fk_invitations_made_by_id_people"), "people", ["made_by_id"], ["id"])
