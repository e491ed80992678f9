"""The file as a package: what it may contain, and that nothing in it reaches outside."""

import io
import re
import zlib
from dataclasses import dataclass
from typing import Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx.oxml.ns import qn
from lxml import etree

from office.letters.lint.findings import Finding

PARTS_LIMIT: Final = 200
BYTES_LIMIT: Final = 20 * 1024 * 1024
MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTENT_TYPES: Final = "[Content_Types].xml"
ALLOWED: Final = re.compile(
    r"\[Content_Types\]\.xml|.*\.rels|docProps/.*\.xml|customXml/.*\.xml|word/media/[^/]+\.(png|jpe?g)"
    r"|word/(document|styles|numbering|settings|webSettings|fontTable|footnotes|endnotes|stylesWithEffects)\.xml"
    r"|word/(header|footer)\d*\.xml|word/theme/theme\d*\.xml|docProps/thumbnail\.jpe?g"
)
FORBIDDEN: Final = {
    "vbaproject": "holds macros",
    "oleobject": "embeds an object of another program",
    "embeddings": "embeds an object of another program",
    "activex": "embeds a control",
    "afchunk": "embeds another document",
    "package": "embeds an object of another program",
    "attachedtemplate": "is bound to another template",
    "subdocument": "reaches for another document",
    "control": "embeds a control",
    "frame": "reaches for another document",
    "mailmergesource": "reaches for a source of data",
    "comments": "holds comments; delete them",
    "people": "holds comments or tracked changes; delete or accept them, and save it anew",
}
"""By a word in the part's name or at the end of a relationship's type."""


class BadPackage(Exception):  # noqa: N818 - says what is so
    """The file is no DOCX that may be opened."""

    def __init__(self, said: str, part: str = "file") -> None:
        super().__init__(said)
        self.part = part


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of the file, those in XML also as trees."""

    names: tuple[str, ...]
    trees: dict[str, Any]

    def texts(self) -> dict[str, Any]:
        """The parts that print words: body, headers, footers, notes."""
        wanted = re.compile(r"word/(document|footnotes|endnotes|(header|footer)\d*)\.xml")
        return {name: tree for name, tree in self.trees.items() if wanted.fullmatch(name)}


def open_package(docx: bytes) -> Package:
    """Raises BadPackage."""
    try:
        with ZipFile(io.BytesIO(docx)) as package:
            infos = package.infolist()
            _check_size(infos)
            trees = {i.filename: _tree(i.filename, package.read(i)) for i in infos if _is_xml(i.filename)}
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, zlib.error) as exc:
        raise BadPackage(f"is no DOCX: {exc}") from exc
    if "word/document.xml" not in trees or CONTENT_TYPES not in trees:
        raise BadPackage("is no DOCX: a part of it is missing")
    return Package(tuple(info.filename for info in infos), trees)


def _check_size(infos: list[ZipInfo]) -> None:
    if len(infos) > PARTS_LIMIT:
        raise BadPackage(f"holds {len(infos)} parts, more than {PARTS_LIMIT}")
    if (size := sum(info.file_size for info in infos)) > BYTES_LIMIT:
        raise BadPackage(f"unpacks to {size} bytes, more than {BYTES_LIMIT}")
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise BadPackage("holds a part twice")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _tree(name: str, content: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as exc:
        raise BadPackage(f"is broken: {exc.msg}", name) from exc
    if tree.getroottree().docinfo.doctype:
        raise BadPackage("declares its own document type", name)
    return tree


def wrong_parts(package: Package) -> list[Finding]:
    """Macros, embedded objects, and everything that would be fetched from elsewhere."""
    return [*_wrong_names(package), *_wrong_types(package), *_wrong_relations(package), *_wrong_settings(package)]


def _wrong_names(package: Package) -> list[Finding]:
    return [
        Finding(name, _why(name.lower()) or "is no part of a plain letter; save it anew from Word as .docx")
        for name in package.names
        if not name.endswith("/") and not ALLOWED.fullmatch(name)
    ]


def _why(name: str) -> str:
    return next((why for word, why in FORBIDDEN.items() if word in name), "")


def _wrong_types(package: Package) -> list[Finding]:
    overrides = {e.get("PartName"): e.get("ContentType", "") for e in package.trees[CONTENT_TYPES]}
    main = overrides.get("/word/document.xml", "")
    return [] if main == MAIN else [Finding(CONTENT_TYPES, f"the file is a {main or 'riddle'}, no plain .docx")]


def _wrong_relations(package: Package) -> list[Finding]:
    found = []
    for name, tree in package.trees.items():
        for relation in tree if name.endswith(".rels") else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External":
                found.append(Finding(name, f"reaches outside the file ({kind} to {target})"))
            elif kind.lower() in FORBIDDEN:
                found.append(Finding(name, f"{FORBIDDEN[kind.lower()]} ({target})"))
    return found


def _wrong_settings(package: Package) -> list[Finding]:
    settings = package.trees.get("word/settings.xml")
    merge = None if settings is None else settings.find(qn("w:mailMerge"))
    return [] if merge is None else [Finding("word/settings.xml", "is set up for a mail merge")]
