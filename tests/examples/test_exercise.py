"""The exercise: what each trap of its README must give, computed by hand, and the word on everything made of it."""

import csv
import io
import json
import os
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from istmo.analyse import catalogue
from istmo.release.reader import Release, open_release
from tests.workspace.commands import Ran, run

WORD = "illustrative"


def istmo(*arguments: str) -> Ran:
    return run(list(arguments), dict(os.environ))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exercise") / "w"
    done = istmo("demo", str(folder), "--exercise")
    assert done.code == 0, done.err
    assert re.search(r"shown once: ([a-z]{4}-){3}[a-z]{4}\n", done.out)
    assert "illustrative-celia   coordinator  health\n" in done.out
    return folder


@pytest.fixture(scope="module")
def second(workspace: Path) -> Iterator[Release]:
    with open_release(workspace / "releases" / "2") as opened:
        yield opened


def one(release: Release, question: str, **where: str) -> dict[str, Any]:
    [row] = catalogue.ask(question, release, **where).dicts()
    return row


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ({"indicator": "people-served", "place": "alta", "period": "FY2024"}, {"result": Decimal(800)}),
        (
            {"indicator": "people-served", "place": "alta", "period": "FY2025"},
            {"result": None, "result_low": Decimal(900), "result_high": Decimal(1400)},
        ),
        (
            {"indicator": "people-served", "place": "bera", "period": "FY2025"},
            {"achievement": Decimal(70), "status": "not_met"},
        ),
        (
            {"indicator": "cases-solved", "place": "bera", "period": "FY2024"},
            {"result": Decimal(75), "status": "met"},
        ),
        ({"indicator": "cases-solved", "place": "bera", "period": "FY2025"}, {"status": "not_reported"}),
        ({"indicator": "wells-built", "place": "cora", "period": "FY2024"}, {"result": Decimal(36)}),
        (
            {"indicator": "wells-built", "place": "cora", "span": "life"},
            {"result": Decimal(88), "target": Decimal(100)},
        ),
        (
            {"indicator": "wells-built", "place": "lands-regional", "period": "FY2025"},
            {"result": Decimal(10)},
        ),
        (
            {"indicator": "grants-paid", "place": "bera", "period": "FY2025"},
            {"result": None, "status": "not_reported"},
        ),
        ({"indicator": "homes-connected", "place": "alta", "period": "FY2025"}, {"result": Decimal(300)}),
        ({"indicator": "waiting-time", "place": "alta", "period": "FY2025"}, {"result": Decimal(30)}),
        ({"indicator": "thefts", "place": "bera", "period": "FY2025"}, {"status": "no_target"}),
    ],
)
def test_trap_gives_what_its_readme_says(
    second: Release, where: dict[str, str], told: dict[str, Any]
) -> None:
    row = one(second, "progress", **where)
    assert {name: row[name] for name in told} == told


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ({"indicator": "people-served", "place": "alta", "period": "FY2024"}, "overlap settled: max"),
        ({"indicator": "people-served", "place": "alta", "period": "FY2025"}, "overlap not examined"),
        (
            {"indicator": "cases-solved", "place": "bera", "period": "FY2024"},
            "target stated after the period began",
        ),
        ({"indicator": "wells-built", "place": "bera", "period": "FY2025"}, "withheld"),
        ({"indicator": "thefts", "place": "bera", "period": "FY2025"}, "base not given"),
    ],
)
def test_trap_is_told_in_words(second: Release, where: dict[str, str], words: str) -> None:
    assert words in one(second, "progress", **where)["notes"]


