"""A call's moments as a calendar file."""

from datetime import timedelta

from istmo.collect import moments
from istmo.collect.models import DataCall
from tests.cast import AT


def _call(**more: object) -> DataCall:
    told = {"title": "Annual call", "reporting_year": "FY2017"} | more
    return DataCall(code="fy2017", opened_at=AT, **told)


def test_calendar_holds_each_moment_in_utc() -> None:
    call = _call(
        due_at=AT + timedelta(days=1),
        closes_at=AT + timedelta(days=2),
        grace_days=3,
        zone="America/Guatemala",
    )
    text = moments.calendar(call)
    lines = text.split("\r\n")
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART")]
    assert starts == ["20171101T093015Z", "20171102T093015Z", "20171103T093015Z", "20171106T093015Z"]
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "\n" not in text.replace("\r\n", "")
    assert len({line for line in lines if line.startswith("UID:")}) == 4
    assert moments.calendar(call) == text


def test_calendar_of_a_standing_call_has_its_opening_alone() -> None:
    assert moments.calendar(_call()).count("BEGIN:VEVENT") == 1


def test_calendar_escapes_and_folds_a_title() -> None:
    text = moments.calendar(_call(title="Años; uno, dos\\tres\nEND:VCALENDAR " + "ñ" * 80))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.count("\r\nEND:VCALENDAR") == 1
    unfolded = text.replace("\r\n ", "")
    assert "SUMMARY:Años\\; uno\\, dos\\\\tres\\nEND:VCALENDAR " + "ñ" * 80 + ": opens" in unfolded
