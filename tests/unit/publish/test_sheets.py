"""Fact sheet and country sheets: so many sheets and no more, each number with what must be read with it."""

from importlib import import_module
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest

from istmo.publish import countries, edition, factsheet, papers, sheet
from istmo.publish.desk import Desk
from istmo.publish.edition import Page
from istmo.publish.words import Words
from istmo.release.reader import Release
from tests.unit.publish import paper
from tests.unit.publish.page import Page as Read


@pytest.fixture(scope="module")
def desk(release: Release) -> Desk:
    return Desk(release, Words())


@pytest.fixture(scope="module")
def papers_told(desk: Desk) -> dict[str, Page]:
    return {page.name: page for page in (factsheet.page(desk), *countries.pages(desk))}


def face(page: Page, name: str) -> bytes:
    made: bytes = import_module(f"istmo.publish.faces.{name}").write(page)
    return made


def test_one_sheet_for_each_country_of_the_group(papers_told: dict[str, Page]) -> None:
    assert list(papers_told) == ["factsheet", "countries/AA", "countries/BB", "countries/CC"]


def test_fact_sheet_has_two_pages_and_country_sheets_one(papers_told: dict[str, Page]) -> None:
    for name, page in papers_told.items():
        pdf = pypdf.PdfReader(BytesIO(face(page, "pdf")))
        assert len(pdf.pages) == (2 if name == "factsheet" else 1), name
        assert pdf.metadata.title == page.document.title


def test_long_sheet_is_set_smaller_until_it_fits(papers_told: dict[str, Page]) -> None:
    html = papers_told["countries/AA"].html
    long = html.replace("<h2>Sources</h2>", "<p>One more line.</p>" * 14 + "<h2>Sources</h2>")
    assert len(pypdf.PdfReader(BytesIO(face(Page("long", long), "pdf"))).pages) == 1


def test_results_carry_scope_base_target_and_caveats(papers_told: dict[str, Page]) -> None:
    words = " ".join(Read.read(papers_told["countries/AA"].html).words.split())
    for told in (
        "Land AA, 2020, outcome",
        "The source says the program caused this result.",
        "Preliminary.",
        "Denominator not given.",
        "5 of 6 results, those of which most is known",
        "base not given",
        "1,335 wells",
        "the strategy can only be seen as contributing to it",
        "The Paper",
    ):
        assert told in words, told


def test_every_reference_leads_to_a_source_of_the_sheet(papers_told: dict[str, Page]) -> None:
    for page in papers_told.values():
        read = Read.read(page.html)
        ids = [e.attributes["id"] for e in read.elements if "id" in e.attributes]
        links = [e.attributes["href"] for e in read.all("a")]
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in links} <= set(ids)
    assert 'href="#source-1"' in papers_told["factsheet"].html


def test_country_without_result_says_so(papers_told: dict[str, Page]) -> None:
    words = " ".join(Read.read(papers_told["countries/CC"].html).words.split())
    assert "No result was reported for this country." in words
    assert "7 more results are told of other places" in words
    assert "no context indicator with yearly values for this country" in words


@pytest.mark.parametrize("name", ["factsheet", "countries/AA", "countries/CC"])
def test_sheets_say_the_same_in_every_face(papers_told: dict[str, Page], name: str) -> None:
    page = papers_told[name]
    assert paper.numbers(paper.of_word(face(page, "docx"))) == paper.numbers(paper.of_page(page.html))
    told = " ".join(paper.of_pdf(face(page, "pdf")).split())
    assert [shown for _, shown in paper.shown(page.html) if shown not in told] == []


def test_word_sheet_has_smaller_letters_than_the_report(papers_told: dict[str, Page]) -> None:
    word = docx.Document(BytesIO(face(papers_told["countries/AA"], "docx")))
    assert word.styles["Table Text"].font.size.pt < 8
    assert word.settings.element.find("{*}updateFields") is None
    assert [p.text for p in word.paragraphs if p.style.name == "Sheet Title"] == ["Land AA"]


def test_papers_write_all_in_every_format(release: Release, tmp_path: Path) -> None:
    written = papers.write(release, tmp_path / "out", formats=["html"])
    names = [str(path.relative_to(tmp_path / "out")) for path in written]
    assert names == [
        "report.html",
        "factsheet.html",
        "countries/AA.html",
        "countries/BB.html",
        "countries/CC.html",
    ]
    assert factsheet.write(release, tmp_path / "again")[0].read_bytes() == written[1].read_bytes()
    assert countries.write(release, tmp_path / "again")[0].read_bytes() == written[2].read_bytes()


def test_best_known_puts_first_what_is_held_against_a_target(desk: Desk) -> None:
    kept = sheet.best_known(desk.records, 3)
    assert kept[0].is_judged
    assert [record.target is not None for record in kept] == [True, False, False]
    assert len({record.indicator.code for record in kept}) == 3
    assert all(record.result for record in kept)


def test_cited_counts_each_source_once_in_order(desk: Desk) -> None:
    cited = sheet.Cited(desk.registers.sources)
    assert [cited.number(code) for code in ("station", "paper", "station", "nowhere", None)] == [
        1,
        2,
        1,
        0,
        0,
    ]
    assert [(number, source.code) for number, source in cited.listed] == [(1, "station"), (2, "paper")]


def test_within_holds_a_place_and_all_that_lie_in_it(desk: Desk) -> None:
    assert desk.within("AA") == {"AA"}
    assert [country.code for country in desk.countries] == ["AA", "BB", "CC"]
    assert desk.group == "basin"


def test_sheets_need_nothing_from_anywhere(papers_told: dict[str, Page]) -> None:
    for page in papers_told.values():
        assert "<script" not in page.html
        assert "url(http" not in page.html
        assert edition.formats()[0] == "html"
