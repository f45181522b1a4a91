"""Claims read out of sentences: numbers, how they are tied, when, where, of what; and what is left out."""

from decimal import Decimal
from pathlib import Path
from time import monotonic

import pytest

from istmo.formats.door import read_document
from istmo.publish.draft.language import language
from istmo.publish.proposal import dated, saying, written
from istmo.publish.proposal.counted import short_forms
from istmo.publish.proposal.known import Known
from istmo.publish.proposal.propose import Read, propose
from istmo.spec import architecture
from istmo.spec.models import Claim
from tests.unit.publish.proposal import health

EN = language("en")


@pytest.fixture
def known(tmp_path: Path) -> Known:
    return Known(architecture.load(health.written(tmp_path / "framework")), EN)


@pytest.fixture
def read(known: Known, tmp_path: Path):
    def reading(text: str) -> Read:
        path = tmp_path / "text.txt"
        path.write_text(text, encoding="utf-8")
        return propose(read_document(path), "report", known, EN)

    return reading


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("We reached over 13,500 families there.", (13500, None, "families", "at_least", "over 13,500 families")),
        ("It made 22,000 new jobs.", (22000, None, "jobs", "exact", "22,000 new jobs")),
        ("It cost nearly $2.5 million.", (2500000, None, "USD", "about", "nearly $2.5 million")),
        ("Waits of two to three hours are usual.", (2, 3, "hours", "exact", "two to three hours")),
        ("Waits fell by 30 percent.", (-30, None, "percent", "exact", "30 percent")),
        ("Illness was 42 percent lower.", (-42, None, "percent", "exact", "42 percent")),
        ("Some 40 percent of cases fell away.", (40, None, "percent", "about", "Some 40 percent")),
        ("Less than 40 percent are ill.", (40, None, "percent", "at_most", "Less than 40 percent")),
        ("Half of all homes have a well.", (50, None, "percent", "exact", "Half")),
        ("They took 24 metric tons away.", (24, None, "metric tons", "exact", "24 metric tons")),
    ],
)  # fmt: skip
def test_number_is_read_with_unit_and_qualifier(read, sentence: str, told: tuple[object, ...]) -> None:
    [one] = read(sentence).proposals
    n = one.counted
    assert (n.value, n.high, n.unit, n.qualifier, n.as_written) == (
        Decimal(str(told[0])), told[1] and Decimal(str(told[1])), *told[2:],
    )  # fmt: skip


def test_change_from_one_to_another_is_two_numbers(read) -> None:
    told = [
        (one.counted.value, one.counted.high, one.counted.unit)
        for one in read("It went from 3 weeks to 2 days.").proposals
    ]
    assert told == [(3, None, "weeks"), (2, None, "days")]  # fmt: skip


def test_dates_references_and_lists_are_left_out_and_told(read) -> None:
    told = read("1. On 3 May 2020 the board met under section 4.\n\nSee page 12.")
    assert told.proposals == ()
    assert told.left_out == {"date": 1, "list": 1, "reference": 2}
    assert told.numbers == 0


@pytest.mark.parametrize(
    ("sentence", "wording", "words"),
    [
        ("As a result of the new law fewer are ill.", "causal", "As a result of"),
        ("Our training has reduced waits in the north.", "causal", "Our training has reduced"),
        (
            "Our program for nurses in five far districts of the north cut waits.",
            "causal",
            "Our program … cut",
        ),
        ("Our aid to small- and medium-sized firms in-country created jobs.", "causal", "Our aid … created"),
        ("U.S. support helped open a clinic in the north.", "contributory", "helped"),
        ("With U.S. support, a clinic was opened.", "contributory", "With U.S. support"),
        ("A wall supported the roof.", "none", ""),
        ("Fewer people are ill.", "none", ""),
    ],
)
def test_wording_is_guessed_with_few_words(sentence: str, wording: str, words: str) -> None:
    told = saying.said(sentence, EN)
    assert (told.wording, told.words) == (wording, words)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("In 2016 it rose.", "2016"),
        ("Since 2011 it rose.", "2011/.."),
        ("From 2011 to 2016 it rose.", "2011/2016"),
        ("In FY2016 it rose.", "FY2016"),
        ("In fiscal year 2016 it rose.", "FY2016"),
        ("In the first half of 2017 it fell.", "2017-H1"),
        ("In May 2016 it began.", "2016-05"),
        ("On 3 May 2016 it began.", "2016-05"),
        ("From January to June 2017 it fell.", "2017-H1"),
        ("From June 2015 to December 2016 it fell.", "2015-06/2016-12"),
        ("In 2015-17 it rose.", "2015/2017"),
        ("It was lower in 2016 than it had been in 2015.", ""),
        ("It rose.", ""),
        ("It ended before it began: 2017 to 2015.", ""),
        ("2016", "2016"),
    ],
)
def test_period_is_read_where_there_is_no_choice(sentence: str, code: str) -> None:
    assert dated.period(sentence, EN) == code


