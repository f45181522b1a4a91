"""A milestone told by the word of its state: read as its number, or told what the cell takes."""

from pathlib import Path

import duckdb

from istmo.collect import intake
from tests.called import exercise

HEADER = "indicator,place,period,role,agency,activity,value\n"


def test_words_of_states_are_read_and_others_are_told_what_there_is(tmp_path: Path) -> None:
    lines = ["Adopted", "in force", "adoptd", "soon", "7", "2"]
    rows = [f"water-law,cora,FY20{nth},result,works,law-cora,{word}" for nth, word in enumerate(lines, 20)]
    file = tmp_path / "figures.csv"
    file.write_text(HEADER + "\n".join([*rows, "wells-built,bera,FY2025,result,works,wells-bera,soon"]))
    (tmp_path / "into").mkdir()
    came = intake.read([file], architecture=exercise(), into=tmp_path / "into")
    values = duckdb.sql(f"select value::int from '{came.figures}'").fetchall()
    assert [value for (value,) in values] == [3, 4, None, None, 7, 2, None]
    told = [(one.code, one.where.row, one.fix) for one in came.problems]
    assert ("milestone_state", 4, "did you mean “3 adopted”?") in told
    assert ("milestone_state", 5, "write the number of the state that was reached") in told
    assert ("milestone_state", 6, "did you mean “4 in-force”?") in told
    read = [(one.where.row, one.found) for one in came.problems if one.code == "state_read_as_number"]
    assert read[0] == (2, "“Adopted” was read as state 3 of the milestone")
    # The same word where a number is counted is no number still.
    (left,) = (one for one in came.problems if one.code == "value_not_a_number")
    assert (left.where.row, left.count) == (8, 1)
