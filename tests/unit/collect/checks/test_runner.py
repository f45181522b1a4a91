"""The runner groups in SQL, tells places in the reporter's own words, and knows whose fault a crash is."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from istmo.collect.checks import runner
from istmo.collect.checks._catalogue import Check, all_checks
from istmo.collect.checks._sql import FINDINGS_TOLD
from istmo.collect.checks._tables import Given
from istmo.collect.checks.runner import CheckFault, examine
from istmo.kernel.problem import PLACES_TOLD, Severity, Where
from istmo.kernel.tables import FIGURES
from tests.unit.collect.checks.small import headers, parquet, registers

CODES = {check.code: check for check in all_checks()}
GOOD = CODES["unknown_place"].passes


class Architecture:
    """As much of an architecture as a check needs."""

    def tables(self) -> dict[str, list[tuple[object, ...]]]:
        """The small framework."""
        return registers()


def given(text: str, folder: Path, **more: object) -> Given:
    """The tables of one CSV text of figures."""
    made = Given(figures=parquet(text, folder / "new.parquet"), tables=registers(), headers=headers(text))
    return replace(made, **more)  # type: ignore[arg-type]


def many(rows: int, out: Path, place: str) -> Path:
    """A file of many figures; `place` is an SQL expression over the number i."""
    told = {
        "indicator": "'homicide-rate'", "place": place, "role": "'context'", "span": "'period'", "breakdown": "''",
        "state": "'reported'", "value": "1", "row": "i + 2", "at": "'B' || (i + 2)",
        "period_start": "date '2016-01-01'", "period_end": "date '2016-12-31'",
    }  # fmt: skip
    columns = ", ".join(
        f'({told.get(c.name, "null")})::{c.type.value} as "{c.name}"' for c in FIGURES.columns
    )
    with duckdb.connect() as connection:
        connection.execute(f"copy (select {columns} from range({rows}) t(i)) to '{out}' (format parquet)")
    return out


def test_clean_file_has_no_problem_and_says_what_was_checked(tmp_path: Path) -> None:
    told = examine(given(GOOD, tmp_path))
    assert told.problems == ()
    assert "unknown_place" in told.checked
    assert {n.code: n.why for n in told.not_checked}["large_change"] == "no release to compare with was given"
    assert {*told.checked, *(n.code for n in told.not_checked)} == set(CODES)


def test_problem_names_file_letter_row_and_own_header(tmp_path: Path) -> None:
    text = "indicator,place,period,role,value\nhomicide-rate,Salvadro,2016,context,1\n"
    own = {**headers(text), "place": ("B", "Lugar")}
    (problem,) = examine(given(text, tmp_path, headers=own), file="año 2016.csv").problems
    assert problem.where == Where("año 2016.csv", "", "B", 2, "Lugar", "homicide-rate", "2016")
    assert problem.sentence == (
        "año 2016.csv, B2 (“Lugar”): “Salvadro” is not a place of the list. Did you mean SV? Write its code."
    )


def test_sheet_and_letter_come_from_the_cell_where_no_header_says(tmp_path: Path) -> None:
    text = "indicator,place,period,role,value\nhomicide-rate,XX,2016,context,1\n"
    file = parquet(text, tmp_path / "a.parquet")
    moved = tmp_path / "b.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select * replace ('''My data''!F12' as \"at\", 12 as row) from '{file}') to '{moved}'"
        )
    (problem,) = examine(Given(figures=moved, tables=registers())).problems
    assert (problem.where.sheet, problem.where.column, problem.where.row) == ("My data", "F", 12)


def test_alike_findings_are_one_problem_with_first_places(tmp_path: Path) -> None:
    file = many(1000, tmp_path / "new.parquet", "'XX'")
    told = examine(Given(figures=file, tables=registers()), checks=[CODES["unknown_place"]])
    (problem,) = told.problems
    assert problem.count == 1000
    assert [place.row for place in problem.places] == [2, 3, 4, 5, 6]
    assert len(problem.places) == PLACES_TOLD


def test_many_different_findings_are_told_in_part_and_counted_in_full(tmp_path: Path) -> None:
    file = many(1000, tmp_path / "new.parquet", "'X' || (i % 100)")
    problems = examine(Given(figures=file, tables=registers()), checks=[CODES["unknown_place"]]).problems
    assert len(problems) == FINDINGS_TOLD + 1
    assert sum(problem.count for problem in problems) == 1000
    rest = max(problems, key=lambda problem: problem.count)
    assert rest.found.startswith("80 more findings of this kind")


def test_findings_are_told_in_the_same_order_every_time(tmp_path: Path) -> None:
    file = many(5000, tmp_path / "new.parquet", "'X' || (i * 7919 % 1000)")
    told = [examine(Given(figures=file, tables=registers())).problems for _ in range(3)]
    assert told[0] == told[1] == told[2]


def test_errors_come_before_warnings_and_notes(tmp_path: Path) -> None:
    text = (
        "indicator,place,period,role,agency,activity,value\n"
        "people-trained,SV,FY2017,target,usaid,,10\npeople-trained,XX,FY2017,result,usaid,courts,1.5\n"
    )
    severities = [problem.severity for problem in examine(given(text, tmp_path)).problems]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


def test_a_table_that_is_missing_leaves_its_checks_unchecked(tmp_path: Path) -> None:
    tables = registers()
    del tables["places"]
    told = examine(given(GOOD, tmp_path, tables=tables))
    assert "the framework has no places" in {n.why for n in told.not_checked if n.code == "unknown_place"}


def test_a_check_over_both_tables_runs_with_either(tmp_path: Path) -> None:
    money = parquet(
        "stage,amount,currency,kind,place\nobligated,5,USD,increment,XX\n", tmp_path / "m.parquet"
    )
    told = examine(Given(transactions=money, tables=registers()))
    assert [problem.code for problem in told.problems] == ["unknown_place"]
    assert "unknown_place" in told.checked
    assert "unknown_indicator" in {n.code for n in told.not_checked}


@pytest.mark.parametrize("part", ["row", "query"])
def test_a_broken_check_is_our_fault_and_is_named(tmp_path: Path, part: str) -> None:
    whole = CODES["unknown_place"]
    broken: Check = replace(whole, code="broken", **{"row": "", "query": "", part: "n.no_such_column > 1"})
    with pytest.raises(CheckFault, match="The check broken is broken"):
        examine(given(GOOD, tmp_path), checks=[whole, broken])


def test_run_gives_the_problems_of_an_architecture(tmp_path: Path) -> None:
    figures = parquet(CODES["unknown_place"].fails, tmp_path / "new.parquet")
    problems = runner.run(figures=figures, transactions=None, architecture=Architecture(), file="f.csv")
    assert [problem.code for problem in problems] == ["unknown_place"]
    assert problems[0].where.file == "f.csv"


def test_texts_of_strangers_are_told_short_and_on_one_line(tmp_path: Path) -> None:
    text = f'indicator,place,period,role,value\nhomicide-rate,"{"x" * 300}\ny%(z)s",2016,context,1\n'
    (problem,) = examine(given(text, tmp_path)).problems
    assert "\n" not in problem.sentence
    assert len(problem.found) < 120


def test_no_figures_at_all_finds_nothing(tmp_path: Path) -> None:
    empty = parquet("indicator,place,period,role,value\n", tmp_path / "new.parquet")
    assert examine(Given(figures=empty, tables=registers())).problems == ()


UNREAD = (
    "indicator,place,period,period_as_written,role,value\n"
    "homicide-rate,SV,undated,2017-Q5,context,1\nhomicide-rate,SV,undated,FY17,context,2\n"
)


def test_periods_that_could_not_be_read_are_no_duplicates(tmp_path: Path) -> None:
    own = {name: told for name, told in headers(UNREAD).items() if name != "period_as_written"}
    assert examine(given(UNREAD, tmp_path, headers=own)).problems == ()


def test_undated_figures_with_words_of_the_reporter_are_duplicates(tmp_path: Path) -> None:
    codes = {problem.code for problem in examine(given(UNREAD, tmp_path)).problems}
    assert codes == {"duplicate_figure", "unknown_period"}


def test_empty_required_cells_are_left_to_the_reader(tmp_path: Path) -> None:
    text = "indicator,place,period,role,value\nhomicide-rate,SV,2016,context,1\n"
    file = parquet(text, tmp_path / "a.parquet")
    blank = tmp_path / "b.parquet"
    with duckdb.connect() as connection:
        emptied = "'' as indicator, '' as place, '' as role"
        connection.execute(f"copy (select * replace ({emptied}) from '{file}') to '{blank}' (format parquet)")
    assert examine(Given(figures=blank, tables=registers())).problems == ()


def test_signs_that_steer_a_terminal_are_not_told(tmp_path: Path) -> None:
    text = "indicator,place,period,role,value\nhomicide-rate,\x1b[31mXX,2016,context,1\n"
    (problem,) = examine(given(text, tmp_path)).problems
    assert "\x1b" not in problem.sentence


def test_a_folder_named_like_a_pattern_is_one_folder(tmp_path: Path) -> None:
    for name in ("a [1]*", "a 1b"):
        (tmp_path / name).mkdir()
        parquet(CODES["unknown_place"].fails, tmp_path / name / "new.parquet")
    told = examine(Given(figures=tmp_path / "a [1]*" / "new.parquet", tables=registers()))
    assert [(problem.code, problem.count) for problem in told.problems] == [("unknown_place", 1)]
