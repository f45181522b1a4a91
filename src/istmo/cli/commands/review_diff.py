"""`istmo review diff`."""

from typing import TYPE_CHECKING, Annotated

import typer

from istmo.cli import face, opened, tables

if TYPE_CHECKING:
    from istmo.review.differences import Statement
    from istmo.review.measured import Measured


def run(
    ctx: typer.Context,
    submission: opened.Submission,
    everything: Annotated[bool, typer.Option("--all", help="Also what is as before.")] = False,
    most: Annotated[int, typer.Option(help="How many figures.", min=1)] = 1000,
    json_: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell every figure beside the version before, last year and its target, the largest change first.

    A change is told as its indicator measures: in per cent, of percentages in points, of milestones in states. Where there
    is no version before, every figure is told.

    Example: istmo review diff fy2017/usaid/2
    """
    opened.open_workspace(ctx)
    from istmo.collect.queries import version
    from istmo.publish.words import Words
    from istmo.review.differences import CHANGES, Kind, Wanted, differences
    from istmo.review.names import names

    of, words = version(submission), Words(face.language())
    known = names(of.submission.call.framework.architecture, words.lang)
    kinds = () if everything else (*CHANGES, Kind.FIRST)
    found = differences(of, Wanted(kinds=kinds, most=most))
    columns = (
        "at",
        "figure",
        "change",
        "now",
        "before",
        "since_before",
        "last_year",
        "since_year",
        "target",
        "differs",
    )
    rows = []
    for one in found.figures:
        measured = known.measured(one.key.indicator, words)
        rows.append(
            (
                str(one.place) if one.place else "gone",
                str(one.key),
                str(one.kind),
                _said(one.now),
                _said(one.last),
                _change(measured, one.now, one.last),
                _said(one.year),
                _change(measured, one.now, one.year),
                _said(one.target),
                ", ".join(one.differs),
            )
        )
    tables.give("figures", columns, rows, json_)
    if not json_:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(found.kinds.items()))
        before = f"Beside {found.last.code}" if found.last else "There is no version before it"
        face.say(f"{before}: {told or 'no figures'}.")


def _said(one: "Statement | None") -> str | None:
    from istmo.kernel.quantity import plain

    if one is None:
        return None
    return plain(one.value) if one.value is not None else one.state


def _change(measured: "Measured", now: "Statement | None", was: "Statement | None") -> str | None:
    return measured.change(now.value, was.value).told or None if now and was else None
