"""The worked example's report and the documents it rests on, held against its release: the way a press officer goes."""

import re
import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from istmo.formats.door import read_document
from istmo.publish.draft import check, held
from istmo.publish.draft.judge import Judge
from istmo.release.reader import open_release
from tests.examples.worked_example import SHARED
from tests.hostile.cli import EXAMPLE, Ended, istmo
from tests.services import office

SUBMISSIONS = EXAMPLE / "submissions"
_MONEY = SUBMISSIONS / "funds-2017"
_DOCUMENTS = SUBMISSIONS / "documents-2017/documents.csv"
_SECONDS = 300


def build(folder: Path, figures: list[Path], money: list[Path]) -> Path:
    """A release of these files."""
    arguments = ["--framework", EXAMPLE, "--number", "1", "--title", "T", "--out", folder / "1"]
    for option, files in (("--figures", figures), ("--transactions", money)):
        arguments += [part for file in files for part in (option, file)]
    made = run(folder, "release", "build", *arguments)
    assert made.code == 0, made.said
    return folder / "1"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of what the documents and the context sources say, and of the money."""
    folder = tmp_path_factory.mktemp("drafts")
    money = [folder / "money.csv", _MONEY / "foreign-aid-explorer.csv"]
    shutil.copy(_MONEY / "documents.csv", money[0])
    return build(folder, [_DOCUMENTS, *sorted((SUBMISSIONS / "context-2017").glob("*.csv"))], money)


@pytest.fixture(scope="module")
def judge(release: Path) -> Judge:
    return held.judge(open_release(release), None, "en")


def run(folder: Path, *arguments: str | Path) -> Ended:
    return istmo(*arguments, temporary=folder / "temporary", seconds=_SECONDS)


def test_a_number_changed_by_hand_in_the_word_report_is_named(tmp_path: Path) -> None:
    release = build(tmp_path, [_DOCUMENTS], [])
    published = run(
        tmp_path, "publish", "report", "--release", release, "--out", tmp_path, "--format", "docx"
    )
    assert published.code == 0, published.said
    path, marked = tmp_path / "report.docx", tmp_path / "marked.docx"
    clean = run(tmp_path, "draft", "check", path, "--release", release)
    assert (clean.code, clean.said) == (0, "")
    assert re.search(r"numbers: ([0-9,]+); \1 in the release, 0 changed, 0 stale, 0 unknown", clean.out)

    opened = docx.Document(str(path))
    number = next(t for t in opened.element.body.iter(qn("w:t")) if t.text == "22,000")
    number.text = "23,000"
    opened.save(str(path))
    told = run(tmp_path, "draft", "check", path, "--release", release, "--marked", marked)
    assert told.code == 1
    assert "“23,000” is changed: the release has 22,000" in told.said
    assert "1 changed, 0 stale, 0 unknown" in told.out
    (comment,) = docx.Document(str(marked)).comments
    assert "22,000" in comment.text
    assert office.saved(marked, "pdf", tmp_path / "office").stat().st_size > 100_000


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the reference material is not beside the checkout")
def test_every_number_of_the_documents_is_found_and_nothing_else_is_told(judge: Judge) -> None:
    told = [
        check.check(read_document(path), path.name, judge)
        for path in sorted((SHARED / "sources").glob("*.txt"))
    ]
    assert len(told) == 5
    findings = [(one.kind, one.text) for outcome in told for one in outcome.findings]
    assert findings == [("too_strong", "as a result of")]
    assert sum(outcome.found for outcome in told) >= 65


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the reference material is not beside the checkout")
def test_nearly_every_number_of_the_documents_is_told_when_changed(judge: Judge) -> None:
    changed = told = 0
    for path in sorted((SHARED / "sources").glob("*.txt")):
        for paragraph in read_document(path).paragraphs:
            for mention, _ in judge.numbers(paragraph.text):
                digits = re.search(r"[0-9]", mention.text)
                if not digits:
                    continue
                at = mention.start + digits.start()
                other = str((int(paragraph.text[at]) + 4) % 9 + 1)
                text = paragraph.text[:at] + other + paragraph.text[at + 1 :]
                verdicts = [verdict.kind for one, verdict in judge.numbers(text) if one.start <= at < one.end]
                changed += 1
                told += bool(verdicts and verdicts[0])
    assert changed >= 45
    assert told >= 0.9 * changed
