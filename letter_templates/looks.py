"""How each named style of the letters looks. Sizes in points, places in centimetres from the left margin."""

from dataclasses import dataclass
from typing import Final, Literal, cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

FONT: Final = "Arial"
TEXT_WIDTH: Final = 16.0
KEPT_STYLES: Final = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}

Side = Literal["left", "centre", "right", "both"]
SIDES: Final[dict[Side, WD_ALIGN_PARAGRAPH]] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one edge of the paragraph, `size` in eighths of a point."""

    edge: Literal["top", "bottom"]
    kind: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One paragraph style. `first` is relative to `left`, negative hangs; `keep` holds it to the next one."""

    name: str
    size: float = 12
    bold: bool = False
    side: Side = "left"
    left: float = 0
    first: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 1.0
    keep: bool = False
    tabs: tuple[float, ...] = ()
    date: float = 0
    numbered: bool = False
    exact: float = 0
    rule: Rule | None = None


BODY: Final = 1.05
NOMOR_TABS: Final = (2.3, 2.6)

LOOKS: Final = (
    # Names of the pemda and of the dinas stand 3 : 4, capitals come from the text.
    Look(name="Kop Lambang", size=9),
    Look(name="Kop Pemerintah", size=12, side="centre"),
    Look(name="Kop Dinas", size=16, bold=True, side="centre", after=2),
    Look(name="Kop Alamat", size=9, side="centre"),
    Look(name="Kop Garis", exact=5, rule=Rule("bottom", "thickThinSmallGap", 24)),
    Look(name="Kop Konsep", size=10, bold=True, side="right"),
    Look(name="Nomor Halaman", side="centre", after=12),
    Look(name="Judul", size=14, bold=True, side="centre", before=14, keep=True),
    Look(name="Judul Nomor", side="centre", after=12, keep=True),
    Look(name="Surat Tanggal", side="right", before=10, keep=True),
    Look(name="Surat Nomor Pertama", left=2.6, first=-2.6, before=10, tabs=NOMOR_TABS, date=TEXT_WIDTH, keep=True),
    Look(name="Surat Nomor", left=2.6, first=-2.6, right=5.2, tabs=NOMOR_TABS, keep=True),
    Look(name="Surat Yth", left=1.0, first=-1.0, before=10, tabs=(1.0,), keep=True),
    Look(name="Surat Tempat", keep=True),
    Look(name="Surat Kota", left=1.0, keep=True),
    Look(name="Surat Pembuka", side="both", first=1.25, before=10, after=3, line=BODY, keep=True),
    Look(name="Surat Isi", side="both", first=1.25, before=6, line=BODY),
    Look(name="Surat Pengantar", side="both", first=1.25, before=6, after=3, line=BODY, keep=True),
    Look(name="Surat Sambungan", side="both", before=6, after=3, line=BODY, keep=True),
    Look(name="Surat Penutup", side="both", first=1.25, before=6, line=BODY, keep=True),
    Look(name="Rincian", left=6.0, first=-4.75, line=BODY, tabs=(5.65, 6.0), keep=True),
    Look(name="Rincian Akhir", left=6.0, first=-4.75, line=BODY, tabs=(5.65, 6.0)),
    Look(name="Rincian Lebar", left=7.0, first=-5.75, line=BODY, tabs=(6.65, 7.0), keep=True),
    Look(name="Butir", left=2.0, first=-0.75, before=2, line=BODY, numbered=True),
    Look(name="Alasan", side="both", left=1.25, before=3, line=BODY),
    Look(name="Tabel Kepala", size=11, bold=True, side="centre", before=3, after=3, keep=True),
    Look(name="Tabel Nomor", size=11, side="centre", before=2, after=2),
    Look(name="Tabel Isi", size=11, before=2, after=2),
    Look(name="Tabel Isian", size=11, left=3.1, first=-3.1, before=2, after=2, tabs=(2.8, 3.1)),
    Look(name="Tabel Pilihan", size=11, left=0.8, first=-0.8, before=2, after=2, tabs=(0.8,)),
    Look(name="TTD Jabatan", keep=True),
    # The place for the hand: 50 pt before the name instead of empty lines, which editors lose.
    Look(name="TTD Nama", bold=True, before=50, keep=True),
    Look(name="TTD", keep=True),
    Look(name="Bukti Gambar", size=7.5, after=8, keep=True),
    Look(name="Bukti Teks", size=7.5, keep=True),
    Look(name="Sela", size=1, exact=1, keep=True),
    Look(name="Tembusan Judul", size=10, before=10, keep=True),
    Look(name="Tembusan", size=10, left=0.6, first=-0.6, keep=True, numbered=True),
    Look(name="Kaki", size=7.5, side="centre", rule=Rule("top", "single", 4)),
)  # fmt: skip

