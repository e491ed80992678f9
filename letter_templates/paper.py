"""The paper of a letter: A4, the letterhead, the footer, and the packing into a file."""

import io
from datetime import UTC, datetime
from typing import Final

import docx
from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm

from letter_templates.canonical import canonical
from letter_templates.looks import TEXT_WIDTH, set_looks
from letter_templates.tables import set_table

MADE_ON: Final = datetime(2026, 1, 1, tzinfo=UTC)
# The left column waits for the office's emblem (2.5 cm high); the right one keeps the names on the page's centre.
KOP_COLUMNS: Final = (2.2, TEXT_WIDTH - 4.4, 2.2)
UNWANTED_PARTS: Final = ("customXml", "thumbnail", "stylesWithEffects")


def blank(title: str, *, of_applicant: bool = False) -> Document:
    """An empty letter on the office's paper, or on the plain one of an OPD that applies."""
    letter = docx.Document()
    set_looks(letter)
    section = letter.sections[0]
    _set_page(section)
    for part in (section.first_page_header, section.header, section.first_page_footer, section.footer):
        part.is_linked_to_previous = False
    _write_page_number(section.header)
    if of_applicant:
        _write_plain_letterhead(section.first_page_header)
    else:
        _write_letterhead(section.first_page_header)
        for footer in (section.first_page_footer, section.footer):
            footer.paragraphs[0].text, footer.paragraphs[0].style = "{{ kaki }}", "Kaki"
    _set_compatibility(letter)
    _set_properties(letter, title)
    return letter


def packed(letter: Document) -> bytes:
    """The letter as a file with equal bytes for equal content."""
    for package in (letter.part.package, letter.part):
        for key, relation in list(package.rels.items()):
            if any(part in relation.reltype for part in UNWANTED_PARTS):
                del package.rels[key]
    stream = io.BytesIO()
    letter.save(stream)
    return canonical(stream.getvalue())


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3.0), Cm(2.0)
    section.top_margin, section.bottom_margin = Cm(2.0), Cm(2.5)
    section.header_distance, section.footer_distance = Cm(0.8), Cm(1.0)
    section.different_first_page_header_footer = True


def _write_letterhead(header: BlockItemContainer) -> None:
    rule = header.paragraphs[0]
    kop = header.add_table(1, 3, Cm(TEXT_WIDTH))
    set_table(kop, KOP_COLUMNS)
    emblem, names, mark = kop.rows[0].cells
    emblem.paragraphs[0].text, emblem.paragraphs[0].style = "{{ lambang }}", "Kop Lambang"
    _write_names(names, "{{ dinas }}")
    names.add_paragraph("{{ alamat }}", style="Kop Alamat")
    names.add_paragraph("Laman: {{ laman }}   Pos-el: {{ pos_el }}", style="Kop Alamat")
    mark.paragraphs[0].style = "Kop Konsep"
    mark.paragraphs[0].add_run("{{ konsep }}", style="Cap Konsep")
    # Word demands a paragraph after a table; this one carries the double rule.
    kop._tbl.addnext(rule._p)  # noqa: SLF001 - python-docx has no public way to reorder
    rule.style = "Kop Garis"


def _write_plain_letterhead(header: BlockItemContainer) -> None:
    _write_names(header, "{{ perangkat_daerah }}")
    for text in ("{%p if alamat %}", "{{ alamat }}", "{%p endif %}"):
        header.add_paragraph(text, style="Kop Alamat")
    header.add_paragraph(style="Kop Garis")


def _write_names(kop: BlockItemContainer, agency: str) -> None:
    kop.paragraphs[0].text, kop.paragraphs[0].style = "{{ pemerintah }}", "Kop Pemerintah"
    kop.add_paragraph(agency, style="Kop Dinas")


def _write_page_number(header: BlockItemContainer) -> None:
    """On the second page and later: `- 2 -` at the top, instead of the letterhead."""
    number = header.paragraphs[0]
    number.style = "Nomor Halaman"
    number.add_run("- ")
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    number._p.append(parse_xml(field))  # noqa: SLF001
    number.add_run(" -")


def _set_compatibility(letter: Document) -> None:
    """Word 2013 and later lays it out in its own way, without the bar that says compatibility mode."""
    settings = letter.settings.element
    for name in ("w:proofState", "w:savePreviewPicture", "w:rsids"):
        settings.remove(settings.find(qn(name)))
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    zoom = settings.find(qn("w:zoom"))
    zoom.set(qn("w:percent"), "100")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "id-ID")


def _set_properties(letter: Document, title: str) -> None:
    properties = letter.core_properties
    properties.title, properties.author, properties.comments = title, "Loket", ""
    properties.language, properties.revision = "id-ID", 1
    properties.created = properties.modified = MADE_ON
    properties.last_modified_by = "Loket"
