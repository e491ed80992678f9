"""Every table of the register."""

from office.register.tables.columns import Key, UtcDateTime, metadata
from office.register.tables.letters import documents, letters, reservations, sequences, templates, wrong_codes
from office.register.tables.messages import awaited, cards, inbox, owed, topics
from office.register.tables.people import assignments, authenticators, invitations, opds, people, registrations, rooms
from office.register.tables.requests import (
    claims,
    clarifications,
    enquiries,
    events,
    held,
    items,
    reminders,
    requests,
    services,
    sheets,
    surveys,
)

__all__ = [
    "Key",
    "UtcDateTime",
    "assignments",
    "authenticators",
    "awaited",
    "cards",
    "claims",
    "clarifications",
    "documents",
    "enquiries",
    "events",
    "held",
    "inbox",
    "invitations",
    "items",
    "letters",
    "metadata",
    "opds",
    "owed",
    "people",
    "registrations",
    "reminders",
    "requests",
    "reservations",
    "rooms",
    "sequences",
    "services",
    "sheets",
    "surveys",
    "templates",
    "topics",
    "wrong_codes",
]