MARKS: Final = ("Kotak", "Cap Konsep")
"""Character styles: a box around a tick, and the mark of a letter that has no number yet."""


def set_looks(document: Document) -> None:
    """Replace the styles of the blank document by the office's own."""
    _set_defaults(document)
    for style in list(document.styles):
        if style.name not in KEPT_STYLES:
            style.delete()
    numbered = [look for look in LOOKS if look.numbered]
    _set_lists(document, numbered)
    for look in LOOKS:
        style = _add_style(document, look)
        if look.rule:
            _draw(style, look.rule)
        if look.numbered:
            _number(style, numbered.index(look) + 1)
    for name in MARKS:
        _add_mark(document, name)


def _set_defaults(document: Document) -> None:
    """Make every character Arial 12 in Indonesian, so that Word does not underline it as English."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    defaults = parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles = document.styles.element
    styles.replace(styles.find(qn("w:docDefaults")), defaults)


def _add_style(document: Document, look: Look) -> ParagraphStyle:
    style = cast("ParagraphStyle", document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size, style.font.bold = Pt(look.size), look.bold
    _set_paragraph(style, look)
    return style


def _add_mark(document: Document, name: str) -> None:
    """A framed run: unlike a framed paragraph it leaves nothing behind when it is empty."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    frame = f'<w:bdr {nsdecls("w")} w:val="single" w:sz="6" w:space="0" w:color="auto"/>'
    style.element.get_or_add_rPr().append(parse_xml(frame))


def _set_paragraph(style: ParagraphStyle, look: Look) -> None:
    shape = style.paragraph_format
    shape.alignment = SIDES[look.side]
    shape.left_indent, shape.first_line_indent = Cm(look.left), Cm(look.first)
    shape.right_indent = Cm(look.right)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = Pt(look.exact) if look.exact else look.line
    shape.keep_with_next, shape.widow_control = look.keep, True
    for place in look.tabs:
        shape.tab_stops.add_tab_stop(Cm(place))
    if look.date:
        shape.tab_stops.add_tab_stop(Cm(look.date), WD_TAB_ALIGNMENT.RIGHT)


def _set_lists(document: Document, looks: list[Look]) -> None:
    """Give each numbered style its own list, so that each starts at 1 without anybody restarting it in Word."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for key, look in enumerate(looks, start=1):
        style_id = look.name.replace(" ", "")
        numbering.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style_id}"/>'
                '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
            )
        )
    for key in range(1, len(looks) + 1):
        link = f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'
        numbering.append(parse_xml(link))


def _number(style: ParagraphStyle, key: int) -> None:
    number = OxmlElement("w:numId")
    number.set(qn("w:val"), str(key))
    style.element.get_or_add_pPr().get_or_add_numPr().append(number)


def _draw(style: ParagraphStyle, rule: Rule) -> None:
    line = f'<w:{rule.edge} w:val="{rule.kind}" w:sz="{rule.size}" w:space="1" w:color="auto"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    style.element.get_or_add_pPr().insert_element_before(border, "w:tabs", "w:spacing", "w:ind", "w:jc")
