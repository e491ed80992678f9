"""Which side of a card a chat has turned to"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("cards", sa.Column("side", sa.String(length=40), server_default="", nullable=False))
