"""`istmo call receive`."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from istmo.cli import face, opened, tables

if TYPE_CHECKING:
    from istmo.collect.models import DataCall
    from istmo.collect.received import Came

#: Places of one problem that are marked in a workbook.
_MARKED = 1_000
_FILES = (
    "file",
    "call",
    "agency",
    "unit",
    "sent_by",
    "state",
    "version",
    "errors",
    "warnings",
    "new",
    "changed",
    "gone",
    "said",
)
_AGENCIES = ("call", "agency", "stage", "in_time", "asked", "came")


def run(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder of the files that came back.")],
    by: opened.As,
    sent_by: Annotated[
        str,
        typer.Option(
            metavar="ACCOUNT|FILE.csv",
            help="Who sent them, and so submits them: one account for all, or a CSV file with the columns file (or folder) "
            "and account. Unless told, whoever runs this.",
        ),
    ] = "",
    call: Annotated[str, typer.Option(help="Call that files answer which do not say so themselves.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="Folder for the answers; FOLDER/answers unless told.")
    ] = None,
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Take the workbooks that came back by mail: sort, check and submit them, write an answer to each, show one board.

    The answers are a mail text and, where anything is to be looked at, the workbook with every problem in its cell.
    Run it as often as files come: what was taken before is not taken again. Approving is for another person than who sent
    a file and who took it in.

    Example: istmo call receive inbox --as coordinator --sent-by inbox/senders.csv
    """
    opened.open_workspace(ctx)
    from istmo.collect import answers, queries, received
    from istmo.collect.deposit import Reading
    from istmo.collect.senders import senders
    from istmo.formats.door import USUAL
    from istmo.freeze.queries import last_folder

    limits = replace(USUAL, places=_MARKED)
    beside = out or folder / "answers"
    inbox = received.Inbox(folder, queries.call(call) if call else None, senders(sent_by, folder))
    came = received.receive(
        received.files(inbox, beside),
        inbox=inbox,
        by=opened.acting(by),
        at=opened.now(),
        reading=Reading(last_folder(), limits),
    )
    for one in came:
        if one.is_answer:
            answers.give(one, beside, limits)
    rows = [_row(one) for one in came]
    calls = _calls(came, call)
    lines = [line for one in calls for line in _lines(one)]
    if json_:
        told = {"files": _named(_FILES, rows), "agencies": _named(_AGENCIES, lines)}
        face.show(face.as_json((), **told, answers=str(beside)))
    else:
        tables.give("files", _FILES, rows, False)
        tables.give("agencies", _AGENCIES, lines, False)
        face.say(_said(came, lines, beside))
    if any(one.version is None or one.version.errors for one in came if one.is_answer and not one.older):
        raise typer.Exit(1)


def _row(came: "Came") -> tuple[Any, ...]:
    from istmo.collect import answers, received
    from istmo.kernel.problem import Severity

    counts = Counter(problem.severity for problem in came.own)
    version = came.version
    changed = asdict(answers.changed(version)) if version else {}
    return (
        *(came.name, came.call, came.agency, came.unit, came.sender, received.state(came)),
        version.number if version else None,
        *(counts[Severity.ERROR], counts[Severity.WARNING]),
        *(changed.get(name) for name in ("new", "other", "gone")),
        came.said,
    )


def _calls(came: "Sequence[Came]", call: str) -> "list[DataCall]":
    from istmo.collect.models import DataCall

    codes = {one.call for one in came if one.call} | ({call} if call else set())
    found = DataCall.objects.select_related("framework__architecture").filter(code__in=codes)
    return list(found.order_by("pk"))


def _lines(call: "DataCall") -> list[tuple[Any, ...]]:
    """Where each agency stands: who is missing first."""
    from istmo.collect.board import board
    from istmo.review.queries import held_counts

    shown = board(call, opened.now(), held_counts(call)).lines
    ordered = sorted(shown, key=lambda line: (line.is_answered, line.agency.code))
    return [
        (
            call.code,
            line.agency.code,
            str(line.stage),
            str(line.in_time),
            line.counted.asked,
            line.counted.came,
        )
        for line in ordered
    ]


def _named(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _said(came: "Sequence[Came]", lines: Sequence[tuple[Any, ...]], beside: Path) -> str:
    taken = sum(one.version is not None for one in came)
    missing = sum(line[2] in ("not sent", "sent", "opened") for line in lines)
    return f"{taken} of {len(came)} files taken; not answered yet: {missing}. Answers: {beside}"
