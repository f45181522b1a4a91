"""The sheet of activities: which are alive, where and under what; to be closed, moved, or added to."""

from typing import Any

from django.utils.translation import gettext as _

from istmo.collect.wanted import Activity
from istmo.collect.workbooks.figures import ALLOWED, FIRST, HEADER
from istmo.collect.workbooks.lists import Lists
from istmo.collect.workbooks.looks import Looks
from istmo.collect.workbooks.template import MORE, Template
from istmo.formats._called import words

_COLUMNS = (
    *(
        ("code", 15),
        ("activity", 26),
        ("title", 40),
        ("place", 26),
        ("node", 34),
        ("starts_on", 13),
        ("ends_on", 13),
    ),
    *(("standing", 20), ("new_ends_on", 13), ("new_place", 26), ("new_node", 30), ("note", 36)),
)
_ASKED = ("standing", "new_ends_on", "new_place", "new_node", "note")
_DAYS = ("starts_on", "ends_on", "new_ends_on")


def write(sheet: Any, template: Template, lists: Lists, style: Looks) -> None:
    """Write the roster onto its sheet."""
    title = _("Your activities in %(year)s") % {"year": template.year}
    said = _(
        "First of all: is each still under way, there, and for that objective? Write new ones into the empty rows."
    )
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, f"{title} · {template.agency}", style.title)
    sheet.write_string(1, 0, said, style.said)
    sheet.set_row(HEADER, 34)
    for index, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(index, index, width)
        sheet.write_string(
            HEADER, index, words.header(name, template.lang), style.asked if name in _ASKED else style.header
        )
    for number, activity in enumerate(template.wanted.roster, FIRST):
        _row(sheet, number, activity, style)
    last = FIRST + len(template.wanted.roster) + MORE - 1
    for number in range(FIRST + len(template.wanted.roster), last + 1):
        for index, (name, _width) in enumerate(_COLUMNS):
            look = style.locked if name == "code" else style.open_day if name in _DAYS else style.open_text
            sheet.write_blank(number, index, None, look)
    _offers(sheet, len(template.wanted.roster), last, lists)
    sheet.freeze_panes(FIRST, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.print_area(0, 0, max(FIRST + len(template.wanted.roster) - 1, FIRST), len(_COLUMNS) - 1)
    sheet.protect("", ALLOWED)


def _row(sheet: Any, number: int, activity: Activity, style: Looks) -> None:
    known = {
        "code": f"A-{number - FIRST + 1}",
        "activity": activity.code,
        "title": activity.title,
        "place": _named(activity.place, activity.place_name),
        "node": _named(activity.node, activity.node_title),
        "starts_on": activity.starts_on,
        "ends_on": activity.ends_on,
    }
    longest = max(len(str(known[name])) / width for name, width in _COLUMNS if known.get(name))
    sheet.set_row(number, 15.5 * min(int(longest) + 1, 4))
    for index, (name, _width) in enumerate(_COLUMNS):
        told = known.get(name)
        if name in _ASKED:
            sheet.write_blank(number, index, None, style.open_day if name in _DAYS else style.open_text)
        elif name in _DAYS and told:
            sheet.write_datetime(number, index, told, style.day_locked)
        else:
            sheet.write_string(number, index, str(told or ""), style.locked)


def _named(code: str | None, name: str) -> str:
    return f"{code}{words.PARTED}{name}" if code else ""


def _offers(sheet: Any, known: int, last: int, lists: Lists) -> None:
    places = {name: index for index, (name, _width) in enumerate(_COLUMNS)}
    lists.offer(sheet, (FIRST, places["standing"], last, places["standing"]), "standing")
    for name, listed in (("new_place", "place"), ("new_node", "node")):
        lists.offer(sheet, (FIRST, places[name], last, places[name]), listed)
    for name in ("place", "node"):
        lists.offer(sheet, (FIRST + known, places[name], last, places[name]), name)
