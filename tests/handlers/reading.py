"""A message as its reader sees it."""

import html
import re


def seen(message: str) -> str:
    """The words without the markup, and what was escaped as it was typed."""
    return html.unescape(re.sub(r"<[^<>]*>", "", message))
