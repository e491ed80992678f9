"""What a template must not hold, found without filling it: each finding named by part and paragraph."""

from collections.abc import Collection
from dataclasses import dataclass

from office.letters.lint.findings import Finding
from office.letters.lint.language import wrong_words
from office.letters.lint.looks import wrong_changes, wrong_fields, wrong_fonts
from office.letters.lint.package import BadPackage, open_package, wrong_parts

__all__ = ["Finding", "Words", "lint"]


@dataclass(frozen=True, slots=True)
class Words:
    """The variables of a letter: `known` may be named, `needed` must be, so that nothing is lost."""

    known: Collection[str]
    needed: Collection[str]


def lint(docx: bytes, words: Words) -> list[Finding]:
    """Return what is wrong with the template; empty when it may be filled."""
    try:
        package = open_package(docx)
    except BadPackage as bad:
        return [Finding(bad.part, str(bad))]
    return [
        *wrong_parts(package),
        *wrong_fields(package),
        *wrong_changes(package),
        *wrong_fonts(package),
        *wrong_words(package, words.known, words.needed),
    ]
