"""A template may be as hostile as it likes: only its own letter fails, within a moment."""

from collections.abc import Iterator

import pytest

from office.child.children import Children
from office.child.limits import MB, ChildFailed, Limits
from office.letters.render import render, shipped
from office.letters.safely import MODULES, check_safely, render_safely
from office.letters.samples import SAMPLES
from tests.office.letters.templates import APPROVAL, with_words

SAMPLE = SAMPLES[APPROVAL]
LITTLE = Limits(cpu=1, seconds=5, memory=400 * MB)


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with Children(*MODULES) as children:
        yield children


async def test_a_child_writes_the_very_same_bytes(children: Children) -> None:
    assert await render_safely(children, SAMPLE, shipped(APPROVAL)) == render(SAMPLE)


async def test_a_template_that_wants_all_memory_gets_none_of_ours(children: Children) -> None:
    greedy = with_words("{{ nama }}", "{{ nama * 9999999 * 99 }}")

    with pytest.raises(ChildFailed) as failed:
        await render_safely(children, SAMPLE, greedy, limits=LITTLE)

    assert failed.value.exhausted


async def test_a_template_that_never_ends_is_ended(children: Children) -> None:
    loops = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"

    with pytest.raises(ChildFailed) as failed:
        await render_safely(children, SAMPLE, with_words("{{ nama }}", f"{{{{ nama }}}}{loops}"), limits=LITTLE)

    assert failed.value.exhausted


async def test_a_template_that_reaches_for_the_machine_is_told_of(children: Children) -> None:
    thief = with_words("{{ nama }}", '{{ cycler.__init__.__globals__.os.popen("id").read() }}')

    with pytest.raises(ChildFailed, match="SecurityError"):
        await render_safely(children, SAMPLE, thief)


async def test_the_next_letter_is_written_after_all_that(children: Children) -> None:
    with pytest.raises(ChildFailed):
        await render_safely(children, SAMPLE, b"no template at all")

    assert await render_safely(children, SAMPLE, shipped(APPROVAL)) == render(SAMPLE)


async def test_findings_come_back_from_the_child(children: Children) -> None:
    (line,) = await check_safely(children, b"no template at all", APPROVAL)

    assert line.startswith("file: is no DOCX")
