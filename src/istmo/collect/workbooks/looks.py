"""How the cells of a call's workbook look: few colours, each of which means one thing, told on the first sheet."""

from functools import cached_property
from typing import Any

#: To do, text where a number is wanted, far from last year, no value and why: fill and letters. All pass 4.5 : 1.
TODO, WRONG, FAR, WITHOUT = (
    ("#FFF4C2", "#1B1B1B"),
    ("#F8D0CC", "#8B1A10"),
    ("#FFDDB0", "#6B3B00"),
    ("#E3E6E8", "#3D4551"),
)
INK, PAPER, LINE, HEAD = "#1B1B1B", "#F3F5F7", "#C5CBD1", "#1F3A4D"


class Looks:
    """The formats of one workbook, made when they are first used."""

    def __init__(self, book: Any) -> None:
        """For this workbook."""
        self._book = book

    def _made(self, **told: Any) -> Any:
        return self._book.add_format({"font_name": "Calibri", "font_size": 11, "valign": "vcenter", **told})

    @cached_property
    def title(self) -> Any:
        """The title of a sheet."""
        return self._made(bold=True, font_size=16, font_color=HEAD)

    @cached_property
    def said(self) -> Any:
        """A sentence below a title."""
        return self._made(font_color=INK)

    @cached_property
    def paragraph(self) -> Any:
        """A sentence that may need several lines."""
        return self._made(text_wrap=True, valign="top", align="left", font_color=INK)

    @cached_property
    def strong(self) -> Any:
        """The first words of a line."""
        return self._made(bold=True, valign="top", font_color=HEAD)

    @cached_property
    def header(self) -> Any:
        """A header of a column that is filled in for the reporter."""
        return self._made(
            bold=True,
            text_wrap=True,
            valign="top",
            bg_color="#D5DEE5",
            font_color=INK,
            border=1,
            border_color=LINE,
        )

    @cached_property
    def asked(self) -> Any:
        """A header of a column that the reporter fills in."""
        return self._made(
            bold=True,
            text_wrap=True,
            valign="top",
            bg_color=HEAD,
            font_color="#FFFFFF",
            border=1,
            border_color=LINE,
        )

    @cached_property
    def locked(self) -> Any:
        """A cell that is filled in for the reporter: text."""
        return self._made(bg_color=PAPER, border=1, border_color=LINE, text_wrap=True, num_format="@")

    @cached_property
    def whole(self) -> Any:
        """The same: a whole number."""
        return self._made(bg_color=PAPER, border=1, border_color=LINE, num_format="#,##0")

    @cached_property
    def number(self) -> Any:
        """The same: a number with decimals."""
        return self._made(bg_color=PAPER, border=1, border_color=LINE)

    @cached_property
    def shaded(self) -> Any:
        """A text in a cell for a number, such as why there was no value."""
        return self._made(
            bg_color=PAPER, border=1, border_color=LINE, italic=True, text_wrap=True, num_format="@"
        )

    @cached_property
    def day_locked(self) -> Any:
        """The same: a day."""
        return self._made(bg_color=PAPER, border=1, border_color=LINE, num_format="yyyy-mm-dd", align="left")

    @cached_property
    def open(self) -> Any:
        """A cell to be filled in: a number or anything."""
        return self._made(locked=False, border=1, border_color=LINE)

    @cached_property
    def open_text(self) -> Any:
        """A cell to be filled in with words."""
        return self._made(locked=False, border=1, border_color=LINE, text_wrap=True)

    @cached_property
    def open_day(self) -> Any:
        """A cell to be filled in with a day."""
        return self._made(locked=False, border=1, border_color=LINE, num_format="yyyy-mm-dd", align="left")

    @cached_property
    def key(self) -> Any:
        """A hidden cell."""
        return self._made(font_color="#9AA3AB", num_format="@")

    def coloured(self, colours: tuple[str, str]) -> Any:
        """What a condition paints."""
        return self._book.add_format({"bg_color": colours[0], "font_color": colours[1]})

    def legend(self, colours: tuple[str, str]) -> Any:
        """The same, as a cell of the legend."""
        return self._made(
            bg_color=colours[0], font_color=colours[1], border=1, border_color=LINE, align="center"
        )
