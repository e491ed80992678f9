"""Writes letters with the templates that are active now."""

import asyncio
import hashlib
from dataclasses import dataclass

from office.child.children import Children
from office.child.limits import ChildFailed
from office.files.store import Store
from office.letters.context import AnyLetter
from office.letters.kinds import TemplateKind
from office.letters.render import shipped
from office.letters.safely import render_safely
from office.register import templates
from office.register.engine import Register
from office.sop.errors import VendorError


@dataclass(frozen=True, slots=True)
class Written:
    """A letter's DOCX, and the SHA-256 of the template that it was written with."""

    docx: bytes
    template: str


class Typesetter:
    """`emblem` is the picture at the head of the office's letters; empty where there is none."""

    def __init__(self, register: Register, store: Store, children: Children, emblem: bytes = b"") -> None:
        self._register, self._store, self._children, self._emblem = register, store, children, emblem

    async def write(self, letter: AnyLetter) -> Written:
        """Raises VendorError when the letter cannot be written with its template, LostFile when that is gone."""
        template = await self._template(letter.template)
        try:
            docx = await render_safely(self._children, letter, template, self._emblem)
        except ChildFailed as exc:
            raise VendorError("loket", f"template {letter.template}: {exc.said}", retry=True) from exc
        return Written(docx, hashlib.sha256(template).hexdigest())

    async def _template(self, kind: TemplateKind) -> bytes:
        """The office's own, or the shipped one."""
        own = await self._register.read(lambda tx: templates.active(tx, kind))
        if own is None:
            return await asyncio.to_thread(shipped, kind)
        return await asyncio.to_thread(self._store.get, own.sha256)
