"""Templates are filled and read where they can do no harm: in a child process with little time and memory."""

from functools import partial
from typing import Final

from office.child.children import Children
from office.child.limits import MB, Limits
from office.letters.check import check_template
from office.letters.context import AnyLetter
from office.letters.kinds import TemplateKind
from office.letters.render import render

MODULES: Final = ("office.letters.check",)
"""What the children have loaded before the first letter."""
LIMITS: Final = Limits(cpu=5, seconds=20, memory=512 * MB, answer=16 * MB)


async def render_safely(
    children: Children, letter: AnyLetter, template: bytes, emblem: bytes = b"", *, limits: Limits = LIMITS
) -> bytes:
    """The letter as DOCX. Raises ChildFailed with what the template language said, or that a limit was reached."""
    return await children.run(partial(render, letter, template, emblem), limits)


async def check_safely(children: Children, docx: bytes, kind: TemplateKind) -> list[str]:
    """What is wrong with the template, one line each. Raises ChildFailed when even that cannot be found out."""
    return await children.run(partial(check_template, docx, kind), LIMITS)
