"""Files as applicants send them, and as nobody should. All are made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from itertools import accumulate
from typing import Final

import docx
import img2pdf
import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

LIMIT: Final = 1_000_000
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
TURNED_RIGHT: Final = 6


def a_pdf(pages: int = 1, edit: Callable[[Pdf], None] | None = None) -> bytes:
    """A plain PDF, with all that can be in object streams hidden in them."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    if edit:
        edit(pdf)
    return _saved(pdf)


def _saved(pdf: Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    stream = io.BytesIO()
    pdf.save(
        stream,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        encryption=encryption or False,
        stream_decode_level=None if encryption else pikepdf.StreamDecodeLevel.none,  # packed streams stay as they are
        deterministic_id=not encryption,
    )
    return stream.getvalue()


def a_locked_pdf(*, owner: str, user: str) -> bytes:
    pdf = Pdf.new()
    pdf.add_blank_page()
    return _saved(pdf, pikepdf.Encryption(owner=owner, user=user))


def open_with_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS="app.alert(1)"))


def launch_when_shown(pdf: Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F="cmd.exe"))


def launch_from_a_link(pdf: Pdf) -> None:
    action = Dictionary(S=Name.GoTo, Next=Array([Dictionary(S=Name.Launch, F="cmd.exe")]))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def launch_by_an_indirect_name(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=pdf.make_indirect(Name.Launch))


def carry_a_file(pdf: Pdf) -> None:
    pdf.attachments["inside.exe"] = b"MZ"


def send_a_form(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.SubmitForm, F="https://example.invalid")


def open_another_file(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoToR, F="other.pdf")


def bring_xfa(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


def launch_from_a_screen(pdf: Pdf) -> None:
    """An action in an action in an annotation's additional actions, all of them direct."""
    deep = Dictionary(S=Name.Named, N=Name.NextPage, Next=Dictionary(S=Name.Launch, F="cmd.exe"))
    screen = Dictionary(Type=Name.Annot, Subtype=Name.Screen, AA=Dictionary(E=deep))
    pdf.pages[0].obj.Annots = Array([screen])


def script_among_names(pdf: Pdf) -> None:
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))


def attach_to_a_page(pdf: Pdf) -> None:
    file = Dictionary(Type=Name.Filespec, F="inside.exe", EF=Dictionary(F=pdf.make_stream(b"MZ")))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, FS=file)])


def play_a_film(pdf: Pdf) -> None:
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia)])


def unpack_without_end(pdf: Pdf) -> None:
    """Some hundred bytes of page that unpack to sixty million, by two filters."""
    packed = zlib.compress(zlib.compress(b" " * 60_000_000))
    pdf.pages[0].obj.Contents = _as_packed(pdf, packed, Array([Name.FlateDecode, Name.FlateDecode]))


def unpack_without_end_in_a_form(pdf: Pdf) -> None:
    form = _as_packed(pdf, zlib.compress(b" " * 60_000_000), Name.FlateDecode, Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 595, 842])
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/F Do")


def show_a_picture_of_billions(pdf: Pdf) -> None:
    image = _as_packed(pdf, zlib.compress(b" "), Name.FlateDecode, Type=Name.XObject, Subtype=Name.Image)
    image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = 60_000, 60_000, Name.DeviceRGB, 8
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=image))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")


