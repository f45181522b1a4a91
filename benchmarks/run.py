"""`make bench`: measure every ratio of DESIGN.md section 8 in one run; write benchmarks/RESULTS.md and growth.svg.

Each step runs in a process of its own, three times by turns, and counts with its cheapest run. Ratios are of processor
time, which a busy machine changes little; the ratio of wall time is told beside. `--rows` sets the size (one million by
default); a tenth of it and ten times of it are measured once, for growth. On two cores with nothing else to do the whole
takes about half an hour, with `--no-tenfold` a third of that.
"""

import argparse
import json
import math
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track

from benchmarks.growth import draw, points
from benchmarks.questions import QUESTIONS, beside
from benchmarks.step import STEPS

HERE = Path(__file__).parent
TALK = Console(stderr=True)


@dataclass(frozen=True)
class Cost:
    """What one step took: seconds of wall and of processor time, and megabytes of resident memory at most."""

    seconds: float
    processor: float
    megabytes: float


#: What a step has that failed: no comparison with it is ever kept.
NOT_MEASURED = Cost(math.inf, math.inf, math.inf)


@dataclass(frozen=True)
class Ratio:
    """One line of the table: a step beside what it is measured by, and the most it may be."""

    told: str
    step: str
    beside: str
    most: float


RATIOS = (
    Ratio("door and deposit beside DuckDB's CSV to Parquet", "door", "duckdb_load", 3.0),
    Ratio("door, all checks and deposit beside DuckDB's CSV to Parquet", "checked", "duckdb_load", 6.0),
    Ratio("release build beside one sorted COPY of each large table", "build", "sorted_copy", 1.3),
    *(
        Ratio(
            f"question `{bulk.told}` beside the smallest GROUP BY to its grain",
            bulk.told,
            beside(bulk.told),
            4.0,
        )
        for bulk in QUESTIONS
    ),
    Ratio(
        "`istmo ask` of one indicator beside its bare query in Python, both from their start",
        "asked",
        "bare_query",
        1.5,
    ),
)
#: Ten times the rows: the most each step may take of ten times the time.
GROWTH = {"door": 11.0, "checked": 11.0, "build": 14.0} | {bulk.told: 11.0 for bulk in QUESTIONS}
#: Where the GROUP BY takes less than SHORT seconds, a question may take FLOOR more than it, whatever the ratio: decision 0023.
SHORT, FLOOR = 0.1, 1.0
#: What the picture shows: more lines could not be told apart.
DRAWN = ("door", "checked", "build", "progress")
MOST_MEGABYTES = 2048.0


def prepare(folder: Path, rows: int) -> Path:
    """The figures and the architecture of one size, made in a process of their own.

    A process begins its life with the largest memory its parent ever had: this one has to stay small.
    """
    subprocess.run([sys.executable, "-m", "benchmarks.generate", str(rows), str(folder)], check=True)
    return folder


