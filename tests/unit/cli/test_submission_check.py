"""`istmo submission check` needs a file and a framework, tells all problems on stderr and the summary on stdout."""

import json
from pathlib import Path

import pytest

from istmo.cli.app import main
from istmo.kernel.problem import PLACES_TOLD
from tests.workbooks import marks_of, row, sheet, workbook

EXAMPLE = Path(__file__).parents[3] / "examples" / "central-america"
HEADER = "indicator,place,period,role,value\n"
GOOD = f"{HEADER}homicide-rate,SV,2016,context,81.2\n"
BAD = f"{HEADER}homicide-rate,SV,2016,context,8l.2\nhomicide-rates,XX,2016,context,5\n"


def check(text: str, folder: Path, *options: str) -> int:
    """The exit code of checking a file of this text."""
    file = folder / "figures.csv"
    file.write_text(text, encoding="utf-8")
    try:
        main(["submission", "check", str(file), "--framework", str(EXAMPLE), *options])
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def test_good_file_exits_zero_and_says_what_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(GOOD, tmp_path) == 0
    told = capsys.readouterr()
    assert "rows read: 1\nfigures: 1 (1 context)\nproblems: 0 errors, 0 warnings, 0 notes" in told.out
    assert "because no release to compare with was given" in told.out
    assert told.err == ""


def test_bad_file_exits_one_and_tells_every_problem_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(BAD, tmp_path) == 1
    told = capsys.readouterr()
    assert "figures.csv, E2 (“value”)" in told.err
    assert (
        "figures.csv, A3 (“indicator”): “homicide-rates” is not the code of an indicator. Did you mean homicide-rate?"
        in told.err
    )
    assert "figures.csv, B3 (“place”): “XX” is not a place of the list" in told.err
    assert "problems: 3 errors" in told.out
    assert "Mend the errors" in told.out


def test_json_is_the_whole_product(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(BAD, tmp_path, "--json") == 1
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert told.err == ""
    assert answer["ok"] is False
    assert answer["read"] == {"rows": 2, "figures": {"context": 2}, "transactions": {}}
    assert {problem["code"] for problem in answer["problems"]} >= {"unknown_indicator", "unknown_place"}
    assert "unknown_place" in answer["checked"]
    assert {"code": "large_change", "why": "no release to compare with was given"} in answer["not_checked"]
    assert not set(answer["checked"]) & {each["code"] for each in answer["not_checked"]}


def test_warnings_alone_exit_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        check("indicator,place,period,role,value,unit\nhomicide-rate,SV,2016,context,81.2,days\n", tmp_path)
        == 0
    )
    told = capsys.readouterr()
    assert told.err.startswith("warning: figures.csv, F2 (“unit”)")
    assert "0 errors, 1 warning, 0 notes" in told.out


def test_file_above_max_bytes_is_refused_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(GOOD, tmp_path, "--max-bytes", "10") == 1
    told = capsys.readouterr()
    assert "larger than 10 bytes" in told.err
    assert "rows read: 0" in told.out


def test_missing_file_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["submission", "check", str(tmp_path / "none.csv"), "--framework", str(EXAMPLE)])
    assert ended.value.code == 2
    assert "none.csv does not exist" in capsys.readouterr().err


def test_last_that_is_no_release_is_wrong_use(tmp_path: Path) -> None:
    assert check(GOOD, tmp_path, "--last", str(tmp_path)) == 2


def test_figures_and_transactions_in_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    money = tmp_path / "money.csv"
    money.write_text("stage,amount,currency,kind\nobligated,1000,USD,increment\n", encoding="utf-8")
    figures = tmp_path / "figures.csv"
    figures.write_text(GOOD, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["submission", "check", str(figures), str(money), "--framework", str(EXAMPLE)])
    assert not ended.value.code
    told = capsys.readouterr().out
    assert "rows read: 2\nfigures: 1 (1 context)\ntransactions: 1 (1 obligated)" in told


def test_marked_file_is_written_although_there_are_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"homicide-rates,SV,{year},context,x\n" for year in range(2000, 2020))
    assert check(HEADER + rows, tmp_path, "--marked", str(tmp_path / "out.xlsx"), "--json") == 1
    told = capsys.readouterr()
    assert all(len(problem["places"]) <= PLACES_TOLD for problem in json.loads(told.out)["problems"])
    assert "Written: " in told.err
    remarks = marks_of(tmp_path / "out.xlsx")["figures"]
    assert {f"E{row}" for row in range(2, 22)} <= set(remarks)
    assert (
        "Error: “homicide-rates” is not the code of an indicator. Did you mean homicide-rate?"
        in remarks["A2"]
    )


@pytest.mark.parametrize("out", ["out.csv", "out.xlsm"])
def test_marked_file_needs_the_ending_of_a_workbook(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(GOOD, tmp_path, "--marked", str(tmp_path / out)) == 2
    assert f"let its name end in .xlsx, not as {out}" in capsys.readouterr().err
    assert not (tmp_path / out).exists()


def test_marked_takes_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = tmp_path / "more.csv"
    second.write_text(GOOD, encoding="utf-8")
    assert check(GOOD, tmp_path, str(second), "--marked", str(tmp_path / "out.xlsx")) == 2
    assert "--marked gives one file back" in capsys.readouterr().err


def test_problem_of_a_check_names_the_sheet_of_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each sheet has its own letters, and only it is told."""
    one = sheet(
        [row(1, HEADER.strip().split(",")), row(2, ["homicide-rate", "SV", "2016", "context", "81.2"])]
    )
    two = sheet(
        [
            row(3, ["Value", "Role", "Period", "Place", "Indicator"]),
            row(4, ["5", "context", "2016", "XX", "homicide-rates"]),
        ]
    )
    file = workbook(tmp_path / "a.xlsx", {"One": one, "Last year": two})
    with pytest.raises(SystemExit) as ended:
        main(["submission", "check", str(file), "--framework", str(EXAMPLE)])
    assert ended.value.code == 1
    told = capsys.readouterr().err
    assert "a.xlsx, Last year!E4 (“Indicator”): “homicide-rates” is not the code" in told
    assert "a.xlsx, Last year!D4 (“Place”): “XX” is not a place" in told
    assert "One!" not in told