def test_place_is_named_only_where_one_is(read) -> None:
    told = read("Vale had 20 clinics.\n\nVale and Marsh had 30 clinics.\n\nMarsh\n\nThere were 40 clinics.")
    assert [one.place for one in told.proposals] == ["vale", "", "marsh"]


def test_indicator_is_named_only_where_its_title_is_told(read) -> None:
    told = read(
        "The waiting time at clinics fell by 30 percent.\n\nSome 30 percent are ill.\n\nLife expectancy is 70 years."
    )
    assert [(one.indicator, one.kind) for one in told.proposals] == [("wait", "result"), ("", "context"), ("life", "context")]  # fmt: skip


def test_number_without_year_is_undated_where_it_is_a_result(read) -> None:
    told = read(
        "With our support 20 clinics opened.\n\nWith our support 20 clinics opened in 2016 and not in 2014."
    )
    assert [one.period for one in told.proposals] == ["undated", ""]


def test_sum_is_split_in_the_unit_of_the_whole(read, known: Known) -> None:
    text = written.text(
        read("It cost 12 million crowns: 7 million in spring and 4 million in autumn."), "report", known
    )
    assert text.count("unit: crowns") == 3
    assert "sum_of:\n  - P002\n  - P003\n" in text


def test_twin_is_proposed_for_the_same_value_unit_and_place(read) -> None:
    told = read(
        "Vale has 13,500 families with a clinic.\n\nMarsh has 13,500 families.\n\nVale has 13,500 clinics."
    )
    assert [one.twin for one in told.proposals] == ["r1", "", ""]


def test_source_that_is_named_is_cited(read) -> None:
    [one] = read("According to the Ministry of Health, 20 clinics are open.").proposals
    assert one.said.cites == "the Ministry of Health"


def test_spans_count_in_the_text_and_no_sentence_is_copied(read, known: Known) -> None:
    told = read(health.REPORT)
    text = written.text(told, "report", known)
    for one in told.proposals:
        sentence = health.REPORT[slice(*one.span)]
        assert one.counted is None or one.counted.as_written in sentence
        words = sentence.split()
        assert not [n for n in range(len(words) - 7) if " ".join(words[n : n + 8]) in text]


def test_claims_that_stand_are_not_proposed_again(tmp_path: Path) -> None:
    folder = health.written(tmp_path / "framework")
    path = tmp_path / "text.txt"
    path.write_text(health.REPORT, encoding="utf-8")
    document = read_document(path)
    knows = Known(architecture.load(folder), EN)
    first = propose(document, "report", knows, EN)
    with (folder / "claims.yaml").open("a", encoding="utf-8") as stream:
        stream.write(written.text(first, "report", knows))
    knows = Known(architecture.load(folder), EN)
    again = propose(document, "report", knows, EN)
    assert again.proposals == ()
    assert len(again.standing) == len(first.proposals)
    path.write_text(health.REPORT + "\nIn Vale 17 clinics closed.\n", encoding="utf-8")
    new = propose(read_document(path), "report", knows, EN)
    assert f"code: P{len(first.proposals) + 1:03d}\n" in written.text(new, "report", knows)


def test_every_entry_fits_the_model(read, known: Known) -> None:
    for number, one in enumerate(read(health.REPORT).proposals):
        entry = one.record(f"P{number}", "report", known.names)
        text = {key: str(value) if isinstance(value, Decimal) else value for key, value in entry.items()}
        assert "not yet read by a person" in Claim.model_validate(text).note["en"]


def test_short_forms_are_those_the_text_explains() -> None:
    text = "They seized 24 metric\ntons (MT). Help to small and medium enterprises (SMEs) went on (USA)."
    assert short_forms(text) == {"MT": "metric tons", "SMEs": "small and medium enterprises"}


def test_spanish_is_read(known: Known, tmp_path: Path) -> None:
    path = tmp_path / "texto.txt"
    path.write_text(
        "Desde 2015 se abrieron más de 1.200 clínicas en Vale. Según datos preliminares, bajó 30 por ciento en mayo de 2016.",
        encoding="utf-8",
    )
    told = propose(read_document(path), "report", known, language("es")).proposals
    assert [(o.counted.value, o.counted.unit, o.counted.qualifier, o.period, o.said.is_preliminary) for o in told] == [
        (1200, "clínicas", "at_least", "2015/..", False),
        (-30, "percent", "exact", "2016-05", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "piece", ["20 clinics and ", "In Vale 20 clinics fell by 30 percent. ", "supported "]
)
def test_long_text_without_end_is_read_in_time(read, piece: str) -> None:
    started = monotonic()
    assert read(piece * 2_000).sentences >= 1
    assert monotonic() - started < 30
