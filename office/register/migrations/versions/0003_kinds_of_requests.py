"""Five kinds of requests, the applicant's talk, the checklist's marks, questions and the survey"""

import json

import sqlalchemy as sa
from alembic import op

import office.register.tables as t

revision = "0003"
down_revision = "0002"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _requests()
    _documents()
    _services()
    _surveys()
    _enquiries()
    _reminders()


def _requests() -> None:
    with op.batch_alter_table("requests") as requests:
        requests.add_column(sa.Column("kind", sa.String(length=20), nullable=False, server_default="sub_domain"))
        requests.add_column(sa.Column("talk", sa.JSON(), nullable=False, server_default="{}"))
        requests.add_column(sa.Column("checks", sa.JSON(), nullable=False, server_default="{}"))
        requests.add_column(sa.Column("hosting", sa.String(length=253), nullable=True))
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, answers, asking FROM requests")).all()
    for request_id, answers, asking in rows:
        kept = {"category" if name == "kind" else name: value for name, value in json.loads(answers).items()}
        talk = {"asking": "category" if asking == "kind" else asking} if asking else {}
        values = {"id": request_id, "answers": json.dumps(kept), "talk": json.dumps(talk)}
        connection.execute(sa.text("UPDATE requests SET answers = :answers, talk = :talk WHERE id = :id"), values)
    with op.batch_alter_table("requests") as requests:
        requests.drop_column("asking")
        requests.alter_column("kind", server_default=None)
        requests.alter_column("talk", server_default=None)
        requests.alter_column("checks", server_default=None)


def _documents() -> None:
    """Several photographs become one PDF: each original names its PDF, instead of the PDF its original."""
    with op.batch_alter_table("documents") as documents:
        documents.add_column(sa.Column("upright_id", _KEY, nullable=True))
    made = "(SELECT made.id FROM documents AS made WHERE made.derived_from_id = documents.id)"
    op.execute(f"UPDATE documents SET upright_id = {made}")  # noqa: S608 - no value from outside
    with op.batch_alter_table("documents") as documents:
        documents.drop_constraint(op.f("fk_documents_derived_from_id_documents"), type_="foreignkey")
        documents.drop_column("derived_from_id")
        documents.create_foreign_key(op.f("fk_documents_upright_id_documents"), "documents", ["upright_id"], ["id"])


def _services() -> None:
    with op.batch_alter_table("services") as services:
        services.add_column(sa.Column("replaces_id", _KEY, nullable=True))
        services.create_foreign_key(op.f("fk_services_replaces_id_services"), "services", ["replaces_id"], ["id"])
        services.create_index(op.f("ix_services_name_state"), ["name", "state"])


def _surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("request_id", _KEY, nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("service", sa.Integer(), nullable=True),
        sa.Column("speed", sa.Integer(), nullable=True),
        sa.Column("at", t.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_surveys_request_id_requests")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_surveys_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("request_id", name=op.f("uq_surveys_request_id")),
        sqlite_autoincrement=True,
    )


def _enquiries() -> None:
    op.create_table(
        "enquiries",
        sa.Column("id", _KEY, nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("request_id", _KEY, nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by_id", _KEY, nullable=True),
        sa.Column("asked_at", t.UtcDateTime(), nullable=False),
        sa.Column("answered_at", t.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_enquiries_person_id_people")),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_enquiries_request_id_requests")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["people.id"], name=op.f("fk_enquiries_answered_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enquiries")),
        sqlite_autoincrement=True,
    )


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("request_id", _KEY, nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("person_id", _KEY, nullable=False),
        sa.Column("at", t.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name=op.f("fk_reminders_request_id_requests")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id_people")),
        sa.PrimaryKeyConstraint("request_id", "day", name=op.f("pk_reminders")),
    )
