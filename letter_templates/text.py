"""A template as text, so that Git shows what has changed: every part, style and paragraph, a line each.

`python -m letter_templates.text` writes it beside each template; `… FILE` prints it, as Git's textconv.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

from docx.oxml.ns import qn
from lxml import etree

HERE: Final = Path(__file__).parent
PRINTED: Final = re.compile(r"word/((header|footer)\d*|document|footnotes)\.xml")
KEPT: Final = ("w:rPr", "w:pPr")


def as_text(docx: bytes) -> str:
    """The same for equal templates."""
    with ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in sorted(package.namelist())}
    lines = [line for name, content in parts.items() if PRINTED.fullmatch(name) for line in _paragraphs(name, content)]
    styles = list(_styles(parts["word/styles.xml"]))
    media = [f"{name}\t{len(content)} bytes" for name, content in parts.items() if name.startswith("word/media/")]
    return "\n".join([*lines, *media, *styles]) + "\n"


def _tree(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False))


def _paragraphs(name: str, content: bytes) -> Iterator[str]:
    for paragraph in _tree(content).iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        text = "".join("\t" if e.tag == qn("w:tab") else e.text or "" for e in paragraph.iter(qn("w:t"), qn("w:tab")))
        yield f"{name}\t{style.get(qn('w:val')) if style is not None else '-'}\t{text}"


def _styles(content: bytes) -> Iterator[str]:
    for style in _tree(content).iter(qn("w:style")):
        looks = " ".join(_looks(part) for part in style if part.tag in {qn(name) for name in KEPT})
        yield f"style\t{style.find(qn('w:name')).get(qn('w:val'))}\t{looks}".rstrip()


def _looks(element: Any) -> str:
    """`sz=24 jc=both spacing(before=120 after=60)` and the like."""
    said = []
    for child in element:
        given = {etree.QName(name).localname: value for name, value in child.attrib.items()}
        inner = _looks(child) or " ".join(f"{name}={value}" for name, value in given.items())
        said.append(f"{etree.QName(child).localname}({inner})" if inner else etree.QName(child).localname)
    return " ".join(said)


def main() -> None:
    if len(sys.argv) > 1:
        sys.stdout.write(as_text(Path(sys.argv[1]).read_bytes()))
        return
    for template in sorted(HERE.glob("*.docx")):
        template.with_name(f"{template.name}.txt").write_text(as_text(template.read_bytes()), encoding="utf-8")


if __name__ == "__main__":
    main()
