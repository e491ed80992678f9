"""The template language: which variables are named, and that nothing but plain filling is asked for."""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from lxml import etree

from office.letters.environment import environment
from office.letters.lint.findings import Finding
from office.letters.lint.looks import paragraphs
from office.letters.lint.package import Package

FILTERS: Final = frozenset({"upper", "lower", "capitalize", "title", "trim", "length", "first", "last"})
PLAIN: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
)
"""Whatever is not here could compute, call, or fetch."""
TAG: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
MARKS: Final = ("{{", "}}", "{%", "%}", "{#", "#}")
STOPPED: Final = ("cannot be read", "is forbidden")
PROPERTIES: Final = "docProps/core.xml"


def wrong_words(package: Package, known: Collection[str], needed: Collection[str]) -> list[Finding]:
    """Unknown variables where they stand, forbidden words likewise, and what the letter would lose."""
    parts = {**package.texts(), **{name: t for name, t in package.trees.items() if name == PROPERTIES}}
    found = [finding for part, tree in parts.items() for finding in _unwhole(part, tree)]
    named: set[str] = set()
    for part, tree in () if found else parts.items():
        source = _Source(part, tree)
        try:
            parsed = environment().parse(source.patched)
        except TemplateSyntaxError as exc:
            found.append(source.at_line(exc.lineno, f"cannot be read: {exc.message}"))
            continue
        forbidden = [finding for wrong in dict.fromkeys(_forbidden(parsed)) for finding in source.at_word(*wrong)]
        names = set() if forbidden else find_undeclared_variables(parsed)  # which folds the tree as it goes
        named |= names
        unknown = [finding for name in sorted(names - set(known)) for finding in source.at_word(name, _unknown(name))]
        found += forbidden + unknown
    if any(finding.reason.startswith(STOPPED) for finding in found):
        return found  # what is not read may name what the rest does not
    return [*found, *(Finding("word/document.xml", _lost(name)) for name in sorted(set(needed) - named))]


def _unknown(name: str) -> str:
    return f"names {{{{ {name} }}}}, which this letter does not have"


def _lost(name: str) -> str:
    return f"does not name {{{{ {name} }}}}, so the letter would lose it"


def _unwhole(part: str, tree: Any) -> list[Finding]:
    """A tag must begin and end in the same paragraph."""
    rests = ((place, words, TAG.sub("", words)) for place, _, words in paragraphs(tree))
    return [
        Finding(part, f"cannot be read: {mark} stands alone, so a tag is not whole", place, words)
        for place, words, rest in rests
        for mark in MARKS
        if mark in rest
    ]


def _forbidden(parsed: nodes.Template) -> Iterator[tuple[str, str, int]]:
    """A word to find it by, what is wrong with it, and its line."""
    for node in parsed.find_all(nodes.Node):
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield node.attr, f"is forbidden: reaches for .{node.attr}", node.lineno
        elif isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.args or node.kwargs):
            allowed = ", ".join(sorted(FILTERS))
            yield node.name, f"is forbidden: uses the filter {node.name}; allowed are {allowed}", node.lineno
        elif isinstance(node, nodes.Call):
            word = str(getattr(node.node, "name", getattr(node.node, "attr", "")))
            yield word, f"is forbidden: calls {word}()", node.lineno
        elif not isinstance(node, PLAIN):
            yield "", f"is forbidden: computes ({type(node).__name__}); a template only fills in", node.lineno


class _Source:
    """One part as docxtpl hands it to Jinja: tags whole, each paragraph on its own line."""

    def __init__(self, part: str, tree: Any) -> None:
        self._part, self._paragraphs = part, [(place, words) for place, _, words in paragraphs(tree)]
        xml = etree.tostring(tree, encoding="unicode").replace("\n", " ")
        patched = DocxTemplate.patch_xml(None, xml)  # a method that asks nothing of its template
        self.patched: str = re.sub(r"<w:p([ >])", r"\n<w:p\1", patched)

    def at_word(self, word: str, reason: str, line: int = 0) -> list[Finding]:
        """At every paragraph with the word in a tag; by the line, or at the part alone, where none shows it."""
        places = [
            Finding(self._part, reason, place, words)
            for place, words in self._paragraphs
            if word and any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", tag) for tag in TAG.findall(words))
        ]
        return places or [self.at_line(line, reason)]

    def at_line(self, line: int, reason: str) -> Finding:
        """By the words of the line, sought among the paragraphs."""
        xml = ([*self.patched.splitlines(), ""][line - 1]) if line else ""
        said = re.sub(r"<[^>]+>", "", xml).strip()
        place = next((place for place, words in self._paragraphs if TAG.search(words) and words.strip() in said), 0)
        return Finding(self._part, reason, place, said)
