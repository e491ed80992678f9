"""What came in, what is owed, and what stands in the chats."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from office.register.tables.columns import Key, metadata, moment, ref, table

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True),
    Column("sender", BigInteger),
    Column("raw", JSON, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    moment("received_at"),
    moment("done_at", nullable=True),
    Index(None, "state"),
)

owed = table(
    "owed",
    Column("kind", String(20), nullable=False),
    Column("key", String(80), unique=True),
    Column("lane", String(40), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Text),
    moment("not_before"),
    moment("leased_until", nullable=True),
    moment("created_at"),
    moment("paid_at", nullable=True),
    Index(None, "state", "lane"),
)

cards = table(
    "cards",
    Column("chat_id", BigInteger, nullable=False),
    Column("subject", String(40), nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("shown", String(64)),
    Column("side", String(40), nullable=False, server_default=""),
    UniqueConstraint("chat_id", "subject"),
)

topics = Table(
    "topics",
    metadata,
    Column("chat_id", BigInteger, primary_key=True),
    Column("request_id", Key, ForeignKey("requests.id"), primary_key=True),
    Column("thread_id", BigInteger, nullable=False),
    Column("name", String(128), nullable=False),
    Column("is_closed", Boolean, nullable=False),
)

awaited = table(
    "awaited",
    ref("person_id", "people"),
    Column("chat_id", BigInteger, nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject_id", Key, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("prompt_message_id", BigInteger),
    Column("meant", JSON(none_as_null=True)),
    moment("asked_at", nullable=True),
    UniqueConstraint("person_id", "chat_id"),
)
