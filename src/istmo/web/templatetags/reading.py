"""How words out of a release, and rows of tables, become HTML."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from istmo.web.reading import downloads
from istmo.web.reading.said import Said
from istmo.web.reading.tables import NOTHING, Cell, Column, Row, Table

register = template.Library()


@register.filter
def told(said: object) -> str | SafeString:
    """A text with its language, where that is not the page's, and with what it opens."""
    if not isinstance(said, Said):
        return str(said)
    words = _in(said.lang, said.text)
    return format_html('<a href="{}">{}</a>', said.href, words) if said.href else words


@register.simple_tag
def language_of(lang: str) -> SafeString:
    """The attribute that says so."""
    return _lang(lang)


@register.filter
def below(table: Table) -> list[Said]:
    """The lines below a table."""
    return downloads.below(table)


@register.filter
def table_row(row: Row, columns: tuple[Column, ...]) -> SafeString:
    """One row: its first cell is its heading. Written here, since a thousand cells are too many for a template."""
    cells = [
        _cell(row.cells[at] if at < len(row.cells) else NOTHING, column, row, at)
        for at, column in enumerate(columns)
    ]
    name = " ".join(part for part in (row.tone, f"deep-{row.depth}" if row.depth else "") if part)
    return format_html("<tr{}>{}</tr>", _class(name), format_html_join("", "{}", ((cell,) for cell in cells)))


def _cell(cell: Cell, column: Column, row: Row, at: int) -> SafeString:
    name = " ".join(part for part in ("n" if column.is_number else "", cell.tone) if part)
    shown = _content(cell)
    direction = SafeString(' dir="auto"') if cell.lang and not column.is_number else ""
    # The language stands at the whole cell: a span in each of a thousand cells is a weight.
    about = format_html("{}{}{}", _class(name), _lang(cell.lang), direction)
    return format_html('<th scope="row"{}>{}</th>' if at == 0 else "<td{}>{}</td>", about, shown)


def _content(cell: Cell) -> SafeString:
    words = format_html("{}", cell.text)
    if cell.value:
        figures = format_html(' data-figure="{}"', cell.figures) if cell.figures else ""
        words = format_html('<data value="{}"{}>{}</data>', cell.value, figures, words)
    if cell.href:
        words = format_html('<a href="{}">{}</a>', cell.href, words)
    if cell.unit:
        words = format_html('{} <span class="unit">{}</span>', words, cell.unit)
    asides = format_html_join(
        "", '<span class="block quiet"{}>{}</span>', (_aside(said, cell) for said in cell.aside if said)
    )
    return format_html("{}{}", words, asides)


def _aside(said: Said, cell: Cell) -> tuple[SafeString, str | SafeString]:
    """What stands below in a cell: its language where that is not the cell's."""
    words = (
        format_html('<a href="{}">{}</a>', said.href, said.text)
        if said.href
        else format_html("{}", said.text)
    )
    here = (get_language() or "").partition("-")[0]
    differs = (said.lang or here) != (cell.lang or here)
    return (format_html(' lang="{}"', said.lang or here) if differs else mark_safe("")), words


def _in(lang: str, text: str) -> str | SafeString:
    attribute = _lang(lang)
    return format_html("<span{}>{}</span>", attribute, text) if attribute else format_html("{}", text)


def _lang(lang: str) -> SafeString:
    here = (get_language() or "").partition("-")[0]
    return format_html(' lang="{}"', lang) if lang and lang != here else mark_safe("")


def _class(name: str) -> SafeString:
    return format_html(' class="{}"', name) if name else mark_safe("")


@register.filter
def cell(shown: Cell) -> SafeString:
    """A cell outside of a table."""
    return _content(shown)
