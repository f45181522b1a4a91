import pytest

from istmo.kernel.problem import InputProblem, Problem, Severity, Where, group, has_errors


def test_sentence_tells_where_found_expected_and_cure():
    where = Where(file="figures.csv", column="F", row=12, header="Actual FY2017")
    problem = Problem(
        "not_a_number", Severity.ERROR, "1,30O is not a number", where, "digits", fix="did you mean 1300?"
    )
    assert problem.sentence == (
        "figures.csv, F12 (“Actual FY2017”): 1,30O is not a number. Digits. Did you mean 1300?"
    )


def test_sentence_keeps_the_dots_of_an_open_period():
    problem = Problem("period", Severity.ERROR, "write it like 2011/.. or ../2016", fix="mend it")
    assert problem.sentence == "Write it like 2011/.. or ../2016. Mend it."


def test_group_joins_what_is_alike_and_puts_errors_first():
    def at(row, severity=Severity.ERROR):
        return Problem("code", severity, "found", Where(file="f", row=row), fix="fix")

    grouped = group([at(9), at(3), at(1, Severity.NOTE), *(at(row) for row in range(20, 30))])
    assert [(p.severity, p.count, p.where.row) for p in grouped] == [("error", 12, 3), ("note", 1, 1)]
    assert [place.row for place in grouped[0].places] == [3, 9, 20, 21, 22]
    assert grouped[0].sentence == "f, row 3: found. Fix. (12 times; also rows 9, 20, 21, 22)"


def test_json_round_trip():
    problem = Problem(
        "code", Severity.NOTE, "found", Where(file="f", row=3), fix="fix", places=(Where(row=3),)
    )
    assert Problem.from_json(problem.to_json()) == problem


def test_input_problem_carries_every_problem():
    problems = [Problem("a", Severity.ERROR, "one", fix="x"), Problem("b", Severity.WARNING, "two", fix="y")]
    with pytest.raises(InputProblem, match=r"One\. X\.\nTwo\. Y\."):
        raise InputProblem(problems)
    assert has_errors(problems)
    assert not has_errors(problems[1:])
