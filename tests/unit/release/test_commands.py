"""`istmo release build|verify|diff`, as a user types them."""

import json
import shutil
from pathlib import Path

import pytest

from istmo.cli.app import main

EXAMPLE = Path(__file__).parents[3] / "examples" / "central-america"
HEADER = "indicator,place,period,role,value,source\n"


def told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files of context that say one value differently."""
    made = []
    for name, value in (("before", "41"), ("after", "42.5")):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"{HEADER}homicide-rate,HN,2016,context,{value},unodc-2012\n", encoding="utf-8")
        made.append(path)
    return made


def build(files: list[Path], out: Path, *more: str) -> list[str]:
    named = [f"--figures={file}" for file in files]
    return ["release", "build", "--framework", str(EXAMPLE), *named, "--title", "T", "--out", str(out), *more]


def test_build_verify_and_diff(files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "año 1", tmp_path / "2"
    assert told(build(files[:1], first), capsys)[:2] == (0, f"{first}\n")
    assert told(build(files, second, "--number=2", f"--parent={first}"), capsys)[0] == 0
    assert told(["release", "verify", str(second)], capsys)[0] == 0
    _, out, _ = told(["release", "diff", str(first), str(second)], capsys)
    assert "value 41 → 42.5" in out
    _, out, _ = told(["release", "diff", str(first), str(second), "--json"], capsys)
    assert json.loads(out)["tables"]["figures"]["changed"] == 1


def test_build_takes_several_files_after_one_option(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = build([], tmp_path / "r", "--json", "--figures", *map(str, files))
    code, out, _ = told(arguments, capsys)
    assert code == 0
    made = json.loads(out)["manifest"]
    assert (made["tables"]["figures"]["rows"], made["tables"]["revisions"]["rows"]) == (1, 1)
    assert made["number"] is None


def test_build_with_an_unreadable_value_is_exit_1_and_makes_nothing(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(f"{HEADER}homicide-rate,HN,2016,context,1,30O,unodc-2012\nx,HN,2016,context,y,z\n")
    code, _, err = told(build(files, tmp_path / "r"), capsys)
    assert code == 1
    assert "before.csv" in err
    assert not (tmp_path / "r").exists()


def test_build_with_an_unknown_code_is_exit_1(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files[0].write_text(f"{HEADER}no-such-thing,HN,2016,context,1,unodc-2012\n")
    code, _, err = told(build(files, tmp_path / "r"), capsys)
    assert code == 1
    assert "“no-such-thing” (1 rows), which indicators lacks" in err


def test_build_onto_something_is_exit_2(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(build(files, tmp_path), capsys)
    assert code == 2
    assert "exists already" in err


def test_build_of_two_files_of_one_name_is_exit_2(
    files: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    again = Path(shutil.copy(files[0], tmp_path / "other"))
    code, _, err = told(build([files[0], again], tmp_path / "r"), capsys)
    assert code == 2
    assert "Several files are named before" in err


def test_verify_of_an_altered_release_is_exit_1(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / "places.parquet").unlink()
    code, out, err = told(["release", "verify", str(built)], capsys)
    assert (code, out) == (1, "")
    assert "places.parquet: the file is missing" in err
    code, out, _ = told(["release", "verify", str(built), "--json"], capsys)
    assert code == 1
    assert json.loads(out)["problems"][0]["where"]["file"] == "places.parquet"


def test_verify_of_no_release_is_exit_2_or_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(["release", "verify", str(tmp_path / "none")], capsys)[0] == 2
    assert told(["release", "verify", str(tmp_path)], capsys)[0] == 1