@pytest.mark.parametrize(
    ("question", "where", "told"),
    [
        (
            "progress",
            {"indicator": "homes-connected", "place": "alta", "period": "FY2024"},
            {"status": "conditional", "status_words": "conditional, not funded"},
        ),
        (
            "progress",
            {"indicator": "water-law", "place": "cora", "period": "FY2024"},
            {"status": "conditional", "status_words": "conditional, the reform is not there yet"},
        ),
        (
            "missed",
            {"indicator": "wells-built", "place": "cora", "period": "FY2025"},
            {
                "verdict": "missed",
                "reason": "suspended_funds",
                "lacks": None,
                "previous": "FY2024: 36; FY2023: 28",
            },
        ),
        (
            "missed",
            {"indicator": "trust", "place": "bera", "period": "FY2024"},
            {"verdict": "missed", "lacks": "reason, explanation, plan, schedule"},
        ),
        (
            "quality",
            {"row": "indicator", "indicator": "cases-solved"},
            {
                "sheet": "incomplete",
                "missing": "breakdowns, or why there are none; method; known limitations; time of the baseline; "
                "day of the last update",
                "standing": "not_assessed",
            },
        ),
        (
            "quality",
            {"row": "indicator", "indicator": "people-served"},
            {"sheet": "complete", "standing": "in_time", "unassessed": "health-bera, works", "changes": 2},
        ),
        (
            "quality",
            {"row": "indicator", "indicator": "wells-built"},
            {"sheet": "complete", "standing": "overdue", "overdue_since": date(2025, 6, 15)},
        ),
        (
            "quality",
            {"row": "framework", "framework": "exercise"},
            {"indicators": 11, "standards": 0, "complete": 3, "incomplete": 1, "overdue": 1, "in_time": 1},
        ),
        (
            "evaluations",
            {"row": "evaluation", "evaluation": "wells-cora-impact"},
            {"standing": "late", "days_late": 35},
        ),
        ("evaluations", {"row": "evaluation", "evaluation": "grants-2025"}, {"standing": "overdue"}),
        (
            "evaluations",
            {"row": "agency", "agency": "works"},
            {"median": Decimal(5_000_000), "programmes": 7, "with_value": 6, "not_evaluated": 2},
        ),
        (
            "evaluations",
            {"row": "agency", "agency": "justice"},
            {
                "median": None,
                "notes": "the median size is not available, because its one programme has no amount",
            },
        ),
        ("calibration", {"row": "decision", "position": "2"}, {"finding": "decision without evidence"}),
        ("calibration", {"undertaking": "court-fees"}, {"finding": "reform without decision"}),
        ("calibration", {"undertaking": "wells-to-council"}, {"finding": "not sustained or unknown"}),
        ("calibration", {"activity": "wells-lands"}, {"finding": "scaled without evidence"}),
        ("calibration", {"undertaking": "second-pipe"}, {"finding": "conditional, not funded"}),
        ("undertakings", {"undertaking": "second-pipe"}, {"deadline": "conditional", "overdue": False}),
    ],
)
def test_what_was_learned_is_told_as_the_readme_says(
    second: Release, question: str, where: dict[str, str], told: dict[str, Any]
) -> None:
    row = one(second, question, **where)
    assert {name: row[name] for name in told} == told


def test_recommendations_are_followed_up(second: Release) -> None:
    rows = catalogue.ask("evaluations", second, row="recommendation", evaluation="wells-cora-impact").dicts()
    assert [row["standing"] for row in rows] == ["done", "overdue", "open", "not_agreed"]


def test_foundation_stands_beside_and_in_no_total(second: Release) -> None:
    row = one(second, "progress", indicator="people-served", place="alta", period="FY2025")
    assert (row["beside"], row["result_high"]) == ("friends friends-alta 250", Decimal(1400))


def test_restatement_leaves_the_first_release_as_it_was(workspace: Path, second: Release) -> None:
    asked = {"indicator": "wells-built", "place": "cora", "period": "FY2024"}
    with open_release(workspace / "releases" / "1") as first:
        assert one(first, "progress", **asked)["result"] == Decimal(40)
    assert one(second, "progress", **asked)["result"] == Decimal(36)
    assert second.query("select value, restated_by from revisions") == [
        (Decimal(40), "exercise-2025/works/2")
    ]


def test_held_figure_is_in_no_table_and_named_with_its_reason(second: Release) -> None:
    assert second.query("select count(*) from figures where value = 9500000") == [(0,)]
    [(submission, row, reason)] = second.query('select submission, "row", reason from holds')
    assert (submission, row) == ("exercise-2025/works/2", 13)
    assert "ten times" in reason


def test_returned_version_is_in_no_release(second: Release) -> None:
    codes = [code for (code,) in second.query("select code from submissions")]
    assert "exercise-2025/works/2" in codes
    assert "exercise-2025/works/1" not in codes


