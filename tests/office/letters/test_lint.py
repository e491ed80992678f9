"""What an edit in Word has broken, or was meant to break, is named before any letter is written with it."""

import io
from zipfile import ZipFile

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from office.letters.check import check_template
from office.letters.kinds import TemplateKind
from office.letters.render import shipped
from tests.office.letters.templates import APPROVAL, opened, paragraph, part, saved, with_parts, with_words

RELATIONS = "word/_rels/document.xml.rels"
BODY = "word/document.xml"


def test_the_templates_of_the_repository_are_sound() -> None:
    assert {kind: check_template(shipped(kind), kind) for kind in TemplateKind} == {kind: [] for kind in TemplateKind}


def test_an_unknown_variable_is_named_by_part_and_paragraph() -> None:
    unknown, lost = check_template(with_words("{{ nama }}", "{{ nama_kadis }}"), APPROVAL)

    assert unknown.startswith("word/document.xml, paragraph ")
    assert unknown.endswith("“{{ nama_kadis }}”: names {{ nama_kadis }}, which this letter does not have")
    assert lost == "word/document.xml: does not name {{ nama }}, so the letter would lose it"


def test_an_unknown_variable_in_the_letterhead_is_named_there() -> None:
    document = opened()
    document.sections[0].first_page_header.tables[0].rows[0].cells[1].paragraphs[2].text = "{{ jalan }}"

    unknown, lost = check_template(saved(document), APPROVAL)

    assert unknown.startswith("word/header")
    assert "{{ jalan }}, which this letter does not have" in unknown
    assert "{{ alamat }}" in lost


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ("{{ nama.__class__.__mro__ }}", "reaches for .__class__"),
        ('{{ cycler.__init__.__globals__.os.popen("id").read() }}', "calls popen()"),
        ("{{ nama | samar }}", "uses the filter samar"),
        ("{{ nama | center(9) }}", "uses the filter center"),
        ('{{ "a" * 50000000 ~ nama }}', "computes (Mul)"),
        ("{{ range(99999) }}{{ nama }}", "calls range()"),
        ("{{ nama }}{% set x = 1 %}", "computes (Assign)"),
        ('{{ nama }}{% include "x" %}', "computes (Include)"),
        ("{{ nama[0] }}", "computes (Getitem)"),
    ],
)
def test_whatever_would_compute_or_call_is_refused(tag: str, named: str) -> None:
    assert any(named in line for line in check_template(with_words("{{ nama }}", tag), APPROVAL))


def test_a_forbidden_word_is_named_by_its_paragraph() -> None:
    (line,) = check_template(with_words("{{ nama }}", "{{ nama }}{{ nama.__class__ }}"), APPROVAL)

    assert ", paragraph " in line
    assert "“{{ nama }}{{ nama.__class__ }}”" in line


@pytest.mark.parametrize("tag", ["{% if nama %}", "{{ nama", "{{ }}"])
def test_a_tag_that_is_not_whole_is_named(tag: str) -> None:
    (line,) = check_template(with_words("{{ nama }}", tag), APPROVAL)

    assert ", paragraph " in line
    assert "cannot be read" in line


def test_a_mark_that_would_stay_in_the_letter_is_named() -> None:
    (line,) = check_template(with_words("{{ nama }}", "{{ nama }} }}"), APPROVAL)

    assert line.endswith("“{{ nama }} }}”: cannot be read: }} stands alone, so a tag is not whole")


def test_a_variable_of_another_letter_is_unknown() -> None:
    lines = check_template(shipped(TemplateKind.REJECTION), TemplateKind.APPROVAL_HOSTING)

    assert any("names {{ alasan }}, which this letter does not have" in line for line in lines)


def test_a_picture_from_elsewhere_is_refused() -> None:
    document = opened()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    document.part.relate_to("http://127.0.0.1:8765/x.png", kind, is_external=True)

    assert check_template(saved(document), APPROVAL) == [
        f"{RELATIONS}: reaches outside the file (image to http://127.0.0.1:8765/x.png)"
    ]


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("oleObject", "embeds an object of another program"),
        ("aFChunk", "embeds another document"),
        ("attachedTemplate", "is bound to another template"),
    ],
)
def test_an_embedded_thing_is_refused(kind: str, why: str) -> None:
    namespace = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    added = b'<Relationship Id="rX" Type="' + namespace + kind.encode() + b'" Target="x.bin"/></Relationships>'

    lines = check_template(with_parts({RELATIONS: part(RELATIONS).replace(b"</Relationships>", added)}), APPROVAL)

    assert lines == [f"{RELATIONS}: {why} (x.bin)"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("word/vbaProject.bin", "holds macros"),
        ("word/embeddings/oleObject1.bin", "embeds an object of another program"),
        ("word/activeX/activeX1.xml", "embeds a control"),
        ("word/comments.xml", "holds comments; delete them"),
        ("word/media/image1.emf", "is no part of a plain letter"),
    ],
)
def test_a_part_that_no_letter_needs_is_refused(name: str, why: str) -> None:
    (line,) = check_template(with_parts({name: b"<x/>"}), APPROVAL)

    assert line.startswith(f"{name}: {why}")


