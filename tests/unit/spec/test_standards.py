"""Standard indicators: the user's own list, codes of their form, near ones for whoever writes a custom one."""

import pytest

from istmo.spec.architecture import load, read
from istmo.spec.export import write as export
from istmo.spec.near import Standards
from tests.unit.spec.small import FILES, write

LIST = """\
vocabulary,standard_code,title,definition,unit,disaggregates,status
US-F,ES.1-14,Number of classrooms built or repaired with USG assistance,,number,,
US-F,ES.1-6,Number of educators who complete professional development,,number,Sex,
WHO,0100,Births attended by skilled health personnel,,percent,,
"""


def folder(tmp_path, indicators=None, standards=LIST):
    made = write(tmp_path / "in", **({"indicators_yaml": indicators} if indicators else {}))
    (made / "standards.csv").write_text(standards, encoding="utf-8")
    return made


def told(problems, code):
    return [p.sentence for p in problems if p.code == code]


def custom(title: str) -> str:
    """One performance indicator more, without a reason."""
    one = f"  - {{code: rooms, title: {title}, kind: output, preset: things_delivered, unit: rooms}}\n"
    return FILES["frameworks/health/indicators.yaml"] + one


def test_the_list_is_a_register_that_is_written_again(tmp_path):
    whole = load(folder(tmp_path))
    assert [row["standard_code"] for row in whole.records("standards")] == ["ES.1-14", "ES.1-6", "0100"]
    assert load(export(whole, None, tmp_path / "out")).records("standards") == whole.records("standards")


def test_a_custom_indicator_without_a_reason_names_the_near_ones(tmp_path):
    _, problems = read(folder(tmp_path, custom("Classrooms repaired")))
    [said] = [one for one in told(problems, "custom_without_reason") if "rooms is no standard" in one]
    assert "US-F ES.1-14 “Number of classrooms built or repaired with USG assistance” (" in said
    assert "% alike); or write custom_reason" in said


def test_with_a_reason_or_without_a_list_nothing_is_asked(tmp_path):
    text = custom("Classrooms repaired").replace("unit: rooms}", "unit: rooms, custom_reason: Ours}")
    _, problems = read(folder(tmp_path, text))
    assert not any("rooms" in one for one in told(problems, "custom_without_reason"))
    _, problems = read(write(tmp_path / "b", indicators_yaml=custom("Classrooms repaired")))
    assert not told(problems, "custom_without_reason")


def test_context_needs_no_reason(tmp_path):
    _, problems = read(folder(tmp_path))
    assert not any("mortality" in one for one in told(problems, "custom_without_reason"))


def test_a_code_that_the_list_has_not_is_told_with_the_nearest(tmp_path):
    text = FILES["frameworks/health/indicators.yaml"].replace('code: "0100"', 'code: "0101"')
    _, problems = read(folder(tmp_path, text))
    [said] = told(problems, "unknown_standard")
    assert "standards.csv has no indicator 0101 of WHO. Write 0100 (“Births attended" in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "US-F,ES.1-14",
            "US-F,ES 1-14",
            "“ES 1-14” has not the form of a code of US-F. A code such as EG.6-12",
        ),
        ("US-F,ES.1-6", "US-F,2.1-6", "“2.1-6” has not the form of a code of US-F"),
    ],
)
def test_a_code_of_another_form_is_told(tmp_path, old, new, words):
    _, problems = read(folder(tmp_path, standards=LIST.replace(old, new)))
    assert words in told(problems, "standard_code_form")[0]


def test_a_code_given_twice_is_an_error(tmp_path):
    _, problems = read(folder(tmp_path, standards=LIST.replace("ES.1-6", "ES.1-14")))
    assert (
        "the standard US-F / ES.1-14 is given twice; it was first given in standards.csv, B2"
        in told(problems, "duplicate_code")[0]
    )


def test_a_custom_code_in_the_form_of_a_vocabulary_needs_its_reason(tmp_path):
    standard = "standard: {vocabulary: US-F, code: ES.1-x9}"
    text = FILES["frameworks/health/indicators.yaml"].replace(
        'standard: {vocabulary: WHO, code: "0100"}', standard
    )
    _, problems = read(folder(tmp_path, text))
    assert any(
        "births-attended is no standard indicator" in one for one in told(problems, "custom_without_reason")
    )
    _, problems = read(folder(tmp_path / "b", text.replace(standard, f"{standard}\n    custom_reason: Ours")))
    assert not told(problems, "standard_and_custom")


ROWS = [
    {"vocabulary": "US-F", "standard_code": code, "title": title}
    for code, title in (
        ("A-1", "Number of classrooms built or repaired with USG assistance"),
        ("A-2", "Number of learners reached"),
        ("A-3", "عدد الفصول الدراسية"),
        ("A-4", "Percent of organizations with improved performance"),
    )
]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("classrooms built", ["A-1"]),
        ("BUILT classrooms", ["A-1"]),
        ("organisations with improved performance", ["A-4"]),
        ("عدد الفصول", ["A-3"]),
        ("", []),
        ("xyz", []),
    ],
)
def test_near_ones_are_found_by_their_words(text, codes):
    assert [one.code for one in Standards.of(ROWS).near(text)] == codes


def test_near_ones_are_in_the_order_of_their_likeness_and_no_more_than_asked():
    rows = [
        {"vocabulary": "V", "standard_code": str(n), "title": f"Number of wells of kind {n}"}
        for n in range(30)
    ]
    found = Standards.of(rows).near("Number of wells of kind 7", 3)
    assert (found[0].code, found[0].likeness, len(found)) == ("7", 100, 3)
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
