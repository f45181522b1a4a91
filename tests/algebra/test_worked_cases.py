"""Every worked case is built as a real release and asked the real question: the cells and the words must come out."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from istmo.analyse import catalogue
from istmo.release.reader import open_release
from tests.algebra.building import make
from tests.algebra.reading import Case, Question, Row, number, themes

CASES = {f"{name}: {case.title}": case for name, theme in themes().items() for case in theme.cases}
#: Columns that hold sentences.
WORDS = (
    "notes", "status_words", "beside", "reasons", "gaps", "breaks", "read_as", "made", "steps", "remark", "sentence",
)  # fmt: skip


@pytest.mark.parametrize("title", CASES)
def test_worked_case_comes_out_as_it_must(title: str, tmp_path: Path) -> None:
    compare(CASES[title], make(CASES[title], tmp_path))


# What is held is held by its row, so that those files keep their order.
@pytest.mark.slow
@pytest.mark.parametrize("title", [title for title, case in CASES.items() if not case.held])
def test_order_of_rows_changes_nothing(title: str, tmp_path: Path) -> None:
    compare(CASES[title], make(CASES[title], tmp_path, backwards=True))


def compare(case: Case, release: Path) -> None:
    """All that is wrong at once: what came out and what should have."""
    wrong: list[str] = []
    with open_release(release) as opened:
        for question in case.questions:
            answer = catalogue.ask(question.name, opened, **question.where)
            wrong += differences(question, answer.dicts())
    assert not wrong, "\n".join([case.why, *wrong])


def differences(question: Question, rows: Sequence[Row]) -> list[str]:
    """What came out otherwise, in words."""
    if len(rows) != len(question.rows):
        told = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
        return [f"{question.ask}: {len(rows)} rows came out, not {len(question.rows)}: {told}"]
    wrong = [
        f"{question.ask}: {name} is {row.get(name, 'no column')}, not {cell} ({words(row)})"
        for row, wanted in zip(rows, question.rows, strict=True)
        for name, cell in wanted.items()
        if not same(row.get(name, "no column"), cell)
    ]
    said = " | ".join(words(row) for row in rows)
    wrong += [
        f"{question.ask}: does not say “{text}” but “{said}”" for text in question.says if text not in said
    ]
    return wrong + [
        f"{question.ask}: says “{text}”: “{said}”" for text in question.never_says if text in said
    ]


def words(row: Row) -> str:
    """All sentences of a row."""
    return "; ".join(str(row[name]) for name in WORDS if row.get(name))


def same(came: Any, wanted: Any) -> bool:
    """Whether a cell is what the case says; a number with decimals is compared as far as they are written."""
    count = number(wanted)
    if count is None or number(came) is None:
        return bool(came == wanted) if wanted is None or came is None else str(came) == str(wanted)
    exponent = count.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(came).quantize(Decimal(1).scaleb(exponent)) == count if exponent < 0 else came == count


def test_same_tells_numbers_and_words_apart() -> None:
    assert same(Decimal("84.166666667"), 84.2)
    assert same(Decimal("80.000000000"), 80)
    assert not same(Decimal("80.4"), 80)
    assert not same(None, 0)
    assert not same(Decimal(0), None)
    assert same("met", "met")
