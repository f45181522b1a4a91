"""The meta-test: every check has a page, a passing and a failing example, and knows nothing but its tables."""

import ast
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest

from docs.catalogues import LANGUAGES
from istmo.collect import checks
from istmo.collect.checks._catalogue import Check, all_checks
from istmo.collect.checks._tables import Given
from istmo.collect.checks.runner import Outcome, examine
from istmo.kernel.problem import Problem
from istmo.publish import problems as words
from istmo.publish.foreign import OPEN
from tests.unit.collect.checks.small import headers, is_money, parquet, registers

CHECKS = all_checks()
every_check = pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])


def outcome(check: Check, text: str, folder: Path) -> Outcome:
    """Run one check over one of its examples."""
    file = parquet(text, folder / "new.parquet")
    given = Given(
        figures=None if is_money(text) else file,
        transactions=file if is_money(text) else None,
        last=parquet(check.last, folder / "last.parquet") if check.last else None,
        tables=registers(),
        headers=headers(text),
        call=check.call or None,
    )
    return examine(given, file="example.csv", checks=[check])


@every_check
def test_check_accepts_its_passing_example(check: Check, tmp_path: Path) -> None:
    assert check.passes
    told = outcome(check, check.passes, tmp_path)
    assert told.problems == ()
    assert told.checked == (check.code,)


@every_check
def test_check_finds_its_failing_example(check: Check, tmp_path: Path) -> None:
    assert check.fails
    problems = outcome(check, check.fails, tmp_path).problems
    assert problems
    assert {problem.code for problem in problems} == {check.code}
    assert all(problem.found and problem.fix for problem in problems)
    assert "%(" not in " ".join(problem.sentence for problem in problems)
    assert "None" not in " ".join(problem.sentence for problem in problems)
    assert_spoken(check, problems)


def assert_spoken(check: Check, problems: Iterable[Problem]) -> None:
    """Whatever it tells is told in the other languages: fails with what has to be written, and where."""
    for lang, problem in product(LANGUAGES, problems):
        for text in filter(None, (problem.found, problem.expected, problem.why, problem.fix)):
            said = words.said(text, lang)
            stays = OPEN in said or (said == text and " " in text)
            assert not stays, (
                f"{check.code} says “{text}”, and this stays English in “{lang}”: write it as one text of the check (words "
                f"that SQL chooses among in SAYS), run python -m docs.catalogues, and fill in its msgstr in "
                f"src/istmo/publish/locale/{lang}/LC_MESSAGES/problems.po"
            )


@every_check
def test_check_has_a_page(check: Check) -> None:
    assert check.title
    assert not check.title.endswith(".")
    assert "How to mend it:" in check.page


@every_check
def test_sentences_do_not_begin_with_a_code(check: Check) -> None:
    # The first letter of a sentence becomes a capital; a code would be told wrongly.
    assert not [text for text in (*check.expected, *check.fix) if text.startswith(("%", "“"))]


@every_check
def test_check_is_one_expression_or_one_query(check: Check) -> None:
    assert bool(check.row) != bool(check.query)


@every_check
def test_check_imports_only_the_kernel(check: Check) -> None:
    tree = ast.parse((Path(checks.__path__[0]) / f"{check.code}.py").read_text("utf-8"))
    names = [
        name
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    ]
    assert all(name.startswith("istmo.kernel") for name in names)


def test_checks_of_the_issue_are_there() -> None:
    assert len(CHECKS) >= 10