def speak_without_end(pdf: Pdf) -> None:
    """Fifteen million bytes of page, which are taken, but whose words nobody waits for."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 12 Tf " + b"1 0 0 1 9 9 Tm (Nomor) Tj " * 570_000 + b"ET")


def _as_packed(pdf: Pdf, packed: bytes, filters: Name | Array, **entries: pikepdf.Object) -> pikepdf.Stream:
    stream = pdf.make_stream(b"", **entries)
    stream.write(packed, filter=filters)
    return stream


def link_to_a_site(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://example.go.id")
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])


def go_to_the_first_page(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def a_spelled_out_script() -> bytes:
    """`/JavaScript` written with a hexadecimal letter, as no search for bytes finds it."""
    return a_classic_pdf(b"/OpenAction << /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>")


def a_classic_pdf(root: bytes = b"") -> bytes:
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    )
    body, places = b"%PDF-1.7\n", []
    for key, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (key, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 4\n0000000000 65535 f \n%strailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(body),
    )


def a_packed_pdf(*, spare: int = 0, spaces: int = 0) -> bytes:
    """One page in an object stream, with spare objects nobody needs and spaces that pack to nothing."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *([b"[]"] * spare),
    ]
    starts = [0, *accumulate(len(content) + 1 for content in objects)]
    index = b"".join(b"%d %d " % (key, start) for key, start in zip(range(1, len(starts)), starts, strict=False))
    packed = zlib.compress(index + b" ".join(objects) + b" " * spaces)
    own = len(objects) + 1
    body = (
        b"%%PDF-1.7\n%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n"
        % (own, len(objects), len(index), len(packed))
        + packed
        + b"\nendstream\nendobj\n"
    )
    entries = [(0, 0, 65535), *((2, own, place) for place in range(len(objects))), (1, 9, 0), (1, len(body), 0)]
    table = zlib.compress(b"".join(struct.pack(">BIH", kind, place, extra & 0xFFFF) for kind, place, extra in entries))
    return body + (
        b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
        b"%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
    ) % (own + 1, own + 2, len(table), table, len(body))


def an_image(kind: str = "JPEG", size: tuple[int, int] = (1000, 700), mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, kind)
    return stream.getvalue()


def a_scan(size: tuple[int, int], page_mm: tuple[int, int] = (210, 297)) -> bytes:
    """A PDF as scanners make it: a picture as large as the page."""
    width, height = (img2pdf.mm_to_pt(side) for side in page_mm)
    layout = img2pdf.get_layout_fun((width, height), fit=img2pdf.FitMode.fill)
    pdf: bytes = img2pdf.convert(an_image("JPEG", size), layout_fun=layout, engine=img2pdf.Engine.internal)
    return pdf


def a_letter(*lines: str) -> bytes:
    """A typed PDF: each line of text stands where a word processor would put it."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F=font))
    shown = (b"1 0 0 1 50 %d Tm (%s) Tj" % (790 - 14 * row, line.encode("latin-1")) for row, line in enumerate(lines))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"BT /F 10 Tf " + b"\n".join(shown) + b" ET")
    return _saved(pdf)


def a_word_file() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def a_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("inside.exe", b"MZ")
    return stream.getvalue()


def a_zip_in_a_pdf() -> bytes:
    """Opens as either: PDF readers look at the begin, ZIP readers at the end, whose comment ends as a PDF does."""
    stream = io.BytesIO(a_pdf())
    with zipfile.ZipFile(stream, "a") as parts:
        parts.writestr("inside.exe", b"MZ")
        parts.comment = b"%%EOF"
    return stream.getvalue()


def a_heic(brand: bytes = b"heic") -> bytes:
    """The first box of a photo as new telephones keep it."""
    return struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\0\0" + b"mif1heic" + b"\0" * 200


def a_jpeg_that_claims(width: int, height: int) -> bytes:
    """A small picture whose header says other sides."""
    jpeg = an_image("JPEG", (1000, 700))
    place = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:place] + struct.pack(">HH", height, width) + jpeg[place + 4 :]


def a_photo_with_a_pdf_inside() -> bytes:
    """A JPEG whose comment is a PDF and behind which lies a ZIP."""
    stream = io.BytesIO()
    Image.new("RGB", (1200, 900), "white").save(stream, "JPEG", comment=a_classic_pdf())
    return stream.getvalue() + a_zip()


def a_photo_held_sideways() -> bytes:
    """Stored lying, its top at the left: white above, black below once upright. With place and camera in EXIF."""
    photo = Image.new("L", (1200, 900), "black").convert("RGB")
    photo.paste("white", (0, 0, 600, 900))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = TURNED_RIGHT, "SecretCamera"
    exif.get_ifd(GPS)[1] = "S"
    stream = io.BytesIO()
    photo.save(stream, "JPEG", exif=exif, comment=b"SecretComment")
    return stream.getvalue()


def a_png_bomb(side: int = 20_000) -> bytes:
    """Claims side × side pixels in some hundred bytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
