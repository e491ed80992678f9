"""Requests, what is decided and said about them, and the services that come of them."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from office.register.tables.columns import Key, metadata, moment, ref, table

_OPEN = text("closed_at IS NULL")

requests = table(
    "requests",
    Column("receipt", String(20), unique=True),
    ref("applicant_id", "people"),
    ref("opd_id", "opds"),
    Column("kind", String(20), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("talk", JSON, nullable=False),
    Column("checks", JSON, nullable=False),
    Column("blocked", Text),
    Column("hosting", String(253)),
    moment("created_at"),
    moment("submitted_at", nullable=True),
    ref("officer_id", "people", nullable=True),
    Index(None, "applicant_id"),
    Index(None, "stage"),
)

items = table(
    "items",
    ref("request_id", "requests"),
    Column("round", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("product", String(20), nullable=False),
    Column("name", String(253), nullable=False),
    Column("target", String(253), nullable=False),
    UniqueConstraint("request_id", "round", "position"),
)

claims = Table(
    "claims",
    metadata,
    Column("name", String(253), primary_key=True),
    ref("request_id", "requests"),
)

sheets = Table(
    "sheets",
    metadata,
    Column("request_id", Key, ForeignKey("requests.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("person_id", Key, ForeignKey("people.id"), primary_key=True),
    Column("content", JSON, nullable=False),
)

held = Table(
    "held",
    metadata,
    Column("request_id", Key, ForeignKey("requests.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    ref("person_id", "people"),
    Column("role", String(20), nullable=False),
    Column("action", String(20), nullable=False),
    Column("reason", Text),
    Column("changes", JSON, nullable=False),
    Column("seen", JSON, nullable=False),
    moment("decided_at"),
    moment("due_at"),
)

events = table(
    "events",
    ref("request_id", "requests", nullable=True),
    ref("person_id", "people", nullable=True),
    ref("assignment_id", "assignments", nullable=True),
    Column("role", String(20)),
    Column("tag", String(40), nullable=False),
    Column("stage", String(20)),
    Column("round", Integer),
    Column("revision", Integer),
    Column("version", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("previous_hash", String(64)),
    moment("at"),
    Index(None, "request_id", "round"),
)

services = table(
    "services",
    ref("request_id", "requests"),
    ref("item_id", "items"),
    Column("name", String(253), nullable=False),
    Column("plan", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("operation", String(32), nullable=False, unique=True),
    Column("record", String(64)),
    Column("by_hand", Boolean, nullable=False),
    ref("replaces_id", "services", nullable=True),
    moment("created_at"),
    moment("verified_at", nullable=True),
    Index(None, "request_id"),
    Index(None, "name", "state"),
)

surveys = table(
    "surveys",
    Column("request_id", Key, ForeignKey("requests.id"), nullable=False, unique=True),
    ref("person_id", "people"),
    Column("service", Integer),
    Column("speed", Integer),
    moment("at"),
)

enquiries = table(
    "enquiries",
    ref("person_id", "people"),
    ref("request_id", "requests", nullable=True),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("answer", Text),
    ref("answered_by_id", "people", nullable=True),
    moment("asked_at"),
    moment("answered_at", nullable=True),
)

clarifications = table(
    "clarifications",
    ref("request_id", "requests"),
    Column("round", Integer, nullable=False),
    ref("person_id", "people"),
    Column("role", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("proposal", JSON(none_as_null=True)),
    Column("outcome", String(10)),
    Column("answer", Text),
    moment("asked_at"),
    moment("closed_at", nullable=True),
    Index(None, "request_id"),
    Index("uq_clarifications_open", "request_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
)

reminders = Table(
    "reminders",
    metadata,
    Column("request_id", Key, ForeignKey("requests.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    ref("person_id", "people"),
    moment("at"),
)
