import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from istmo.kernel.problem import InputProblem, WrongUse
from istmo.kernel.tables import TABLES, TRANSACTIONS
from istmo.release import sql
from istmo.release.build import Part
from istmo.release.reader import open_release
from istmo.release.verify import verify
from tests.unit.release.made import Plan, figure, large_part, part, release, row, transaction


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with open_release(folder) as opened:
        return opened.query(query)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def codes(stopped: pytest.ExceptionInfo[InputProblem]) -> list[str]:
    return [problem.code for problem in stopped.value.problems]


def many(count: int) -> list[tuple[Any, ...]]:
    return [
        figure(
            place=("SV", "HN", "PA")[n % 3],
            breakdown=f"n={n:05}",
            value=Decimal(n) / 7 if n % 5 else None,
            row=n,
        )
        for n in range(count)
    ]


def test_build_writes_every_table_and_the_words_beside_them(built: Path) -> None:
    named = {f"{name}.parquet" for name in TABLES} | {"manifest.json", "datapackage.json", "README.txt"}
    assert {path.name for path in built.iterdir()} == named
    assert verify(built) == []


def test_build_leaves_only_read_only_files_and_nothing_beside(built: Path) -> None:
    assert all(path.stat().st_mode & 0o222 == 0 for path in built.iterdir())
    assert [path.name for path in built.parent.iterdir() if path.name.startswith(".")] == []


def test_build_orders_rows_by_the_key(built: Path) -> None:
    with duckdb.connect() as connection:
        told = connection.execute(f"select place from '{built}/figures.parquet'").fetchall()
    assert told == [("HN",), ("PA",), ("SV",)]


def test_build_of_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        release(tmp_path / name, part(tmp_path / "one.parquet", many(50)))
    assert files(tmp_path / "a") == files(tmp_path / "b")


@pytest.mark.parametrize("setting", ["threads = 1", "threads = 3", "memory_limit = '80MB'"])
def test_build_gives_the_same_bytes_with_other_threads_and_memory(
    tmp_path: Path, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = large_part(tmp_path / "one.parquet", 150_000)
    release(tmp_path / "usual", one)

    def connect(spill: Path) -> duckdb.DuckDBPyConnection:
        connection = sql.connect(spill)
        connection.execute(f"set {setting}")
        return connection

    monkeypatch.setattr("istmo.release.build.connect", connect)
    release(tmp_path / "other", one)
    assert files(tmp_path / "usual") == files(tmp_path / "other")


def test_build_gives_the_same_bytes_for_shuffled_rows(tmp_path: Path) -> None:
    rows = many(500)
    release(tmp_path / "a", part(tmp_path / "x.parquet", rows, "one"))
    random.Random(7).shuffle(rows)  # noqa: S311  (a shuffled file, not a secret)
    release(tmp_path / "b", part(tmp_path / "y.parquet", rows, "one"))
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_build_tells_no_path_host_or_clock(built: Path) -> None:
    for name in ("manifest.json", "datapackage.json", "README.txt"):
        told = (built / name).read_text(encoding="utf-8")
        assert str(built.parent) not in told
        assert "2026" not in told


def test_build_onto_something_is_refused(built: Path) -> None:
    before = files(built)
    with pytest.raises(WrongUse, match="exists already"):
        release(built)
    assert files(built) == before


def test_build_without_a_figure_is_a_release_all_the_same(tmp_path: Path) -> None:
    made = release(tmp_path / "empty", number=None)
    assert made.tables["figures"].rows == 0
    assert verify(tmp_path / "empty") == []
    assert ask(tmp_path / "empty", "select count(*) from figures") == [(0,)]


def test_build_in_a_folder_with_strange_letters(tmp_path: Path) -> None:
    folder = tmp_path / "año [2017] *d'or* 100%"
    folder.mkdir()
    release(folder / "r 1", part(folder / "é'[x].parquet", [figure()]))
    assert verify(folder / "r 1") == []
    assert ask(folder / "r 1", "select submission from figures") == [("é'[x]",)]


def test_build_of_what_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        release(tmp_path / "out" / "1", part(tmp_path / "one.parquet", [figure(place="XX")]))
    assert list((tmp_path / "out").iterdir()) == []


def test_manifest_of_a_numbered_release(built: Path) -> None:
    with open_release(built) as opened:
        made = opened.manifest
    assert (made.number, made.title, made.parent, made.frameworks) == (1, "First", None, {"plan": "2"})
    assert made.tables["figures"].rows == 3
    assert made.name == "release 1"


def test_parent_is_named_by_number_and_content(built: Path, tmp_path: Path) -> None:
    with open_release(built) as opened:
        first = opened.manifest
    second = release(tmp_path / "2", number=2, parent=built)
    assert second.parent is not None
    assert (second.parent.number, second.parent.content) == (1, first.content)


def test_parent_that_is_no_release_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="not a release"):
        release(tmp_path / "2", parent=tmp_path)


def test_submission_is_the_parts_own_whatever_the_file_says(tmp_path: Path) -> None:
    release(
        tmp_path / "r", part(tmp_path / "a.parquet", [figure(submission="call/somebody/1")], "call/usaid/1")
    )
    assert ask(tmp_path / "r", "select distinct submission from figures") == [("call/usaid/1",)]
    assert ask(tmp_path / "r", "select code, call from submissions") == [("call/usaid/1", None)]


