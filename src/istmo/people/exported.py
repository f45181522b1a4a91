"""The event log as a file: every event, exact, in the order of the chain. Accounts by number, so that it names nobody."""

import csv
import json
from collections.abc import Callable, Iterator

from istmo.people.models import Event

_COLUMNS = ("seq", "at", "account", "verb", "subject", "details", "previous", "hash")
_AT_ONCE = 2000


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text."""
        return text


def as_csv(about: str = "") -> Iterator[str]:
    """The log as lines of CSV; `about`: only the events of that subject."""
    writer = csv.writer(_Echo())
    yield writer.writerow(_COLUMNS)
    for row in _rows(about):
        yield writer.writerow(row)


def as_json(about: str = "") -> Iterator[str]:
    """The log as one JSON list of objects, a line each; details are objects."""
    between = "[\n"
    for row in _rows(about):
        told = dict(zip(_COLUMNS, row, strict=True)) | {"details": json.loads(str(row[5]))}
        yield between + json.dumps(told, ensure_ascii=False)
        between = ",\n"
    yield "\n]\n" if between == ",\n" else "[]\n"


#: Ending of a file -> the lines of it.
SHAPES: dict[str, Callable[[str], Iterator[str]]] = {".csv": as_csv, ".json": as_json}


def _rows(about: str) -> Iterator[tuple[object, ...]]:
    events = Event.objects.order_by("seq")
    for event in (events.filter(subject=about) if about else events).iterator(_AT_ONCE):
        told = (event.seq, event.at.isoformat(), event.user_id, event.verb, event.subject)
        yield (*told, event.details, event.previous, event.hash)
