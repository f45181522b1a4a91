"""What comes in: versions of one statement, a target for a quarter, rows of a file, a cell that became a date."""

import re
from typing import Any

from istmo.collect import intake
from istmo.kernel.period import Period
from istmo.spec.architecture import load
from tests import workbooks
from tests.algebra.elsewhere import Answer, Case, has, only
from tests.algebra.elsewhere.reading import number, worded
from tests.algebra.elsewhere.world import HERE, World

_QUARTER = re.compile(r"FQ([1-4]) (\d{4})")


def quarter(told: str) -> Period:
    """`FQ3 2022`: the third quarter of the fiscal year 2022, taken as ours."""
    found = _QUARTER.fullmatch(told)
    assert found, told
    return Period.parse(f"FY{found[2]}-Q{found[1]}")


def versions(case: Case) -> Answer:
    """`versions` of one planned amount: the latest stands; each earlier one stays in its own release."""
    world, said = World("amount"), case.inputs["versions"]
    period = quarter(case.inputs["quarter"]).code if "quarter" in case.inputs else "2020-Q3"
    for n, version in enumerate(said):
        world.say(number(version["v"]), role="target", period=period, submission=n)
    seen = []
    for n in range(len(said)):
        with world.released(case.out, n) as asked:
            seen.append(asked.total(period=period)["target"])
    snapshots = {f"snapshot_{version['report']}": told for version, told in zip(said, seen, strict=True)}
    return {"latest_total": seen[-1], "latest": seen[-1], **snapshots}


def forecast(case: Case) -> Answer:
    """`report` and `forecast_for`: a plan for a quarter, stated with the report of another, on its last day."""
    stated, wanted = quarter(case.inputs["report"]).end, quarter(case.inputs["forecast_for"])
    assert stated is not None
    world, out = World("amount"), case.out
    world.say(number(1), role="target", period=wanted.code, stated_on=stated.isoformat())
    architecture = load(world.folder(out / "framework"))
    came = intake.read([world.file(out / "figures.csv")], architecture=architecture, into=out / "read")
    late = [problem for problem in came.problems if problem.code == "target_after_start"]
    with world.released(case.out) as asked:
        status = asked.total(period=wanted.code)["target_status"]
    stopped = [problem.found for problem in late if problem.severity == "error"]
    return {
        "error": stopped[0] if stopped else None,
        "told": [problem.code for problem in late],
        "target_status": status,
    }


def rows(case: Case) -> Answer:
    """`rows` of one file: how many figures come in, and how many errors stop it."""
    world, out = World(), case.out
    for n, told in enumerate(case.inputs["rows"], 1):
        entry: dict[str, Any] = told if isinstance(told, dict) else {"v": told}
        value, _ = worded(entry["v"])
        world.say(value, by=f"row{n}", note=str(entry.get("comment", "")))
    architecture = load(world.folder(out / "framework"))
    came = intake.read([world.file(out / "figures.csv")], architecture=architecture, into=out / "read")
    errors = sum(problem.count for problem in came.problems if problem.severity == "error")
    if errors:
        return {"imported": 0, "errors": errors}
    with world.released(case.out) as asked:
        return {"imported": asked.release.query("SELECT count(*) FROM figures")[0][0], "errors": 0}


def cell(case: Case) -> Answer:
    """`cell`: what a spreadsheet made of a text, put into the column of a number."""
    assert "(date)" in str(case.inputs["cell"]), case.inputs
    world, out = World("percentage"), case.out
    world.place(HERE)
    world.series["work"] = "own"
    architecture = load(world.folder(out / "framework"))
    header = ("indicator", "place", "period", "role", "agency", "activity", "value")
    typed = ["i", HERE, "2020", "result", "own", "work", workbooks.number("G2", "44654", workbooks.DAY)]
    sheet = workbooks.sheet([workbooks.row(1, header), workbooks.row(2, typed)])
    file = workbooks.workbook(out / "figures.xlsx", {"Results": sheet})
    came = intake.read([file], architecture=architecture, into=out / "read")
    dates = [p for p in came.problems if p.severity == "error" and "is a date" in p.found]
    return {"error": f"{dates[0].found}; {dates[0].fix}" if dates else None}


SHAPES = [
    (lambda inputs: "versions" in inputs, versions),
    (has("report", "forecast_for"), forecast),
    (only("rows"), rows),
    (only("cell"), cell),
]
