"""What a worked case says, a reader finds on the page: one release of several cases, and its annual report."""

import re
from html import unescape
from pathlib import Path

import pytest

from istmo.publish import report
from istmo.release.reader import open_release
from tests.algebra.building import make
from tests.algebra.reading import Case, themes

#: Cases whose indicators and places do not get in one another's way.
TOGETHER = (
    "Three of five reported, each in full",
    "Two activities of one agency may reach the same people",
    "Equal bare targets are the common target",
    "A district that may not be told is a hole in the land",
    "Others are shown beside, in no total of ours",
    "What a regional program cannot split stands beside the lands, in the region's total",
)
SENTENCES = (
    "2 not reported (works pumps-4, works pumps-5)",
    "80 of target not reported",
    "overlap not examined",
    "2 of 4 met their own target",
    "1 withheld",
    "friends gift-road",
    "60 of it not split by place",
)


def together(titles: tuple[str, ...]) -> Case:
    """One case of several: their indicators, registers and files in one release."""
    cases = [case for theme in themes().values() for case in theme.cases if case.title in titles]
    assert {case.title for case in cases} == set(titles)
    places = {place["code"]: place for case in cases for place in case.places}
    return Case(
        title="Several",
        why="",
        indicators=[indicator for case in cases for indicator in case.indicators],
        questions=[],
        figures=[text for case in cases for text in case.figure_files],
        places=list(places.values()),
        agencies=[agency for case in cases for agency in case.agencies],
    )


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a reader sees of the report."""
    release: Path = make(together(TOGETHER), tmp_path_factory.mktemp("page"))
    with open_release(release) as opened:
        page = report.render(opened)
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_of_a_case_stands_on_the_page(text: str, sentence: str) -> None:
    assert sentence in text


def test_range_stands_on_the_page(text: str) -> None:
    assert re.search(r"320\s*(to|–|-)\s*580", text)
