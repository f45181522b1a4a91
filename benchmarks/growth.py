"""The picture of how time and memory grow with the rows: both axes in steps of ten, so that a straight line is in step."""

from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import NamedTuple

import altair as alt
import vl_convert


class Point(NamedTuple):
    """One step at one size."""

    step: str
    rows: int
    seconds: float
    megabytes: float


def points(measured: Mapping[int, Mapping[str, tuple[float, float]]], steps: tuple[str, ...]) -> list[Point]:
    """One point for every size and step, from size -> step -> (seconds, megabytes)."""
    every = [Point(step, rows, *of[step]) for rows, of in measured.items() for step in steps if step in of]
    return [point for point in every if isfinite(point.seconds)]  # a step that failed has none


def draw(told: list[Point], out: Path) -> None:
    """Write the picture as SVG."""
    data = alt.Data(values=[point._asdict() for point in told])
    base = (
        alt.Chart(data)
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=alt.X(
                "rows:Q",
                scale=alt.Scale(type="log"),
                axis=alt.Axis(format="~s", values=_decades(told)),
                title="figures",
            ),
            color=alt.Color("step:N", title=None, scale=alt.Scale(scheme="dark2")),
            strokeDash=alt.StrokeDash("step:N", title=None),
        )
    )
    seconds = base.encode(y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds"))
    memory = base.encode(y=alt.Y("megabytes:Q", scale=alt.Scale(zero=True), title="megabytes at most"))
    chart = alt.hconcat(seconds.properties(width=320, height=240), memory.properties(width=320, height=240))
    out.write_text(
        vl_convert.vegalite_to_svg(chart.configure(background="white").to_dict()) + "\n", encoding="utf-8"
    )


def _decades(told: list[Point]) -> list[int]:
    return sorted({point.rows for point in told})
