"""`istmo ask effect` on the command line: the worked example, wrong use, and a machine without the extra."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from istmo.cli.app import main

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "central-america"
SUBMISSIONS = EXAMPLE / "submissions"
FIGURES = [SUBMISSIONS / "documents-2017" / "documents.csv", SUBMISSIONS / "context-2017" / "unodc.csv"]
_WITHOUT = """
import sys
for name in ("scipy", "numpy"):
    sys.modules[name] = None
from istmo.cli.app import main
main(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of what the documents say, and of counted homicides."""
    out = tmp_path_factory.mktemp("effect") / "1"
    figures = [part for file in FIGURES for part in ("--figures", str(file))]
    made = ["--number", "1", "--title", "T", "--out", str(out)]
    with pytest.raises(SystemExit) as ended:
        main(["release", "build", "--framework", str(EXAMPLE), *figures, *made])
    assert not ended.value.code
    return out


def ask(release: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process of its own that has no scipy."""
    asked = ["ask", *arguments, "--release", str(release)]
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT, *asked],
        capture_output=True,
        text=True,
        check=False,
        cwd=release.parent,
    )


def test_without_the_extra_one_sentence_says_how_to_get_it(release: Path) -> None:
    told = ask(release, "effect")
    assert (told.returncode, told.stdout) == (2, "")
    assert "pip install 'istmo[analytics]'" in told.stderr
    assert "Traceback" not in told.stderr


def test_without_the_extra_everything_else_answers(release: Path) -> None:
    told = ask(release, "trend", "--where", "indicator=homicides", "--csv")
    assert (told.returncode, told.stderr) == (0, "")
    assert "effect: " in ask(release, "--list").stdout


def rows(release: Path, capsys: pytest.CaptureFixture[str], *where: str) -> list[dict[str, str]]:
    """The answer as CSV."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(
            ["ask", "effect", "--release", str(release), "--csv", *(x for w in where for x in ("--where", w))]
        )
    assert not ended.value.code
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))


def test_the_documents_give_no_base(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {row["comparison"]: row for row in rows(release, capsys)}
    assert len(told) == 11
    assert all(row["low"] == "" and row["no_interval"] for row in told.values())
    assert told["extortion-supported-and-all"]["no_interval"] == "denominators not given; groups may overlap"
    assert told["case-time-panama"]["change_percent"] == "-70.503597122"
    assert "the units differ (days and weeks)" in told["court-files-belize"]["no_interval"]
    assert told["cocaine-panama"]["no_interval"] == "base not given"
    bare = ("homicides-half-year", "chamelecon-homicide-rate", "phoenix-homicides", "cocaine-costa-rica")
    assert all(told[code]["notes"].startswith("base not given") for code in bare)
    assert "the figure is preliminary" in told["phoenix-homicides"]["notes"]


def test_counted_homicides_have_exact_intervals(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = rows(release, capsys, "indicator=homicides", "place=BZ")
    assert told
    assert all(row["method"].startswith("exact") and row["low"] and row["high"] for row in told)
    assert all("credited to nobody" in row["sentence"] for row in told)


@pytest.mark.parametrize(("where", "words"), [("design", "column=value"), ("p=0.05", "has no column p")])
def test_wrong_use_is_one_sentence(
    release: Path, capsys: pytest.CaptureFixture[str], where: str, words: str
) -> None:
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        main(["ask", "effect", "--release", str(release), "--where", where])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert words in told.err


def test_provenance_names_what_a_number_is_compared_with(
    release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    about = ("indicator=extortion-conviction-supported", "place=SV", "period=2016")
    with pytest.raises(SystemExit) as ended:
        main(
            [
                "ask",
                "provenance",
                "--release",
                str(release),
                "--csv",
                *(x for w in about for x in ("--where", w)),
            ]
        )
    assert not ended.value.code
    told = [
        row
        for row in csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
        if row["step"] == "compared"
    ]
    assert [row["told"].partition(": ")[2].partition(": ")[2] for row in told] == [
        "another group that was not made alike; the groups may overlap. The question effect tells what that can bear."
    ]


def test_report_names_the_comparison_beside_the_number(release: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["publish", "report", "--release", str(release), "--out", str(tmp_path / "out")])
    assert not ended.value.code
    [page] = (tmp_path / "out").rglob("report.html")
    text = page.read_text(encoding="utf-8")
    assert (
        "The groups were not made alike beforehand and may have differed from the start. The groups may overlap."
        in text
    )
    assert text.count("A before and after with no other group beside it does not tell why.") == 7
