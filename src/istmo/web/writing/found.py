"""Finding items of a draft, and which of them a problem is about. `spec.pieces` keeps what it read of an edition."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from istmo.kernel.problem import Problem, WrongUse
from istmo.spec import pieces
from istmo.spec.fields import main
from istmo.spec.pieces import Item
from istmo.web.writing.page import Desk
from istmo.web.writing.shape import list_of
from istmo.web.writing.words import LISTS, Told


def items(desk: Desk, path: str) -> tuple[Item, ...]:
    """The items of a file in their order; none where the draft lacks it. WrongUse if it cannot be read."""
    text = desk.files.get(path, "")
    return tuple(pieces.items(path, text)) if text.strip() else ()


def item(desk: Desk, path: str, name: str) -> Item:
    """One item; Http404 if the draft has none of that name, or its file cannot be read."""
    try:
        found = next((one for one in items(desk, path) if one.name == name), None)
    except WrongUse:
        found = None
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class About:
    """A problem with the item it is about; item: None where it is of the whole file."""

    problem: Problem
    path: str
    item: Item | None

    @property
    def of(self) -> Told:
        """What kind of item it is."""
        return LISTS.get(list_of(self.path, self.item.name), ("", ""))[1] if self.item else ""


def of_items(desk: Desk, problems: Sequence[Problem]) -> Iterator[About]:
    """Each problem with its item."""
    for problem in problems:
        yield About(problem, problem.where.file, _about(desk, problem))


def of_item(desk: Desk, path: str, name: str, problems: Sequence[Problem]) -> list[Problem]:
    """The problems of one item."""
    return [
        told.problem
        for told in of_items(desk, [one for one in problems if one.where.file == path])
        if told.item is not None and told.item.name == name
    ]


def _about(desk: Desk, problem: Problem) -> Item | None:
    """The last item that begins at or before the line the problem names; keys outside of lists are of the head."""
    if problem.where.row is None or problem.where.file not in desk.files:
        return None
    try:
        lines = sorted(((one.line, one) for one in items(desk, problem.where.file)), key=lambda pair: pair[0])
    except WrongUse:
        return None
    at = bisect_right([line for line, _ in lines], problem.where.row)
    return lines[at - 1][1] if at else None


def read(desk: Desk, path: str) -> tuple[Item, ...]:
    """The items of a file; none if it cannot be read, which the problems tell."""
    try:
        return items(desk, path)
    except WrongUse:
        return ()


def titled(one: Item) -> str:
    """What an item is called: by its title, name or text."""
    for key in ("title", "name", "text"):
        value = one.fields.get(key)
        if value:
            return str(main(value)[1] if isinstance(value, dict) else value)
    return _("without a name")
