"""Fields that would act by themselves, changes not yet decided, and fonts that the office's paper does not know."""

from collections.abc import Iterator
from typing import Any, Final

from docx.oxml.ns import qn

from office.letters.lint.findings import Finding
from office.letters.lint.package import Package

FIELDS: Final = frozenset({"PAGE", "NUMPAGES"})
FONTS: Final = frozenset({"Arial", "Symbol"})
CHANGES: Final = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange")
LATIN: Final = ("ascii", "hAnsi")
THEMED: Final = ("asciiTheme", "hAnsiTheme")


def paragraphs(tree: Any) -> Iterator[tuple[int, Any, str]]:
    """Each paragraph of a part with its place, counted from 1, and its own words."""
    for place, paragraph in enumerate(tree.iter(qn("w:p")), start=1):
        yield place, paragraph, "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def wrong_fields(package: Package) -> list[Finding]:
    """DDE runs programs, INCLUDE fetches files, MACROBUTTON does both; only page numbers are let in."""
    return [
        Finding(part, f"the field {instruction.split()[0]} is not allowed", place, words)
        for part, tree in package.texts().items()
        for place, paragraph, words in paragraphs(tree)
        for instruction in _instructions(paragraph)
        if instruction.split()[0].upper() not in FIELDS
    ]


def _instructions(paragraph: Any) -> list[str]:
    """Simple fields each by itself; those spread over runs by what stands between begin and separator."""
    said = [field.get(qn("w:instr"), "") for field in paragraph.iter(qn("w:fldSimple"))]
    spread = ""
    for element in paragraph.iter(qn("w:fldChar"), qn("w:instrText")):
        if element.tag == qn("w:instrText"):
            spread += element.text or ""
        elif spread:
            said.append(spread)
            spread = ""
    return [instruction for instruction in [*said, spread] if instruction.strip()]


def wrong_changes(package: Package) -> list[Finding]:
    """A tracked change shows in some programs and not in others, so that people would not see the same letter."""
    return [
        Finding(part, "holds a tracked change; accept or reject it", place, words)
        for part, tree in package.texts().items()
        for place, paragraph, words in paragraphs(tree)
        if next(paragraph.iter(*(qn(name) for name in CHANGES)), None) is not None
    ]


def wrong_fonts(package: Package) -> list[Finding]:
    """Another font moves every line on a machine that does not have it."""
    theme = _theme_fonts(package)
    wrong = [
        Finding(part, f"uses the font {font}; letters are set in Arial", place, words)
        for part, tree in package.texts().items()
        for place, paragraph, words in paragraphs(tree)
        for font in sorted(_fonts(paragraph, theme) - FONTS)
    ]
    return [*wrong, *_wrong_styles(package, theme), *_wrong_lists(package, theme)]


def _wrong_styles(package: Package, theme: dict[str, str]) -> list[Finding]:
    tree = package.trees.get("word/styles.xml")
    if tree is None:
        return [Finding("word/styles.xml", "is missing")]
    used = _used_styles(package, tree)
    return [
        Finding("word/styles.xml", f"{_called(style)} uses the font {font}; letters are set in Arial")
        for style in tree
        if style.tag != qn("w:style") or style.get(qn("w:styleId")) in used
        for font in sorted(_fonts(style, theme) - FONTS)
    ]


def _called(style: Any) -> str:
    name = style.find(qn("w:name"))
    return f"the style {name.get(qn('w:val'))}" if name is not None else "the default of all styles"


def _used_styles(package: Package, styles: Any) -> set[str]:
    """Those that some paragraph, run or table has, those of whom has none, and what all of these are based on."""
    of = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    tags = [qn(name) for name in ("w:pStyle", "w:rStyle", "w:tblStyle")]
    wanted = {used.get(qn("w:val")) for tree in package.texts().values() for used in tree.iter(*tags)}
    wanted |= {name for name, style in of.items() if style.get(qn("w:default"))}
    found: set[str] = set()
    while wanted - found:
        found |= wanted
        bases = [of[name].find(qn("w:basedOn")) for name in found if name in of]
        wanted = {base.get(qn("w:val")) for base in bases if base is not None}
    return found


def _wrong_lists(package: Package, theme: dict[str, str]) -> list[Finding]:
    """Word lays out nine levels for every list; letters use the first."""
    tree = package.trees.get("word/numbering.xml")
    levels = () if tree is None else (lvl for lvl in tree.iter(qn("w:lvl")) if lvl.get(qn("w:ilvl")) == "0")
    return [
        Finding("word/numbering.xml", f"a list uses the font {font}; letters are set in Arial")
        for level in levels
        for font in sorted(_fonts(level, theme) - FONTS)
    ]


def _fonts(element: Any, theme: dict[str, str]) -> set[str]:
    fonts = set()
    for given in element.iter(qn("w:rFonts")):
        fonts |= {given.get(qn(f"w:{script}")) for script in LATIN}
        fonts |= {theme.get(given.get(qn(f"w:{script}"))) for script in THEMED}
    fonts |= {latin.get("typeface") for latin in element.iter(qn("a:latin"))}
    return fonts - {None, ""}


def _theme_fonts(package: Package) -> dict[str, str]:
    """What `minorHAnsi` and its like stand for; a theme that is not there stands for itself."""
    names = ("minorHAnsi", "minorAscii", "majorHAnsi", "majorAscii")
    fonts = {name: name for name in names}
    for part, tree in package.trees.items():
        for size in ("minor", "major") if part.startswith("word/theme/") else ():
            for latin in tree.iterfind(f".//{qn(f'a:{size}Font')}/{qn('a:latin')}"):
                fonts |= {name: latin.get("typeface", name) for name in names if name.startswith(size)}
    return fonts
