"""Bytes go to the store before the register hears of them."""

from office.files.store import Store
from office.register.documents import Stored


def keep(store: Store, name: str, kind: str, content: bytes) -> Stored:
    """Write the bytes down for a document that is still to be made of them; it waits for the disk."""
    return Stored(name, kind, len(content), store.put(content))
