"""Findings go between the marks of a page, and nothing else of it is touched."""

from pathlib import Path


def put(page: Path, mark: str, found: str) -> None:
    before, _, rest = page.read_text(encoding="utf-8").partition(f"<!-- {mark} -->")
    after = rest.partition(f"<!-- /{mark} -->")[2]
    page.write_text(f"{before}<!-- {mark} -->\n\n{found}\n\n<!-- /{mark} -->{after}", encoding="utf-8")
