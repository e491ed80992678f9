"""Units, people, what they hold, and how they prove who they are."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Text, UniqueConstraint

from office.register.tables.columns import Key, moment, ref, table

opds = table(
    "opds",
    Column("name", String(200), nullable=False, unique=True),
    Column("label", String(63)),
    moment("retired_at", nullable=True),
)

people = table(
    "people",
    Column("telegram_id", BigInteger, nullable=False, unique=True),
    Column("name", String(200)),
    Column("nip", String(18)),
    Column("rank", String(100)),
    Column("title", String(200)),
    Column("phone", String(20)),
    moment("consented_at", nullable=True),
    moment("created_at"),
    moment("suspended_at", nullable=True),
)

assignments = table(
    "assignments",
    ref("person_id", "people"),
    Column("role", String(20), nullable=False),
    ref("opd_id", "opds", nullable=True),
    moment("from_at"),
    moment("until_at", nullable=True),
    ref("acting_for_id", "people", nullable=True),
    ref("granted_by_id", "people", nullable=True),
    Column("standing", String(4)),
    Index(None, "person_id"),
    Index(None, "role"),
)

invitations = table(
    "invitations",
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("grants", String(20), nullable=False),
    moment("created_at"),
    moment("expires_at"),
    ref("used_by_id", "people", nullable=True),
    moment("used_at", nullable=True),
    Column("terms", JSON(none_as_null=True)),
    ref("made_by_id", "people", nullable=True),
    moment("withdrawn_at", nullable=True),
)

registrations = table(
    "registrations",
    ref("person_id", "people"),
    Column("role", String(20), nullable=False),
    Column("purpose", String(10), nullable=False, server_default="join"),
    Column("state", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("asking", String(40)),
    Column("browsing", JSON(none_as_null=True)),
    Column("reason", Text),
    ref("decided_by_id", "people", nullable=True),
    moment("created_at"),
    Index(None, "person_id", "state"),
)

rooms = table(
    "rooms",
    Column("purpose", String(20), nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
)

authenticators = table(
    "authenticators",
    ref("person_id", "people"),
    Column("state", String(12), nullable=False),
    Column("secret", String(64), nullable=False),
    moment("made_at"),
    Column("replaces", Key),
    Column("message_id", BigInteger),
    Column("last_step", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    moment("locked_until", nullable=True),
    moment("proved_until", nullable=True),
    UniqueConstraint("person_id", "state"),
)
