"""Every table of the register. Types are portable to PostgreSQL; the engine alone knows the dialect."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine.interfaces import Dialect


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite would hand it back naive."""

    impl = DateTime
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is not None and value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value}")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


Key = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *columns: Any) -> Table:
    return Table(name, metadata, Column("id", Key, primary_key=True), *columns, sqlite_autoincrement=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Key, ForeignKey(f"{target}.id"), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> Column[datetime]:
    return Column(name, UtcDateTime, nullable=nullable)


opds = _table(
    "opds",
    Column("name", String(200), nullable=False, unique=True),
    Column("label", String(63)),
)

people = _table(
    "people",
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", String(200)),
    Column("nip", String(18)),
    Column("rank", String(100)),
    Column("title", String(200)),
    Column("phone", String(20)),
    _moment("consented_at", nullable=True),
    _moment("created_at"),
)

assignments = _table(
    "assignments",
    _ref("person_id", "people"),
    Column("role", String(20), nullable=False),
    _ref("opd_id", "opds", nullable=True),
    _moment("from_at"),
    _moment("until_at", nullable=True),
    _ref("acting_for_id", "people", nullable=True),
    _ref("granted_by_id", "people", nullable=True),
    Index(None, "person_id"),
    Index(None, "role"),
)

invitations = _table(
    "invitations",
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("grants", String(20), nullable=False),
    _moment("created_at"),
    _moment("expires_at"),
    _ref("used_by_id", "people", nullable=True),
    _moment("used_at", nullable=True),
)

registrations = _table(
    "registrations",
    _ref("person_id", "people"),
    Column("role", String(20), nullable=False),
    Column("purpose", String(10), nullable=False, server_default="join"),
    Column("state", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("asking", String(40)),
    Column("browsing", JSON(none_as_null=True)),
    Column("reason", Text),
    _ref("decided_by_id", "people", nullable=True),
    _moment("created_at"),
    Index(None, "person_id", "state"),
)

rooms = _table(
    "rooms",
    Column("purpose", String(20), nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
)

requests = _table(
    "requests",
    Column("receipt", String(20), unique=True),
    _ref("applicant_id", "people"),
    _ref("opd_id", "opds"),
    Column("kind", String(20), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("talk", JSON, nullable=False),
    Column("checks", JSON, nullable=False),
    Column("blocked", Text),
    Column("hosting", String(253)),
    _moment("created_at"),
    _moment("submitted_at", nullable=True),
    Index(None, "applicant_id"),
    Index(None, "stage"),
)

items = _table(
    "items",
    _ref("request_id", "requests"),
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
    _ref("request_id", "requests"),
)

events = _table(
    "events",
    _ref("request_id", "requests", nullable=True),
    _ref("person_id", "people", nullable=True),
    _ref("assignment_id", "assignments", nullable=True),
    Column("role", String(20)),
    Column("tag", String(40), nullable=False),
    Column("stage", String(20)),
    Column("round", Integer),
    Column("revision", Integer),
    Column("version", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("previous_hash", String(64)),
    _moment("at"),
    Index(None, "request_id", "round"),
)

documents = _table(
    "documents",
    _ref("request_id", "requests"),
    Column("round", Integer, nullable=False),
    Column("purpose", String(30), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    _ref("upright_id", "documents", nullable=True),
    _moment("created_at"),
    Index(None, "request_id"),
)

letters = _table(
    "letters",
    _ref("request_id", "requests"),
    Column("kind", String(20), nullable=False),
    Column("state", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("series", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer),
    Column("number", String(120), unique=True),
    Column("issued_on", String(10), nullable=False),
    Column("content", JSON, nullable=False),
    Column("code", String(14), nullable=False, unique=True),
    Column("about", String(253), nullable=False),
    _ref("document_id", "documents", nullable=True),
    _ref("pdf_id", "documents", nullable=True),
    _ref("signed_id", "documents", nullable=True),
    Column("reason", Text),
    Column("template_sha256", String(64)),
    UniqueConstraint("series", "year", "serial"),
    Index(None, "request_id"),
    Index(None, "about"),
)

templates = _table(
    "templates",
    Column("kind", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("state", String(10), nullable=False),
    Column("imported_by", String(100), nullable=False),
    _moment("imported_at"),
    Column("approved_by", String(100)),
    _moment("approved_at", nullable=True),
    Index(None, "kind", "state"),
)

reservations = Table(
    "reservations",
    metadata,
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("number", String(120), nullable=False, unique=True),
    Column("reserved_on", String(10), nullable=False),
    Column("why", Text, nullable=False),
)

wrong_codes = _table(
    "wrong_codes",
    Column("sender", BigInteger, nullable=False),
    _moment("at"),
    Index(None, "sender"),
    Index(None, "at"),
)

sequences = Table(
    "sequences",
    metadata,
    Column("series", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

services = _table(
    "services",
    _ref("request_id", "requests"),
    _ref("item_id", "items"),
    Column("name", String(253), nullable=False),
    Column("plan", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("operation", String(32), nullable=False, unique=True),
    Column("record", String(64)),
    Column("by_hand", Boolean, nullable=False),
    _ref("replaces_id", "services", nullable=True),
    _moment("created_at"),
    _moment("verified_at", nullable=True),
    Index(None, "request_id"),
    Index(None, "name", "state"),
)

surveys = _table(
    "surveys",
    Column("request_id", Key, ForeignKey("requests.id"), nullable=False, unique=True),
    _ref("person_id", "people"),
    Column("service", Integer),
    Column("speed", Integer),
    _moment("at"),
)

enquiries = _table(
    "enquiries",
    _ref("person_id", "people"),
    _ref("request_id", "requests", nullable=True),
    Column("revision", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("answer", Text),
    _ref("answered_by_id", "people", nullable=True),
    _moment("asked_at"),
    _moment("answered_at", nullable=True),
)

reminders = Table(
    "reminders",
    metadata,
    Column("request_id", Key, ForeignKey("requests.id"), primary_key=True),
    Column("day", String(10), primary_key=True),
    _ref("person_id", "people"),
    _moment("at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True),
    Column("sender", BigInteger),
    Column("raw", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    _moment("received_at"),
    _moment("done_at", nullable=True),
    Index(None, "state"),
)

owed = _table(
    "owed",
    Column("kind", String(20), nullable=False),
    Column("key", String(80), unique=True),
    Column("lane", String(40), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    _moment("not_before"),
    _moment("leased_until", nullable=True),
    _moment("created_at"),
    _moment("paid_at", nullable=True),
    Index(None, "state", "lane"),
)

cards = _table(
    "cards",
    Column("chat_id", BigInteger, nullable=False),
    Column("subject", String(40), nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("shown", String(64)),
    UniqueConstraint("chat_id", "subject"),
)

awaited = _table(
    "awaited",
    _ref("person_id", "people"),
    Column("chat_id", BigInteger, nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject_id", Key, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("prompt_message_id", BigInteger),
    UniqueConstraint("person_id", "chat_id"),
)
