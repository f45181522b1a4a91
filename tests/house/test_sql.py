"""What engines do differently stays out of the questions' SQL (DESIGN.md section 3, Numbers).

SQL adds, compares and counts. It never divides or averages, and an aggregate whose result depends on the order of its
rows says that order. Comments and texts in quotes are not code.
"""

import re

import pytest

from tests.house._tree import SOURCE

QUESTIONS = sorted((SOURCE / "analyse").rglob("*.sql"))
_NOT_CODE = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)
_DIVIDES = re.compile(
    r"/|\b(?:avg|mean|median|quantile\w*|stddev\w*|var_\w+|divide|fdiv)\s*\(", re.IGNORECASE
)
_ORDERED = re.compile(
    r"\b(list|array_agg|string_agg|group_concat|listagg|first|last|any_value|arbitrary|histogram)\s*\(",
    re.IGNORECASE,
)


def code(sql: str) -> str:
    """The SQL without comments and quoted texts."""
    return _NOT_CODE.sub(" ", sql)


def arguments(sql: str, opened: int) -> str:
    """The text between the bracket at `opened` and the one that closes it."""
    depth = 0
    for place in range(opened, len(sql)):
        depth += (sql[place] == "(") - (sql[place] == ")")
        if depth == 0:
            return sql[opened + 1 : place]
    return sql[opened + 1 :]


def broken_rules(sql: str) -> list[str]:
    """Every rule a text of SQL breaks."""
    text = code(sql)
    found = [f"divides or averages: {match.group()}" for match in _DIVIDES.finditer(text)]
    for match in _ORDERED.finditer(text):
        if not re.search(r"\border\s+by\b", arguments(text, match.end() - 1), re.IGNORECASE):
            found.append(f"aggregate without an order: {match.group(1)}")
    return found


def test_questions_are_found() -> None:
    assert QUESTIONS


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_question_adds_compares_and_counts_only(path) -> None:
    assert broken_rules(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("sql", "count"),
    [
        ("select a / b from t", 1),
        ("select avg(a) from t", 1),
        ("select string_agg(a, ';') from t", 1),
        ("select string_agg(a, ';' order by a), list(b order by b, c) from t", 0),
        ("select first(a) from t", 1),
        ("select '1/2', a -- a/b\nfrom t /* avg(a) */", 0),
        ("select sum(a), count(*), max(b) - min(b) from t", 0),
    ],
)
def test_broken_rules_tells_planted_faults(sql: str, count: int) -> None:
    assert len(broken_rules(sql)) == count