def test_again_makes_the_same_releases_and_no_third(workspace: Path) -> None:
    before = {file: file.read_bytes() for file in workspace.glob("releases/*/manifest.json")}
    again = istmo("demo", str(workspace), "--exercise")
    assert again.code == 0
    assert "They have the password shown the first time" in again.out
    assert {file: file.read_bytes() for file in workspace.glob("releases/*/manifest.json")} == before
    assert len(before) == 2


def test_exercise_and_worked_example_are_never_mixed(workspace: Path) -> None:
    refused = istmo("demo", str(workspace))
    assert refused.code == 2
    assert "holds work of its own" in refused.err


def test_word_stands_in_every_file_of_releases_and_reports(workspace: Path) -> None:
    silent = [
        file.relative_to(workspace).as_posix()
        for folder in ("releases", "out")
        for file in sorted((workspace / folder).rglob("*"))
        if file.is_file() and WORD not in _words(file)
    ]
    assert silent == []


def test_word_stands_in_every_row_that_is_asked(workspace: Path) -> None:
    release = str(workspace / "releases" / "2")
    for question in catalogue.names():
        where = ["--where", "indicator=thefts", "--where", "place=bera", "--where", "period=FY2025"]
        more = {"provenance": where, "crosswalk": ["--where", "to=exercise"]}.get(question, [])
        told = istmo("ask", question, "--release", release, "--csv", *more)
        assert told.code == 0, told.err
        rows = list(csv.reader(io.StringIO(told.out)))
        assert {row[0] for row in rows} == {WORD}, question
        as_json = json.loads(istmo("ask", question, "--release", release, "--json", *more).out)
        assert any("Illustrative" in note for note in as_json["notes"]), question


def _words(file: Path) -> str:
    """The text of a file that a reader would see, in small letters."""
    if file.suffix == ".parquet":
        return " ".join(key.decode() for key in pq.read_metadata(file).metadata or {}).casefold()
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as archive:
            return archive.read("word/document.xml").decode().casefold()
    if file.suffix == ".pdf":
        from pypdf import PdfReader

        return (PdfReader(file).pages[0].extract_text() or "").casefold()
    return file.read_text(encoding="utf-8").casefold()


def test_settling_an_overlap_goes_as_its_page_tells(workspace: Path, tmp_path: Path) -> None:
    practice = tmp_path / "practice"
    shutil.copytree(workspace, practice)
    page = (Path(__file__).parents[2] / "docs/how-to/settle-an-overlap.md").read_text(encoding="utf-8")
    commands = [
        (shlex.split(line[2:])[1:], told)
        for block in re.findall(r"```\n(.*?)```", page, re.DOTALL)
        for line, told in _typed(block)
    ]
    assert len(commands) == 6
    for arguments, told in commands:
        ran = istmo(*(argument.replace("practice", str(practice), 1) for argument in arguments))
        said = {
            line.rstrip().replace(str(practice), "practice")
            for line in (ran.out + "\n" + ran.err).splitlines()
        }
        # How istmo calls itself depends on how it was called.
        said |= {re.sub(r"\S+ -m istmo|\S+/istmo", "istmo", line) for line in said}
        assert set(told) <= said


def _typed(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a transcript with the lines that follow it."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part.startswith("$ "):
            command, *told = part.splitlines()
            yield command, [line.rstrip() for line in told]


def test_an_overdue_assessment_stands_beside_the_numbers(workspace: Path, second: Release) -> None:
    told = one(second, "quality", row="indicator", indicator="wells-built", as_of="2024-09-30")
    assert told["standing"] == "in_time"
    words = "Data last assessed on 15 June 2022; the next assessment is overdue since 15 June 2025."
    assert words in (workspace / "out/2/report.html").read_text(encoding="utf-8")
    sheets = [path.read_text(encoding="utf-8") for path in (workspace / "out/2/countries").glob("*.html")]
    assert any(words in sheet for sheet in sheets)
    [note] = [note for note in catalogue.ask("progress", second).notes if "assessed too long ago" in note]
    assert "wells-built on 2022-06-15, overdue since 2025-06-15" in note