def test_submission_is_the_files_own_where_the_part_names_none(tmp_path: Path) -> None:
    one = part(tmp_path / "a.parquet", [figure(submission="x"), figure(place="PA", submission="y")])
    release(tmp_path / "r", Part(one.path, ""))
    assert ask(tmp_path / "r", "select code from submissions order by 1") == [("x",), ("y",)]


def test_submission_that_nobody_names_is_told(tmp_path: Path) -> None:
    one = part(tmp_path / "a.parquet", [figure(submission="x"), figure(place="PA")])
    with pytest.raises(InputProblem) as stopped:
        release(tmp_path / "r", Part(one.path, ""))
    assert codes(stopped) == ["no_submission"]


def test_submissions_register_is_kept(tmp_path: Path) -> None:
    known = [row(TABLES["submissions"], code="one", agency="usaid", version=3)]
    release(tmp_path / "r", part(tmp_path / "one.parquet", [figure()]), registers={"submissions": known})
    assert ask(tmp_path / "r", "select code, agency, version from submissions") == [("one", "usaid", 3)]


def test_held_figures_stay_out(tmp_path: Path) -> None:
    holds = [row(TABLES["holds"], submission="one", row=3, reason="looks ten times too high")]
    rows = [figure(row=2), figure(place="PA", row=3)]
    release(tmp_path / "r", part(tmp_path / "one.parquet", rows), registers={"holds": holds})
    assert ask(tmp_path / "r", "select place from figures") == [("SV",)]
    assert ask(tmp_path / "r", "select reason from holds") == [("looks ten times too high",)]


def test_held_cell_stays_out_and_its_row_stands(tmp_path: Path) -> None:
    holds = [row(TABLES["holds"], submission="one", row=2, at="Results!F2", reason="doubtful")]
    rows = [figure(row=2, at="Results!E2"), figure(place="PA", row=2, at="Results!F2")]
    release(tmp_path / "r", part(tmp_path / "one.parquet", rows), registers={"holds": holds})
    assert ask(tmp_path / "r", "select place from figures") == [("SV",)]


def test_held_figure_restates_nothing(tmp_path: Path) -> None:
    holds = [row(TABLES["holds"], submission="new", row=2, reason="to be looked at")]
    parts = [part(tmp_path / f"{name}.parquet", [figure()]) for name in ("old", "new")]
    made = release(tmp_path / "r", *parts, registers={"holds": holds})
    assert ask(tmp_path / "r", "select submission from figures") == [("old",)]
    assert made.tables["revisions"].rows == 0


def test_transactions_come_with_their_submission(tmp_path: Path) -> None:
    rows = [transaction(place="SV"), transaction(row=3, kind="balance")]
    one = part(tmp_path / "money.parquet", rows, table=TRANSACTIONS)
    release(tmp_path / "r", transactions=[one])
    assert ask(tmp_path / "r", "select submission, row, kind from transactions") == [
        ("money", 2, "increment"),
        ("money", 3, "balance"),
    ]


@pytest.mark.parametrize(
    ("cells", "code", "told"),
    [
        ({"indicator": "houses"}, "unknown_code", "“houses” (1 rows), which indicators lacks"),
        ({"place": "XX"}, "unknown_code", "“XX” (1 rows), which places lacks"),
        ({"agency": "nasa"}, "unknown_code", "“nasa” (1 rows), which agencies lacks"),
        ({"role": "goal"}, "outside_list", "“goal” (1 rows) as role"),
        ({"state": None}, "empty_cell", "1 rows without state"),
        ({"cohort": ""}, "empty_text", "1 rows with empty text as cohort"),
    ],
)
def test_build_tells_what_does_not_hold_together(
    tmp_path: Path, cells: dict[str, Any], code: str, told: str
) -> None:
    with pytest.raises(InputProblem) as stopped:
        release(
            tmp_path / "r",
            part(
                tmp_path / "one.parquet",
                [figure(), figure(place="PA", **cells) if "place" not in cells else figure(**cells)],
            ),
        )
    assert codes(stopped) == [code]
    assert told in str(stopped.value)


def test_build_tells_all_faults_at_once(tmp_path: Path) -> None:
    rows = [figure(indicator="houses"), figure(place="XX"), figure(breakdown="a=b", place="YY")]
    with pytest.raises(InputProblem) as stopped:
        release(tmp_path / "r", part(tmp_path / "one.parquet", rows))
    assert codes(stopped) == ["unknown_code", "unknown_code"]
    assert "“XX” (1 rows), “YY” (1 rows)" in str(stopped.value)


def test_registers_that_name_a_code_twice_are_told(tmp_path: Path) -> None:
    places = [row(TABLES["places"], code="SV", name=name, kind="country") for name in ("A", "B")]
    with pytest.raises(InputProblem) as stopped:
        release(tmp_path / "r", architecture=Plan(places=places))
    assert codes(stopped) == ["duplicate_key"]
    assert "code SV stands 2 times in places" in str(stopped.value)


def test_rows_for_a_table_that_is_made_from_parts_are_our_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="figures"):
        release(tmp_path / "r", registers={"figures": [figure()]})
