"""The sentences of questions are read off their code."""

from docs.sentences import of_python, of_sql


def test_python_gives_strings_with_their_gaps_numbered() -> None:
    source = 'def f(who, n):\n    """Nothing of this."""\n    return f"{who} has no value, of {n:,}"\n'
    assert list(of_python(source)) == ["%(1)s has no value, of %(2)s"]


def test_python_gives_texts_that_are_filled_later() -> None:
    assert list(of_python('X = {"a": "{who} withholds its value."}')) == ["%(1)s withholds its value."]


def test_python_gives_what_a_condition_chooses_inside_of_a_sentence() -> None:
    source = "X = f\"told{', and nobody knows why' if x else ''} by {who}\""
    assert set(of_python(source)) == {"told%(1)s by %(2)s", ", and nobody knows why"}


def test_python_gives_no_error_no_code_and_no_sql() -> None:
    source = 'raise WrongUse("There is no such thing.")\nX = "not_reported"\nY = "SELECT a FROM b"\n'
    assert list(of_python(source)) == []


def test_sql_gives_the_arguments_of_concat_as_one_sentence() -> None:
    source = "SELECT concat(t.about, ': between before and after ', lower(t.changed), '.') AS sentence FROM told AS t"
    assert list(of_sql(source)) == ["%(1)s: between before and after %(2)s."]


def test_sql_gives_what_a_case_chooses_and_what_is_joined() -> None:
    source = "SELECT concat(a, CASE WHEN b THEN ' is a lower bound' ELSE ' is ' || 'another' END, ': inexact by far.')"
    assert set(of_sql(source)) == {"%(1)s%(2)s: inexact by far.", " is a lower bound", " is another"}


def test_sql_gives_the_title_of_a_rule() -> None:
    source = "-- no_target: Results without a target\n-- kind: exact\n-- about: gap\nSELECT 'a|b c' AS x"
    assert list(of_sql(source)) == ["Results without a target"]