def test_a_document_with_macros_is_refused_whatever_it_is_called() -> None:
    types = part("[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )

    (line,) = check_template(with_parts({"[Content_Types].xml": types}), APPROVAL)

    assert "macroEnabled" in line


@pytest.mark.parametrize("field", ['DDEAUTO c:\\\\cmd "/k calc"', 'INCLUDETEXT "c:/x"', "MACROBUTTON x y"])
def test_a_field_that_acts_by_itself_is_named_by_its_paragraph(field: str) -> None:
    document = opened()
    runs = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{field[:2]}</w:instrText>",
            f"<w:instrText>{field[2:]}</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        paragraph(document, "{{ nama }}")._p.append(run)

    (line,) = check_template(saved(document), APPROVAL)

    assert ", paragraph " in line
    assert f"the field {field.split(maxsplit=1)[0]} is not allowed" in line


def test_another_font_is_named_by_its_paragraph() -> None:
    document = opened()
    paragraph(document, "{{ nama }}").runs[0].font.name = "Comic Sans MS"

    (line,) = check_template(saved(document), APPROVAL)

    assert line.endswith("“{{ nama }}”: uses the font Comic Sans MS; letters are set in Arial")


def test_another_font_in_a_style_is_named_by_its_style() -> None:
    document = opened()
    document.styles["Surat Isi"].font.name = "Calibri"

    assert check_template(saved(document), APPROVAL) == [
        "word/styles.xml: the style Surat Isi uses the font Calibri; letters are set in Arial"
    ]


def test_a_font_of_a_style_that_nothing_has_does_no_harm() -> None:
    document = opened()
    document.styles.add_style("Judul Lama", WD_STYLE_TYPE.PARAGRAPH).font.name = "Calibri"

    assert check_template(saved(document), APPROVAL) == []


def test_what_word_does_to_a_letter_that_it_saves_is_accepted() -> None:
    """Tags split over runs, other sizes, bold, own widths: all that an office may change."""
    document = opened()
    name = paragraph(document, "{{ nama }}")
    name.text = "{"
    name.add_run("{ na").bold = True
    name.add_run("ma }").font.size = Pt(13)
    name.add_run("}")

    assert check_template(saved(document), APPROVAL) == []


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_docx_is_reported(content: bytes) -> None:
    (line,) = check_template(content, APPROVAL)

    assert line.startswith("file: is no DOCX")


def test_a_part_with_its_own_entities_is_refused() -> None:
    body = part(BODY).replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document', 1)

    (line,) = check_template(with_parts({BODY: body}), APPROVAL)

    assert line == f"{BODY}: declares its own document type"


def test_a_file_that_unpacks_to_more_than_it_may_is_refused() -> None:
    (line,) = check_template(with_parts({"word/media/image1.png": bytes(21 * 1024 * 1024)}), APPROVAL)

    assert "more than 20971520" in line


def test_a_broken_part_is_named() -> None:
    (line,) = check_template(with_parts({"word/styles.xml": b"<w:styles"}), APPROVAL)

    assert line.startswith("word/styles.xml: is broken")


def test_a_damaged_file_is_reported() -> None:
    whole = with_parts({})
    begin = whole.index(BODY.encode()) + len(BODY) + 8

    (line,) = check_template(whole[:begin] + b"\xff" * 8 + whole[begin + 8 :], APPROVAL)

    assert line.startswith("file: is no DOCX")


def test_a_missing_body_is_reported() -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", part("[Content_Types].xml"))

    (line,) = check_template(stream.getvalue(), APPROVAL)

    assert line == "file: is no DOCX: a part of it is missing"


def test_a_tracked_change_is_named_by_its_paragraph() -> None:
    document = opened()
    change = f'<w:ins {nsdecls("w")} w:id="1" w:author="Ani"><w:r><w:t> baru</w:t></w:r></w:ins>'
    paragraph(document, "{{ nama }}")._p.append(parse_xml(change))

    (line,) = check_template(saved(document), APPROVAL)

    assert line.endswith("“{{ nama }} baru”: holds a tracked change; accept or reject it")
