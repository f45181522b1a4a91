"""IATI: what a file tells of publishers, activities, places, sectors, parties and indicators."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from istmo.formats._iati.codes import LONGEST_ACTIVITY, Codes, code, part
from istmo.kernel.algebra import Algebra, contradictions
from istmo.kernel.breakdown import normal
from istmo.kernel.tables import TABLES
from istmo.spec.fields import CODE, LONGEST_CODE
from tests.unit.formats.iati_files import (
    activity,
    came_of,
    codes,
    document,
    indicator,
    period,
    register,
    told,
)

VALUE = period('<actual value="1"/>')


def test_activity_comes_with_its_publisher_dates_and_status(tmp_path: Path) -> None:
    head = (
        '<activity-status code="2"/><activity-date type="1" iso-date="2017-01-01"/>'
        '<activity-date type="2" iso-date="2017-02-01"/><activity-date type="3" iso-date="2020-12-31"/>'
    )
    given = activity(head=head, identifier="XX-1/A b", last_updated_datetime="2021-05-04T09:32:23")
    came = came_of(tmp_path, document(given))
    assert register(came, "agencies") == [
        {"code": "XX-1", "name": "Ministry of Roads", "own": False, "kind": "government"}
    ]
    assert register(came, "activities") == [
        {
            "code": "XX-1-A-b",
            "title": "A road",
            "agency": "XX-1",
            "place": "HN",
            "starts_on": date(2017, 2, 1),
            "ends_on": date(2020, 12, 31),
            "source": "iati",
            "note": "IATI identifier XX-1/A b; Status: implementation; Its last day is planned; Last updated 2021-05-04",
        }
    ]
    assert came.figures is None


def test_activity_that_is_closed_has_ended(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(head='<activity-status code="4"/>')))
    assert register(came, "activities")[0]["stage"] == "ended"


@pytest.mark.parametrize(
    ("places", "place", "shares"),
    [
        ('<recipient-country code="hn"/>', "HN", {"HN": None}),
        ('<recipient-country code="SV" percentage="40"/><recipient-country code="GT" percentage="60"/>', "GT+SV", {"SV": 40, "GT": 60}),
        ('<recipient-country code="SV"/><recipient-country code="SV"/>', "SV", {"SV": None}),
        ('<recipient-region code="1032"/>', "region-1032", {"region-1032": None}),
        ('<recipient-region code="7" vocabulary="99"><narrative>North</narrative></recipient-region>', "region-99-7", {"region-99-7": None}),
        ('<recipient-country code="HN"/><recipient-region code="1032"/>', "HN", {"HN": None, "region-1032": None}),
        (
            '<recipient-country code="HN" percentage="50"/><recipient-region code="1032" percentage="50"/>',
            "HN+region-1032",
            {"HN": 50, "region-1032": 50},
        ),
        ('<recipient-region/>', "place-not-stated", {}),
    ],
)  # fmt: skip
def test_place_is_one_country_or_a_group_without_a_split(
    tmp_path: Path, places: str, place: str, shares: dict[str, int | None]
) -> None:
    came = came_of(tmp_path, document(activity(indicator(VALUE), places)))
    assert told(came.figures, "place") == [(place,)]
    assert register(came, "activities")[0]["place"] == place
    assert {row["place"]: row.get("share") for row in register(came, "activity_places")} == shares
    members = [row["member"] for row in register(came, "place_members")]
    assert members == (place.split("+") if "+" in place else [])
    kinds = {row["code"]: row["kind"] for row in register(came, "places")}
    assert kinds[place] == (
        "group" if "+" in place else "region" if "region" in place else "country" if shares else "not_named"
    )


def test_group_of_many_countries_has_a_short_code_and_name(tmp_path: Path) -> None:
    many = ("AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "GY", "HN", "MX", "NI", "PA", "PE")
    head = "".join(f'<recipient-country code="{each}"/>' for each in many)
    came = came_of(tmp_path, document(activity(indicator(VALUE), head)))
    [(place,)] = told(came.figures, "place")
    assert place.startswith("group-16-")
    names = {row["code"]: row["name"] for row in register(came, "places")}
    assert names[place] == "Argentina, Bolivia (Plurinational State of), Brazil and 13 more together"
    assert [row["member"] for row in register(came, "place_members")] == list(many)


def test_places_of_transactions_stand_for_an_activity_that_states_none(tmp_path: Path) -> None:
    money = '<transaction><transaction-type code="3"/><value>1</value><recipient-country code="{}"/></transaction>'
    given = activity(indicator(VALUE), "<recipient-region/>" + money.format("NI") + money.format("CR"))
    came = came_of(tmp_path, document(given))
    assert told(came.figures, "place") == [("CR+NI",)]
    assert told(came.transactions, "place") == [("NI",), ("CR",)]


def test_names_of_countries_regions_and_sectors_come_from_the_lists(tmp_path: Path) -> None:
    head = '<recipient-country code="SV"/><recipient-country code="ZZ"/><sector code="15130"/><sector vocabulary="99" code="7"/>'
    came = came_of(tmp_path, document(activity(head=head)))
    assert [row["name"] for row in register(came, "places")] == [
        "El Salvador",
        "ZZ",
        "El Salvador and ZZ together",
    ]
    assert [
        (row["vocabulary"], row["sector"], row.get("title")) for row in register(came, "activity_sectors")
    ] == [
        ("DAC-5", "15130", "Legal and judicial development"),
        ("99", "7", None),
    ]


def test_sectors_and_parties_are_kept_with_shares_and_roles(tmp_path: Path) -> None:
    head = (
        '<sector vocabulary="2" code="151" percentage="30.5"/><sector vocabulary="2" code="151" percentage="19.5"/>'
        '<sector vocabulary="2" code="210" percentage="half"/>'
        '<participating-org role="1" ref="XX-1"><narrative>Ministry</narrative></participating-org>'
        '<participating-org role="4" ref="NN"/><participating-org role="4"><narrative>A firm</narrative></participating-org>'
        '<participating-org role="9"><narrative>Someone</narrative></participating-org>'
    )
    came = came_of(tmp_path, document(activity(head=head)))
    assert [(row["sector"], row.get("share")) for row in register(came, "activity_sectors")] == [
        ("151", Decimal(50)),
        ("210", None),
    ]
    assert [
        (row["role"], row["position"], row["name"], row.get("agency"), row.get("reference"))
        for row in register(came, "activity_parties")
    ] == [
        ("funding", 1, "Ministry", "XX-1", "XX-1"),
        ("implementing", 1, "NN", None, "NN"),
        ("implementing", 2, "A firm", None, None),
    ]
    assert codes(came) == ["role_not_known"]


def test_indicator_keeps_its_publishers_words_and_adds_nothing(tmp_path: Path) -> None:
    reference = '<reference vocabulary="99" code="own"/><reference vocabulary="3" code="EG.3-2"/>'
    about = "<description><narrative>Both lanes</narrative></description>"
    came = came_of(
        tmp_path,
        document(
            activity(indicator(about + reference + VALUE, "2", ascending="0", **{"aggregation-status": "0"}))
        ),
    )
    [row] = register(came, "indicators")
    assert {
        name: row[name]
        for name in ("code", "agency", "activity", "title", "kind", "preset", "unit", "per", "direction")
    } == {
        "code": "XX-1-A.r1.i1",
        "agency": "XX-1",
        "activity": "XX-1-A",
        "title": "Kilometres paved",
        "kind": "output",
        "preset": "context_rate",
        "unit": "percent",
        "per": Decimal(100),
        "direction": "down",
    }
    assert (row["vocabulary"], row["standard_code"]) == ("US-F", "EG.3-2")
    assert row["definition"] == "Result: Roads are better — Both lanes"
    assert row["caveat"] == "Its publisher says that it cannot be added up"
    assert "framework" not in row


@pytest.mark.parametrize("measure", ["1", "2", "3", "4", "5", "", "unit"])
def test_algebra_of_every_measure_is_sound_and_adds_nothing(tmp_path: Path, measure: str) -> None:
    came = came_of(tmp_path, document(activity(indicator(VALUE, measure, ascending="1"))))
    [row] = register(came, "indicators")
    algebra = Algebra.of({name: row.get(name) for name in TABLES["indicators"].names})
    assert (contradictions(algebra), algebra.adds) == ([], False)


def test_identifier_that_stands_twice_gives_two_activities(tmp_path: Path) -> None:
    given = [
        activity(indicator(VALUE)),
        activity(indicator(VALUE)),
        activity(identifier="XX-1-A-2"),
        activity(identifier="XX 1 A"),
    ]
    came = came_of(tmp_path, document(*given))
    made = [row["code"] for row in register(came, "activities")]
    assert (made[:2], len(set(made))) == (["XX-1-A", "XX-1-A-2"], 4)
    assert codes(came) == ["activity_again"]
    assert told(came.figures, "activity") == [("XX-1-A",), ("XX-1-A-2",)]


def test_activity_without_an_identifier_is_told(tmp_path: Path) -> None:
    came = came_of(tmp_path, document(activity(identifier=""), activity(identifier=" ")))
    assert [row["code"] for row in register(came, "activities")] == ["XX-1-activity", "XX-1-activity-2"]
    assert [(problem.code, problem.count) for problem in came.problems] == [
        ("activity_without_identifier", 2)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "SE-0-SE-6-5403055701-SLV-15150",
        "XI-IATI-EC_INTPA-2019/405-854",
        "é ü",
        "x" * 300,
        "..a",
        "日本",
        "-",
        "",
    ],
)
def test_codes_keep_to_the_grammar_of_codes(text: str) -> None:
    made = Codes(LONGEST_ACTIVITY)
    for each in (made.same(text), made.once(text)[0], made.once(text)[0]):
        assert CODE.fullmatch(each)
        assert len(each) <= LONGEST_ACTIVITY
    assert made.same(text) == Codes(LONGEST_ACTIVITY).same(text)


def test_code_of_two_identifiers_is_never_one() -> None:
    made = Codes(12)
    assert len({made.same(text) for text in ("a/b", "a-b", "a b", "a" * 30, "a" * 31)}) == 5
    assert made.known("a/b") == "a-b"
    assert made.known("a-b") is None
    assert len(code("x" * 500)) == LONGEST_CODE


@pytest.mark.parametrize(
    "text", ["Age (-18/18+)", 'a "quoted" = b; c | d, e', "  spaces \n here ", "x" * 500, ";", ""]
)
def test_part_of_a_breakdown_can_be_read_again(text: str) -> None:
    kept, wording = part(text)
    assert normal(f"{kept}={kept}") == f"{kept}={kept}"
    assert wording in ("", " ".join(text.split()))


def test_source_says_whose_licence_holds(tmp_path: Path) -> None:
    [row] = register(came_of(tmp_path, document(activity())), "sources")
    assert (row["code"], row["kind"], row["licence"]) == (
        "iati",
        "third_party",
        "As registered by each publisher",
    )