def cost(step: str, folder: Path) -> Cost:
    """Run one step in a process of its own; one that fails is told and costs no number."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.step", step, str(folder)],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        TALK.print(f"{step} failed with {folder.name} rows: {done.stderr.strip().splitlines()[-1:]}")
        return NOT_MEASURED
    return Cost(**json.loads(done.stdout.strip().splitlines()[-1]))


def costs(folder: Path, times: int) -> dict[str, Cost]:
    """Every step `times` times, by turns so that a busy machine slows all alike; the cheapest run of each counts."""
    best: dict[str, Cost] = {}
    for step in track(
        [step for _ in range(times) for step in STEPS], f"Measuring {folder.name}", console=TALK
    ):
        now = cost(step, folder)
        best[step] = min(best.get(step, now), now, key=lambda c: c.processor)
    return best


def ratio_lines(best: dict[str, Cost]) -> list[str]:
    """The ratios as lines of a table."""
    lines = [_line(ratio.told, best[ratio.step], best[ratio.beside], ratio.most) for ratio in RATIOS]
    whole = [best[step] for step in ("checked", "build", "progress")]
    ours = Cost(
        seconds=sum(cost.seconds for cost in whole),
        processor=sum(cost.processor for cost in whole),
        megabytes=max(cost.megabytes for cost in whole),
    )
    told = "door, checks, deposit, release and `progress` beside a pandas script without any of the records"
    return [*lines, _line(told, ours, best["pandas_script"], None)]


def _line(told: str, ours: Cost, theirs: Cost, most: float | None) -> str:
    ratio, wall = ours.processor / theirs.processor, ours.seconds / theirs.seconds
    kept = "–" if most is None else _kept(ratio <= most)
    if most is not None and ratio > most and theirs.processor < SHORT:
        within = ours.processor - theirs.processor <= FLOOR
        kept += f", {'but' if within else 'nor'} within {FLOOR:g} s"
    bound = f"{'–' if most is None else f'{most:g}'} | {kept}"
    return (
        f"| {told} | {ours.processor:.2f} s | {theirs.processor:.2f} s | {ratio:.2f} | {wall:.2f} | {bound} |"
    )


def _kept(kept: bool) -> str:
    return "yes" if kept else "**no**"


def growth_lines(small: dict[str, Cost], large: dict[str, Cost]) -> list[str]:
    """Ten times the rows: times and memory as lines of a table."""
    lines = []
    for step, most in GROWTH.items():
        times, memory = large[step].processor / small[step].processor, large[step].megabytes
        kept = _kept(times <= most and memory <= MOST_MEGABYTES)
        lines.append(
            f"| {step} | {large[step].processor:.1f} s | {times:.1f} | {most:g} | {memory:.0f} MB | {kept} |"
        )
    return lines


_HEAD = (
    "| what | istmo | beside | ratio | ratio of wall time | at most | kept |",
    "|---|---|---|---|---|---|---|",
)


def table(rows: int, times: int, small: dict[str, Cost], large: dict[str, Cost] | None) -> str:
    """The whole page."""
    parts = [
        "# What it costs",
        "",
        (
            f"Made by `make bench`: {rows:,} figures and {rows // 10:,} amounts, {os.cpu_count()} cores, "
            f"Python {platform.python_version()}."
        ),
        f"Every line is a ratio of two processor times of one run; the cheapest of {times} counts.",
        (
            f"Where what stands beside takes less than {SHORT:g} s, it is told besides whether the question needs at most "
            f"{FLOOR:g} s more: reading its rules alone takes longer than four times so little."
        ),
        "",
        *_HEAD,
        *ratio_lines(small),
    ]
    if large:
        parts += [
            "",
            f"The same with {rows * 10:,} figures, measured once:",
            "",
            *_HEAD,
            *ratio_lines(large),
            "",
            f"Ten times the rows ({rows * 10:,} figures), measured once:",
            "",
            "| step | processor time | times as long | at most | memory | kept |",
            "|---|---|---|---|---|---|",
            *growth_lines(small, large),
            "",
            "![Seconds and megabytes from a tenth of the figures to ten times as many](growth.svg)",
        ]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Measure and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--no-tenfold", action="store_true")
    options.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    chosen = options.parse_args()
    folder = HERE / ".data"
    small = costs(prepare(folder / str(chosen.rows), chosen.rows), chosen.times)
    large = None
    if not chosen.no_tenfold:
        tenth, tenfold = chosen.rows // 10, chosen.rows * 10
        tiny = costs(prepare(folder / str(tenth), tenth), 1)
        large = costs(prepare(folder / str(tenfold), tenfold), 1)
        measured = {tenth: tiny, chosen.rows: small, tenfold: large}
        told = {
            rows: {step: (of.seconds, of.megabytes) for step, of in best.items()}
            for rows, best in measured.items()
        }
        draw(points(told, DRAWN), chosen.out.with_name("growth.svg"))
    chosen.out.write_text(table(chosen.rows, chosen.times, small, large), encoding="utf-8")
    TALK.print(f"Written: {chosen.out}")


if __name__ == "__main__":
    main()
