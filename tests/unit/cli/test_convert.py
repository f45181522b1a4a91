"""`istmo convert`: a file written whole, problems told, and the exit code of the contract."""

import json
from pathlib import Path

import duckdb
import pytest

from istmo.cli.app import main

HEADER = "indicator,place,period,role,value\n"
GOOD = f"{HEADER}i,SV,FY2017,result,5\n"


def convert(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["convert", *map(str, arguments)])
    return int(ended.value.code or 0)


def given(folder: Path, text: str, name: str = "given.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_convert_writes_figures_and_transactions_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    money = given(tmp_path, "stage,amount,currency\nobligated,5,USD\n", "money.csv")
    out = tmp_path / "out.csv"
    assert convert(given(tmp_path, GOOD), money, "--from", "csv", "--to", "csv", "--out", out) == 0
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("i,SV,FY2017,")
    assert "obligated,5,USD" in (tmp_path / "out.transactions.csv").read_text(encoding="utf-8")
    assert "Written: " in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "given.csv", "money.csv", "out.csv", "out.transactions.csv",
    ]  # fmt: skip


def test_convert_takes_the_formats_from_the_names(tmp_path: Path) -> None:
    assert convert(given(tmp_path, GOOD), "--out", tmp_path / "out.parquet") == 0
    assert convert(tmp_path / "out.parquet", "--out", tmp_path / "back.csv") == 0
    assert convert(tmp_path / "back.csv", "--out", tmp_path / "again.csv") == 0
    assert (tmp_path / "back.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()
    assert duckdb.execute(
        "SELECT count(*) FROM read_parquet($1)", [str(tmp_path / "out.parquet")]
    ).fetchall() == [(1,)]


def test_convert_with_an_error_writes_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert convert(given(tmp_path, GOOD.replace(",5", ",five")), "--out", out) == 1
    assert ",five," in out.read_text(encoding="utf-8")
    assert "error: given.csv, E2 (“value”): “five” is not a number." in capsys.readouterr().err


def test_convert_as_json_tells_on_stdout_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(given(tmp_path, GOOD.replace(",5", ",-")), "--out", tmp_path / "out.csv", "--json") == 1
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert (answer["ok"], answer["written"]) == (False, [str(tmp_path / "out.csv")])
    assert answer["problems"][0]["code"] == "value_not_a_number"
    assert told.err == ""


def test_convert_of_nothing_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(given(tmp_path, ""), "--out", tmp_path / "out.csv") == 1
    assert not (tmp_path / "out.csv").exists()
    assert "Nothing was written." in capsys.readouterr().err


def test_convert_above_the_limit_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(given(tmp_path, GOOD), "--out", tmp_path / "out.csv", "--max-bytes", 10) == 1
    assert "larger than 10 bytes" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [["--to", "telex"], ["--from", "telex"], ["--out", "no-such-folder/out.csv"], ["--out", "out.unknown"]],
)
def test_convert_used_wrongly_is_exit_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert convert(given(tmp_path, GOOD), "--out", "out.csv", *wrong) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["given.csv"]


def test_convert_of_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert convert(tmp_path / "none.csv", "--out", tmp_path / "out.csv") == 2
    assert "does not exist" in capsys.readouterr().err
