"""Files, letters and the numbers that they bear."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint

from office.register.tables.columns import metadata, moment, ref, table

documents = table(
    "documents",
    ref("request_id", "requests"),
    Column("round", Integer, nullable=False),
    Column("purpose", String(30), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    ref("upright_id", "documents", nullable=True),
    moment("created_at"),
    Index(None, "request_id"),
)

letters = table(
    "letters",
    ref("request_id", "requests"),
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
    ref("document_id", "documents", nullable=True),
    ref("pdf_id", "documents", nullable=True),
    ref("signed_id", "documents", nullable=True),
    Column("reason", Text),
    Column("template_sha256", String(64)),
    UniqueConstraint("series", "year", "serial"),
    Index(None, "request_id"),
    Index(None, "about"),
)

templates = table(
    "templates",
    Column("kind", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("state", String(10), nullable=False),
    Column("imported_by", String(100), nullable=False),
    moment("imported_at"),
    Column("approved_by", String(100)),
    moment("approved_at", nullable=True),
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

wrong_codes = table(
    "wrong_codes",
    Column("sender", BigInteger, nullable=False),
    moment("at"),
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
