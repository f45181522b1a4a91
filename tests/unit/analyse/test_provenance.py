"""One total opens: rows, submission, persons, claims, problems, what was restated."""

import pytest

from istmo.analyse import provenance
from istmo.kernel.problem import WrongUse
from tests.oracle.store import INDICATOR, Row, Store
from tests.unit.analyse.small import REGISTERS, YEAR, figure

BEHIND = {"submission": "c/usaid/2", "row": 7, "source": "s1"}


def asked(**where: str) -> list[Row]:
    tables = REGISTERS | {
        "indicators": [INDICATOR | {"code": "i"}],
        "figures": [
            figure("result", 900, value_as_written="900", **BEHIND),
            figure("target", 1000, **BEHIND),
            figure("result", 400, **BEHIND, breakdown="sex=f"),
            figure("result", 5, **BEHIND, period_end=None),
        ],
        "revisions": [figure("result", 1000, submission="c/usaid/1", row=7, restated_by="c/usaid/2")],
        "submissions": [
            {"code": "c/usaid/1", "submitted_by": "1", "approved_by": "2", "raw_sha256": "aa"},
            {
                "code": "c/usaid/2",
                "submitted_by": "3",
                "approved_by": "4",
                "raw_sha256": "bb",
                "agency": "usaid",
            },
        ],
        "submission_problems": [
            {
                "submission": "c/usaid/2",
                "position": 1,
                "code": "x",
                "severity": "warning",
                "text": "Large change.",
            }
        ],
        "holds": [
            {
                "submission": "c/usaid/2",
                "row": 9,
                "indicator": "i",
                "place": "HN",
                **YEAR,
                "agency": "usaid",
                "role": role,
                "reason": "too high",
            }
            for role in ("result", "baseline")
        ],
        "waivers": [{"submission": "c/usaid/2", "code": "x", "reason": "Checked."}],
        "claims": [
            {"code": code, "source": "s1", "text": "T", "indicator": "i", "place": "HN", "period": "FY2017"}
            for code in ("F2", "F1")
        ],
    }
    return provenance.ask(Store().fill(tables), **where).dicts()


def test_total_opens_its_rows() -> None:
    rows = asked(indicator="i", place="HN", period="FY2017", role="result", kind_of_row="figure")
    assert [(row["standing"], row["breakdown"], row["value"]) for row in rows] == [
        ("stands", "", 900), ("stands", "sex=f", 400), ("restated", "", 1000), ("held", "", None),
    ]  # fmt: skip
    first = rows[0]
    assert (first["submission"], first["row"], first["value_as_written"]) == ("c/usaid/2", 7, "900")
    assert (first["submitted_by"], first["approved_by"], first["raw_sha256"]) == ("3", "4", "bb")
    assert (first["claims"], first["problems"], first["waived"]) == (
        "F1, F2",
        "warning: Large change.",
        "x: Checked.",
    )
    assert rows[2]["restated_by"] == "c/usaid/2"
    assert [row["held"] for row in rows] == [None, None, None, "too high"]
    assert (rows[3]["submission"], rows[3]["row"], rows[3]["approved_by"]) == ("c/usaid/2", 9, "4")


def test_open_period_is_a_period_of_its_own() -> None:
    rows = asked(indicator="i", place="HN", period="2016-10-01/..", kind_of_row="figure")
    assert [row["value"] for row in rows if (row["fate"], row["role"]) == ("counts", "result")] == [5]
    assert {row["fate"] for row in rows if row["value"] == 900} == {"within_longer"}


def test_all_roles_unless_one_is_named() -> None:
    rows = asked(indicator="i", place="HN", period="FY2017", standing="stands")
    assert {row["role"] for row in rows} == {"result", "target"}


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ({"indicator": "i"}, "name its place, period too"),
        ({"indicator": "i", "place": "HN", "within": "HN", "period": "FY2017"}, "not both"),
        ({"indicator": "i", "place": "HN", "period": "FY17"}, "did you mean FY2017"),
        ({"indicator": "i", "place": "HN", "period": "2016", "colour": "red"}, "no column colour"),
    ],
)
def test_what_cannot_be_opened_is_refused(where: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongUse, match=sentence):
        asked(**where)
