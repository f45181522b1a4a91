"""A second, unrelated strategy goes all the way, and nothing in the code knows the first one."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from istmo.analyse import catalogue
from istmo.cli.app import main
from istmo.release.reader import Release, open_release
from istmo.spec.architecture import load, read
from tests.house._tree import ROOT, SOURCE, modules

EXAMPLE = ROOT / "examples" / "environment-england"
FIRST = ROOT / "examples" / "central-america"
FIGURES = EXAMPLE / "submissions" / "targets-2023" / "targets.csv"
#: What a question needs to be asked at all.
NEEDED = {
    "provenance": {"indicator": "tree-cover", "place": "england", "period": "2050"},
    "sample": {"seed": "1"},
}
#: The command that builds the worked example names its folder; formats name the publishers whose files they read; some
#: descriptions show what a code looks like.
ALLOWED = {
    "cli/commands/demo.py": {"central-america"},
    "formats/_columns.py": {"world bank"},
    "formats/fae.py": {"foreign aid explorer", "foreign-aid-explorer", "u.s. government"},
    "formats/worldbank.py": {"world bank"},
    "framework/models.py": {"strategy-2017"},
    "kernel/_plan.py": {"strategy-2017"},
    "web/accounts/forms.py": {"strategy-2017"},
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    out = tmp_path_factory.mktemp("england") / "1"
    build = ["release", "build", "--framework", str(EXAMPLE), "--figures", str(FIGURES), "--title", "England"]
    with pytest.raises(SystemExit) as left:
        main([*build, "--number", "1", "--out", str(out)])
    assert left.value.code == 0
    with open_release(out) as opened:
        yield opened


def test_the_framework_is_right_and_has_other_words() -> None:
    whole, problems = read(EXAMPLE)
    assert whole is not None
    assert [p.sentence for p in problems] == []
    levels = {node["level"] for node in whole.records("nodes")}
    first = {node["level"] for node in load(FIRST).records("nodes")}
    assert levels == {"goal", "area", "target"}
    assert levels != first
    assert not whole.codes("places") & {"HN", "GT", "SV"}
    assert not whole.codes("agencies") & load(FIRST).codes("agencies")


def test_its_figures_pass_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["submission", "check", str(FIGURES), "--framework", str(EXAMPLE)])
    assert left.value.code == 0
    assert "0 errors, 0 warnings" in "".join(capsys.readouterr())


def test_no_result_is_invented() -> None:
    with FIGURES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["role"] for row in rows} == {"target", "baseline"}
    assert len({row["note"].split(":")[0] for row in rows}) > 10
    assert all(row["source"] in load(EXAMPLE).codes("sources") for row in rows)


@pytest.mark.parametrize("question", catalogue.names())
def test_every_question_can_be_asked(release: Release, question: str) -> None:
    answer = catalogue.ask(question, release, **NEEDED.get(question, {}))
    assert answer.columns


def test_targets_wait_for_their_years(release: Release) -> None:
    rows = {row["indicator"]: row for row in catalogue.ask("progress", release).dicts()}
    told = {code: row["status"] for code, row in rows.items() if row["target"] is not None}
    assert len(told) == 11
    assert set(told.values()) == {"too_early"}
    assert all(row["result"] is None for row in rows.values())
    assert rows["water-use"]["period"] == "2037-04/2038-03"
    parts = catalogue.ask("breakdowns", release, indicator="farm-pollution").dicts()
    assert not any(row["role"] == "result" for row in parts if "role" in row)


def test_the_report_speaks_in_the_strategys_own_words(release: Release, tmp_path: Path) -> None:
    for paper in ("report", "factsheet"):
        with pytest.raises(SystemExit) as left:
            main(["publish", paper, "--release", str(release.path), "--out", str(tmp_path)])
        assert left.value.code == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Nobody can say yet: this release holds no result." in page
    assert "What can be judged, by goal" in page
    assert "Targets by goal" in page
    assert "line of effort" not in page.casefold()
    assert "nobody wrote reference sheets for this release" in page
    assert "0 of 14 performance indicators are standard ones" in page


def names_of_the_first() -> set[str]:
    """Names, long enough to be no ordinary word, and codes of frameworks of the first example."""
    whole = load(FIRST)
    told = {row["name"] for table in ("places", "agencies", "forums") for row in whole.records(table)}
    told |= {row["alias"] for row in whole.records("aliases")} | set(whole.frameworks) | {"central-america"}
    ordinary = {
        "undated",
        "documents",
        "private sector",
        "civil society",
        "world",
        "worldwide",
        "global",
        "united states",
        "government",
    }
    return {name.casefold() for name in told if len(name) > 5} - ordinary


def texts(path: Path) -> Iterator[str]:
    """The texts of a module that a program can act on: no docstrings, no comments, no examples beside a check."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    idle: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            idle.add(id(body[0].value))
        if isinstance(node, ast.Assign) and {getattr(t, "id", "") for t in node.targets} & {
            "PASSES",
            "FAILS",
            "LAST",
        }:
            idle |= {id(inner) for inner in ast.walk(node.value)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in idle:
            yield node.value


def test_no_code_names_the_first_strategy() -> None:
    names = names_of_the_first()
    assert "honduras" in names
    wanted = re.compile(rf"(?<!\w)({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")
    found = {}
    for path in modules():
        told = path.relative_to(SOURCE).as_posix()
        named = {match for text in texts(path) for match in wanted.findall(text.casefold())} - ALLOWED.get(
            told, set()
        )
        if named:
            found[told] = sorted(named)
    assert found == {}


def test_the_search_finds_a_planted_name(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        '"""Honduras in a docstring."""\nPASSES = "Honduras"\nNAME = "honduras, or not"\n', encoding="utf-8"
    )
    assert list(texts(planted)) == ["honduras, or not"]
