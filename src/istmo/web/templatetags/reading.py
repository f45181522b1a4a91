"""How words out of a release, and rows of tables, become HTML."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from istmo.publish.foreign import plain
from istmo.web.reading import downloads
from istmo.web.reading.said import Said
from istmo.web.reading.tables import NOTHING, Cell, Column, Row, Table

register = template.Library()


@register.filter
def told(said: object) -> str | SafeString:
    """A text with what it opens."""
    return _said(said) if isinstance(said, Said) else str(said)


@register.filter
def bare(words: str) -> str:
    """Words where no element may stand to say their language."""
    return plain(words)


@register.filter
def below(table: Table) -> list[Said]:
    """The lines below a table."""
    return downloads.below(table)


@register.filter
def cell(shown: Cell) -> SafeString:
    """A cell outside of a table."""
    return _content(shown)


@register.filter
def table_row(row: Row, columns: tuple[Column, ...]) -> SafeString:
    """One row: its first cell is its heading. Written here, since a thousand cells are too many for a template."""
    cells = [
        _cell(row.cells[at] if at < len(row.cells) else NOTHING, column, at)
        for at, column in enumerate(columns)
    ]
    name = " ".join(part for part in (row.tone, f"deep-{row.depth}" if row.depth else "") if part)
    return format_html("<tr{}>{}</tr>", _class(name), format_html_join("", "{}", ((one,) for one in cells)))


def _cell(shown: Cell, column: Column, at: int) -> SafeString:
    name = " ".join(part for part in ("n" if column.is_number else "", shown.tone) if part)
    # A name in another script runs its own way; numbers stand at the right.
    direction = mark_safe(' dir="auto"') if shown.text and not column.is_number else ""
    tag = '<th scope="row"{}{}>{}</th>' if at == 0 else "<td{}{}>{}</td>"
    return format_html(tag, _class(name), direction, _content(shown))


def _content(shown: Cell) -> SafeString:
    words = format_html("{}", shown.text)
    if shown.value:
        figures = format_html(' data-figure="{}"', shown.figures) if shown.figures else ""
        words = format_html('<data value="{}"{}>{}</data>', shown.value, figures, words)
    if shown.href:
        words = format_html('<a href="{}">{}</a>', shown.href, words)
    if shown.unit:
        words = format_html('{} <span class="unit">{}</span>', words, shown.unit)
    asides = format_html_join(
        "", '<span class="block quiet">{}</span>', ((_said(said),) for said in shown.aside if said)
    )
    return format_html("{}{}", words, asides)


def _said(said: Said) -> SafeString:
    if said.href:
        return format_html('<a href="{}">{}</a>', said.href, said.text)
    return format_html("{}", said.text)


def _class(name: str) -> SafeString:
    return format_html(' class="{}"', name) if name else mark_safe("")
