"""When somebody was asked for a text: a question that nobody thinks of any more takes no plain word as its answer"""

import sqlalchemy as sa
from alembic import op

import office.register.tables as t

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("awaited", sa.Column("asked_at", t.UtcDateTime(), nullable=True))
