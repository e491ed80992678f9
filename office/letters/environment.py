"""The template language as letters speak it."""

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment


def environment() -> ImmutableSandboxedEnvironment:
    """Whoever edits a template in Word must not thereby run code on the server, nor lose a field silently."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
