"""The report's pictures as altair charts. A chart says nothing its table does not; colour never says good or bad."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from textwrap import wrap
from typing import Any

import altair as alt
import vl_convert

from istmo.publish.foreign import plain

#: The colours a chart may use; the page gives each its own shade in light, dark and print.
PALETTE = {
    "ink": "#1b2a36",
    "quiet": "#5b6b78",
    "line": "#c9d1d8",
    "mark": "#0b5c7d",
    "bench": "#9a5b00",
    "paper": "#ffffff",
}
FONT = "Public Sans"
_WIDTH = 245
#: Letters in a line of a name beside a chart: what leaves the picture readable on a telephone.
_LABEL = 18


@dataclass(frozen=True)
class Point:
    """One value of a place: `when` is latest or previous; `kind` is place or benchmark."""

    place: str
    value: float
    when: str
    kind: str


@cache
def prepare() -> None:
    """Give the drawing engine our fonts, once a process."""
    with as_file(files("istmo.publish") / "fonts") as folder:
        vl_convert.register_font_directory(str(folder))


def draw(chart: Any) -> str:
    """The chart as SVG text; the same chart gives the same bytes."""
    prepare()
    return str(vl_convert.vegalite_to_svg(chart.to_dict(validate=False)))


def _dress(chart: Any) -> Any:
    quiet = {"labelColor": PALETTE["quiet"], "labelFont": FONT, "labelFontSize": 12}
    axis = quiet | {"gridColor": PALETTE["line"], "domain": False, "ticks": False, "labelPadding": 6}
    return chart.configure(
        font=FONT,
        background="transparent",
        padding=2,
        axis=alt.AxisConfig(**axis),
        view=alt.ViewConfig(stroke=None),
    )


def _names(limit: int) -> Any:
    """An axis of names, which may have several lines."""
    lines = {"labelExpr": "split(datum.label, '\\n')", "labelLineHeight": 12, "labelLimit": limit}
    return alt.Axis(grid=False, labelColor=PALETTE["ink"], **lines)


def lines(name: str) -> list[str]:
    """A name as it stands beside a chart."""
    return wrap(plain(name), _LABEL)


def latest(points: Sequence[Point], order: Sequence[str], axis_format: str) -> Any:
    """Where each place stands: the latest value filled, the year before hollow, benchmarks as diamonds and rules."""
    wrapped = {name: "\n".join(lines(name)) for name in order}
    data = alt.Data(values=[{**vars(point), "place": wrapped[point.place]} for point in points])
    zero = min((point.value for point in points), default=0) >= 0
    x = alt.X(
        "value:Q",
        title=None,
        axis=alt.Axis(tickCount=4, format=axis_format),
        scale=alt.Scale(zero=zero, nice=True),
    )
    y = alt.Y(
        "place:N",
        title=None,
        sort=[wrapped[name] for name in order],
        axis=_names(200),
    )
    base = alt.Chart(data)
    ours = base.transform_filter("datum.kind === 'place'")
    theirs = base.transform_filter("datum.kind === 'benchmark' && datum.when === 'latest'")
    rules = theirs.mark_rule(color=PALETTE["bench"], strokeDash=[3, 3], strokeWidth=1).encode(x=x)
    way = base.mark_line(color=PALETTE["quiet"], strokeWidth=1.5).encode(x=x, y=y, detail="place:N")
    before = ours.transform_filter("datum.when === 'previous'").mark_point(
        filled=True, fill=PALETTE["paper"], stroke=PALETTE["quiet"], strokeWidth=1.5, size=52, opacity=1
    )
    now = ours.transform_filter("datum.when === 'latest'").mark_point(
        filled=True, fill=PALETTE["mark"], stroke=PALETTE["mark"], size=72, opacity=1
    )
    past = base.transform_filter("datum.kind === 'benchmark' && datum.when === 'previous'").mark_point(
        shape="diamond", filled=True, fill=PALETTE["paper"], stroke=PALETTE["bench"], size=52, opacity=1
    )
    bench = theirs.mark_point(shape="diamond", filled=True, color=PALETTE["bench"], size=72, opacity=1)
    layers = (
        rules,
        way,
        before.encode(x=x, y=y),
        past.encode(x=x, y=y),
        bench.encode(x=x, y=y),
        now.encode(x=x, y=y),
    )
    return _dress(alt.layer(*layers).properties(width=_WIDTH, height=alt.Step(27)))


def horizons(bars: Sequence[tuple[str, int, int, bool]]) -> Any:
    """Terms as bars over years from a zero date: name, first and last year, whether it goes on."""
    last = max(end for _, _, end, _ in bars)
    beyond = last + 2 * any(is_open for *_, is_open in bars)
    order = [plain(name) for name, *_ in bars]
    data = [
        {"term": plain(name), "start": start, "end": end, "beyond": beyond if is_open else end}
        for name, start, end, is_open in bars
    ]
    x = alt.X(
        "start:Q",
        title=None,
        axis=alt.Axis(values=list(range(last + 1)), format="d"),
        scale=alt.Scale(domain=[0, beyond], nice=False),
    )
    y = alt.Y("term:N", title=None, sort=order, axis=_names(140))
    base = alt.Chart(alt.Data(values=data)).encode(y=y)
    goes_on = base.transform_filter("datum.beyond > datum.end").mark_rule(
        color=PALETTE["mark"], strokeWidth=2, strokeDash=[2, 4]
    )
    bar = base.mark_bar(color=PALETTE["mark"], height=14)
    layers = (goes_on.encode(x=alt.X("end:Q", title=None), x2="beyond:Q"), bar.encode(x=x, x2="end:Q"))
    return _dress(alt.layer(*layers).properties(width=_WIDTH * 2, height=alt.Step(30)))


def money(bars: Sequence[tuple[str, str, str, float]], parts: tuple[str, str], axis_format: str) -> Any:
    """Amounts by year, one panel a stage, each bar split into two parts: stage, year, part, amount.

    The second of `parts`, what no place can be credited with, lies on the first and is paler. Thousand millions are B,
    as readers of money write them.
    """
    stages = list(dict.fromkeys(stage for stage, *_ in bars))
    data: list[dict[str, Any]] = [
        {"stage": s, "year": y, "part": p, "amount": a, "order": parts.index(p)} for s, y, p, a in bars
    ]
    colour = alt.Color(
        "part:N",
        title=None,
        sort=list(parts),
        scale=alt.Scale(domain=list(parts), range=[PALETTE["mark"], PALETTE["line"]]),
        legend=alt.Legend(
            orient="top", labelColor=PALETTE["ink"], labelFont=FONT, labelFontSize=12, symbolType="square"
        ),
    )
    top = max(
        sum(row["amount"] for row in data if (row["stage"], row["year"]) == bar)
        for bar in {(stage, year) for stage, year, *_ in bars}
    )
    drawn = [
        alt.Chart(alt.Data(values=[row for row in data if row["stage"] == stage]))
        .mark_bar(size=24)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False)),
            y=alt.Y(
                "amount:Q",
                title=None,
                axis=alt.Axis(
                    tickCount=4, labelExpr=f"replace(format(datum.value, '{axis_format}'), 'G', 'B')"
                ),
                scale=alt.Scale(domain=[0, top], nice=True),
            ),
            color=colour,
            order=alt.Order("order:Q"),
        )
        .properties(
            width=_WIDTH * 1.2,
            height=150,
            title=alt.Title(stage, anchor="start", font=FONT, fontSize=13, color=PALETTE["ink"]),
        )
        for stage in stages
    ]
    return _dress(alt.hconcat(*drawn, spacing=24))


@dataclass(frozen=True)
class Cut:
    """A break between two values of a series: before the value of that place in the row; `words` stand beside its line."""

    before: int
    words: str
    parts_line: bool


def course(periods: Sequence[str], values: Sequence[float | None], cuts: Sequence[Cut]) -> Any:
    """One series over its periods; a break is a broken line across with words, and no line is drawn over a redefinition."""
    parting = [cut.before for cut in cuts if cut.parts_line]
    points = [
        {"at": at, "value": value, "piece": sum(at >= before for before in parting)}
        for at, value in enumerate(values)
        if value is not None
    ]
    labels = ", ".join(f"'{period}'" for period in periods)
    x = alt.X(
        "at:Q",
        title=None,
        axis=alt.Axis(values=list(range(len(periods))), labelExpr=f"[{labels}][datum.value]", grid=False),
        scale=alt.Scale(domain=[-0.4, len(periods) - 0.6], nice=False),
    )
    y = alt.Y(
        "value:Q", title=None, axis=alt.Axis(tickCount=4, format="~s"), scale=alt.Scale(zero=True, nice=True)
    )
    base = alt.Chart(alt.Data(values=points))
    line = base.mark_line(color=PALETTE["mark"], strokeWidth=2).encode(x=x, y=y, detail="piece:N")
    dots = base.mark_point(filled=True, color=PALETTE["mark"], size=60, opacity=1).encode(x=x, y=y)
    marks = alt.Chart(alt.Data(values=[{"at": cut.before - 0.5, "words": cut.words} for cut in cuts]))
    rule = marks.mark_rule(color=PALETTE["bench"], strokeDash=[4, 3], strokeWidth=1.5).encode(x=alt.X("at:Q"))
    text = marks.mark_text(
        align="right", baseline="top", dx=-5, font=FONT, fontSize=12, color=PALETTE["bench"]
    ).encode(x=alt.X("at:Q"), y=alt.value(0), text="words:N")
    return _dress(alt.layer(rule, line, dots, text).properties(width=_WIDTH * 1.6, height=140))
