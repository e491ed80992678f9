"""Who stands in for whom, who is suspended, which officer has a request, and units that are no more"""

import sqlalchemy as sa
from alembic import op

import office.register.tables as t

revision = "0009"
down_revision = "0008"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("people", sa.Column("suspended_at", t.UtcDateTime(), nullable=True))
    op.add_column("assignments", sa.Column("standing", sa.String(length=4), nullable=True))
    op.add_column("invitations", sa.Column("terms", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("opds", sa.Column("retired_at", t.UtcDateTime(), nullable=True))
    with op.batch_alter_table("requests") as requests:
        requests.add_column(sa.Column("officer_id", _KEY, nullable=True))
        requests.create_foreign_key(op.f("fk_requests_officer_id_people"), "people", ["officer_id"], ["id"])
