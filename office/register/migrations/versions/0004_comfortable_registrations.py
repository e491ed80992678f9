"""What a registration is for, which of its questions is asked again, and where in the directory somebody looks"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("registrations") as registrations:
        registrations.add_column(sa.Column("purpose", sa.String(length=10), nullable=False, server_default="join"))
        registrations.add_column(sa.Column("asking", sa.String(length=40), nullable=True))
        registrations.add_column(sa.Column("browsing", sa.JSON(none_as_null=True), nullable=True))
