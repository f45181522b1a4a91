"""`istmo ask` gives the table on stdout, the talk on stderr, and refuses in one sentence."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from istmo.cli.app import main
from tests.oracle.store import Store

EXAMPLE = Path(__file__).parents[3] / "examples" / "central-america"
FIGURES = EXAMPLE / "submissions" / "documents-2017" / "documents.csv"
Asked = Callable[..., tuple[int, str, str]]


def leave(*arguments: str) -> int:
    """The exit code of the command line."""
    try:
        main(list(arguments))
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of what the documents say."""
    out = tmp_path_factory.mktemp("ask") / "1"
    made = ["--figures", str(FIGURES), "--number", "1", "--title", "T", "--out", str(out)]
    assert leave("release", "build", "--framework", str(EXAMPLE), *made) == 0
    return out


@pytest.fixture
def ask(release: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Ask that release: exit code, stdout, stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = leave("ask", *arguments, "--release", str(release))
        told = capsys.readouterr()
        return code, told.out, told.err

    capsys.readouterr()
    return run


def test_csv_has_every_column_and_exact_numbers(ask: Asked) -> None:
    code, out, err = ask("progress", "--where", "indicator=sme-sales", "--csv")
    (row,) = csv.DictReader(io.StringIO(out, newline=""))
    assert (code, err) == (0, "")
    assert (row["result"], row["qualifier"], row["period"]) == ("153000000", "at_least", "2011/2016")


def test_json_has_rows_and_notes(ask: Asked) -> None:
    code, out, _ = ask("progress", "--where", "indicator=sme-jobs", "--where", "place=SV", "--json")
    told = json.loads(out)
    assert code == 0
    assert [row["result"] for row in told["rows"]] == ["22000"]
    assert told["notes"]


def test_table_is_for_reading_and_the_talk_is_apart(ask: Asked) -> None:
    code, out, err = ask("progress")
    assert code == 0
    assert "153,000,000" in out
    assert "over $153 million" in out
    assert "Performance only" in err


def test_nothing_found_is_an_answer(ask: Asked) -> None:
    assert ask("progress", "--where", "place=XX")[0] == 0


def test_list_tells_the_questions(ask: Asked) -> None:
    code, out, _ = ask("--list")
    assert code == 0
    assert "\nprogress: Progress: result, target" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["profit"], "There is no question profit. There are benchmarks, "),
        ([], "Name a question: benchmarks, "),
        (["progress", "--engine", "spark://cluster:7077"], "does not answer questions yet"),
        (["progress", "--where", "country=HN"], "progress has no column country. It has indicator,"),
        (["progress", "--where", "place"], "--where takes column=value, not place."),
        (["progress", "--where", "place=HN", "--where", "place=SV"], "--where names place twice"),
        (["progress", "--json", "--csv"], "Choose one of --json and --csv."),
        (["provenance", "--where", "indicator=sme-jobs"], "name its place, period too"),
    ],
)
def test_wrong_use_is_one_sentence(ask: Asked, arguments: list[str], sentence: str) -> None:
    code, out, err = ask(*arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


def test_no_release_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert leave("ask", "progress", "--release", str(tmp_path / "none")) == 2
    assert "none" in capsys.readouterr().err


def test_sample_writes_its_evidence_and_tells_the_file(ask: Asked, tmp_path: Path) -> None:
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    code, out, err = ask("sample", "--n", "3", "--seed", "5", "--out", str(first))
    assert (code, out.strip()) == (0, str(first))
    assert "Drawn 3 of " in err
    code, out, err = ask("sample", "--n", "3", "--seed", "5", "--out", str(second), "--csv")
    assert len(list(csv.DictReader(io.StringIO(out, newline="")))) == 3
    assert str(second) in err
    assert first.read_bytes() == second.read_bytes()


def test_sample_as_a_table_writes_nothing_unasked(
    ask: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ask("sample", "--json")[0] == 0
    assert list(tmp_path.iterdir()) == []
    assert ask("sample", "--n", "2")[1].strip() == "evidence-1-n2-seed7.zip"
    assert [path.name for path in tmp_path.iterdir()] == ["evidence-1-n2-seed7.zip"]


def test_what_is_of_sample_is_of_no_other_question(ask: Asked) -> None:
    code, _, err = ask("progress", "--n", "3")
    assert code == 2
    assert "are of the question sample" in err


def test_a_workspace_that_is_none_is_told(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert leave("-w", str(release), "ask", "sample", "--release", str(release)) == 2
    assert "is no workspace with a vault" in capsys.readouterr().err


def test_revisions_are_held_against_another_release(ask: Asked, release: Path) -> None:
    code, out, err = ask("revisions", "--against", str(release), "--json")
    assert (code, json.loads(out)["rows"], err) == (0, [], "")
    assert any("From release 1 to release 1" in note for note in json.loads(out)["notes"])


@pytest.mark.parametrize(
    ("question", "against", "told"),
    [("revisions", "nowhere", "is not a folder"), ("progress", "nowhere", "no column against")],
)
def test_what_cannot_be_held_against_another_is_refused(
    ask: Asked, question: str, against: str, told: str
) -> None:
    code, out, err = ask(question, "--against", against)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_sql_is_whole_and_runs_by_hand(ask: Asked) -> None:
    code, out, _ = ask("progress", "--sql")
    parameters = {
        "indicator": None,
        "place": None,
        "within": None,
        "apart": False,
        "since": None,
        "until": None,
    }
    assert code == 0
    assert Store().fill({}).query(out, parameters | {"year": None}) == []
