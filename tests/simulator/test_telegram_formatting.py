"""HTML becomes text and entities, with Telegram's own complaints."""

import pytest
from telegram import Bot
from telegram.error import BadRequest

from simulator.client import Person


async def test_entities_count_in_utf16_units(bot: Bot, dewi: Person) -> None:
    source = '😀 <b>tebal <i>miring</i></b> <a href="https://go.id/">situs</a> &lt;aman&gt; &amp; &nbsp;'

    sent = await bot.send_message(dewi.id, source, parse_mode="HTML")

    assert sent.text == "😀 tebal miring situs <aman> & &nbsp;"
    assert [(each.type, each.offset, each.length, each.url) for each in sent.entities] == [
        ("bold", 3, 12, None),
        ("italic", 9, 6, None),
        ("text_link", 16, 5, "https://go.id/"),
    ]


async def test_every_style_of_the_bot_api_is_understood(bot: Bot, dewi: Person) -> None:
    source = (
        "<u>a</u><s>b</s><code>c</code><pre><code class='language-dns'>d</code></pre>"
        "<blockquote>e</blockquote><blockquote expandable>f</blockquote><tg-spoiler>g</tg-spoiler>"
    )

    sent = await bot.send_message(dewi.id, source, parse_mode="HTML")

    kinds = "underline strikethrough code pre blockquote expandable_blockquote spoiler".split()
    assert [each.type for each in sent.entities] == kinds
    assert sent.entities[3].language == "dns"


async def test_blank_edges_are_trimmed_and_entities_move_along(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_message(dewi.id, "\n  Yth. <b>Kepala  </b>\n", parse_mode="HTML")

    assert sent.text == "Yth. Kepala"
    assert [(each.offset, each.length) for each in sent.entities] == [(5, 6)]


async def test_entities_beyond_a_hundred_are_left_out(bot: Bot, dewi: Person) -> None:
    sent = await bot.send_message(dewi.id, "<b>a</b> " * 120, parse_mode="HTML")

    assert len(sent.entities) == 100


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>terbuka", 'can\'t find end tag corresponding to start tag "b"'),
        ("é<h1>judul</h1>", 'unsupported start tag "h1" at byte offset 2'),
        ("<b><i>silang</b></i>", 'unmatched end tag at byte offset 12, expected "</i>", found "</b>"'),
        ("lepas</b>", "unexpected end tag at byte offset 5"),
        ("a < b", 'unsupported start tag "" at byte offset 2'),
        ("<br/>", 'unsupported start tag "br" at byte offset 0'),
    ],
)
async def test_broken_markup_is_refused_with_the_place(bot: Bot, dewi: Person, source: str, complaint: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(dewi.id, source, parse_mode="HTML")

    assert refused.value.message.lower() == f"can't parse entities: {complaint}".lower()
