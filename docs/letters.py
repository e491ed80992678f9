"""Draws the letters' pictures and writes the tables of docs/letters.md and the templates' texts: `make letters`."""

import asyncio
import io
import shutil
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

from bot.preview import preview
from letter_templates import text
from letter_templates.looks import LOOKS
from office.letters.check import OPTIONAL, words_of
from office.letters.kinds import FILES, TemplateKind
from office.letters.render import render
from office.letters.samples import SAMPLES

HERE: Final = Path(__file__).parent
PAGE: Final = HERE / "letters.md"
PICTURES: Final = {
    "letter-approval.png": TemplateKind.APPROVAL_SUB_DOMAIN_HOSTING,
    "letter-rejection.png": TemplateKind.REJECTION,
}
_LETTERS: Final = {
    TemplateKind.APPROVAL_SUB_DOMAIN: "a new sub domain is there",
    TemplateKind.APPROVAL_HOSTING: "hosting is there for a sub domain that lived already",
    TemplateKind.APPROVAL_SUB_DOMAIN_HOSTING: "both are there",
    TemplateKind.APPROVAL_CHANGE: "a sub domain leads elsewhere",
    TemplateKind.APPROVAL_DEACTIVATION: "a sub domain has ended",
    TemplateKind.REJECTION: "a request of any kind is refused, with the reason",
    TemplateKind.RETURNED: "a request is incomplete: what is to be mended, item by item",
    TemplateKind.DISPOSITION: "lembar disposisi: a superior passes a letter on",
    TemplateKind.SERVICE_STATEMENT: "surat keterangan: a service as it stands",
    TemplateKind.REQUEST_LETTER: "surat permohonan, for the OPD to sign",
    TemplateKind.REQUEST_FORM: "formulir pengajuan, for the OPD to sign",
}


def tables() -> dict[str, str]:
    """What stands between the marks of the page."""
    return {"kinds": _kinds(), "styles": _styles()}


def _kinds() -> str:
    office = _shared("nama")
    reply = _shared("nama", "yth") - office
    lines = ["| kind | template | says | its own variables |", "|---|---|---|---|"]
    for kind, says in _LETTERS.items():
        known = frozenset(words_of(kind).known)
        own = known - office - (reply if reply <= known else frozenset())
        lines.append(f"| `{kind}` | {FILES[kind]} | {says} | {_listed(own)} |")
    replies = f"Every reply (approval, rejection, returned) also has {_listed(reply)}."
    every = f"Every letter of the office also has {_listed(office - OPTIONAL)}, and may have {_listed(OPTIONAL)}."
    return "\n".join([*lines, "", replies, "", every, ""])


def _shared(*names: str) -> frozenset[str]:
    """The variables of all templates that have these."""
    known = [frozenset(words_of(kind).known) for kind in TemplateKind]
    return frozenset.intersection(*(words for words in known if words.issuperset(names)))


def _listed(names: frozenset[str]) -> str:
    return " ".join(f"`{name}`" for name in sorted(names))


def _styles() -> str:
    return "\n".join([", ".join(f"*{look.name}*" for look in LOOKS) + ".", ""])


def written_in(page: str) -> str:
    """Return the page with its tables as the program has them now."""
    for name, table in tables().items():
        before, _, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        page = f"{before}<!-- {name} -->\n{table}{end}{after}"
    return page


def emblem() -> bytes:
    """A shield of no office, for pictures only."""
    picture = Image.new("RGB", (504, 600), "white")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(8, 8), (496, 8), (496, 380), (252, 590), (8, 380)], fill="#2f6f4f")
    pen.polygon([(36, 36), (468, 36), (468, 366), (252, 552), (36, 366)], fill="#f2d675")
    pen.ellipse([(152, 130), (352, 330)], fill="#2f6f4f")
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


async def draw() -> None:
    for name, kind in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            first, *_ = await preview(render(SAMPLES[kind], emblem=emblem()), Path(folder))
            shutil.copy(first, HERE / "pictures" / name)


def main() -> None:
    text.main()
    PAGE.write_text(written_in(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    asyncio.run(draw())


if __name__ == "__main__":
    main()
