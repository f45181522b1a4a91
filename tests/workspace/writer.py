"""One of several writers: `python -m tests.workspace.writer WORKSPACE EVENTS` appends events, each in its transaction."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path


def main(folder: Path, count: int) -> None:
    """Append `count` events to the log of the workspace in `folder`."""
    from istmo.config.workspace import start

    start(folder)
    from django.db import transaction

    from istmo.people import events
    from istmo.people.queries import OPERATOR, user

    by = user(OPERATOR)
    for number in range(count):
        with transaction.atomic():
            at = datetime(2017, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
            events.append(verb="test.written", subject=str(number), by=by, at=at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
