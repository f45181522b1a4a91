"""What sheets and assessments must keep to: nothing missing where it is asked for, days in order, offices for persons."""

import re
from datetime import date
from typing import Any

from istmo.spec.draft import At, Draft
from istmo.spec.sheets import Sheet, sheets

_Record = dict[str, Any]
#: A mail address or a form of address: a person is named.
_PERSON = re.compile(r"\S+@\S+\.\S+|\b(Mr|Mrs|Ms|Dr|Sr|Sra|Lic|Ing|Prof)\. ?\w")


def check_quality(draft: Draft) -> None:
    """Every rule over the sheets and assessments of a draft; problems go into it."""
    places = {record["code"]: at for record, at in draft.records("indicators")}
    if not {"indicators", "nodes", "dimensions"} & draft.incomplete:
        known = sheets(lambda table: [record for record, _ in draft.records(table)])
        for code, sheet in known.items():
            _complete(draft, sheet, places[code])
            _in_time(draft, sheet, places[code])
    for record, at in draft.records("sheets"):
        _office(draft, record["responsible"], at("responsible"))
        _not_to_come(draft, record, "updated_on", at)
    _changes(draft)
    seen: dict[tuple[Any, ...], str] = {}
    for record, at in draft.records("quality_assessments"):
        _office(draft, record["office"], at("office"))
        _not_to_come(draft, record, "assessed_on", at)
        same = (record["indicator"], record["agency"], record["assessed_on"])
        if same in seen:
            found = f"{record['code']} and {seen[same]} assess the same data on the same day"
            draft.warn("assessed_twice", at("code"), found, "keep one of the two, or correct a day")
        seen[same] = record["code"]


def _complete(draft: Draft, sheet: Sheet, at: At) -> None:
    """Where a framework asks for sheets, and where somebody began one, what is missing is told, all of it at once."""
    indicator = sheet.indicator
    asked = sheet.required and indicator["kind"] != "context"
    if sheet.missing and (asked or sheet.is_written):
        found = f"the reference sheet of {indicator['code']} does not say: {', '.join(sheet.missing)}"
        fix = (
            "write it; a call does not ask for the indicator before"
            if asked
            else "write it, or it is told as missing"
        )
        draft.warn("sheet_incomplete", at("sheet"), found, fix)


def _in_time(draft: Draft, sheet: Sheet, at: At) -> None:
    since = sheet.overdue_since
    if draft.today and since and since <= draft.today:
        found = (
            f"the data of {sheet.indicator['code']} were last assessed on {sheet.assessed_on}; the next assessment is"
            f" overdue since {since}"
        )
        draft.warn(
            "assessment_overdue", at("code"), found, "have the data assessed and write it into quality.yaml"
        )


def _office(draft: Draft, said: str | None, where: Any) -> None:
    if said and _PERSON.search(said):
        found = f"“{said}” names a person, and this is published"
        draft.warn("person_named", where, found, "write the office or the role")


def _not_to_come(draft: Draft, record: _Record, column: str, at: At) -> None:
    """A clock is only known where the caller gives one."""
    day = record[column]
    if draft.today and day and day > draft.today:
        draft.wrong(
            "day_to_come", at(column), f"{column} is {day}, which is still to come", "correct the day"
        )


def _changes(draft: Draft) -> None:
    """The history of a sheet is told in order, and the sheet is as new as its last change."""
    updated = {record["indicator"]: record["updated_on"] for record, _ in draft.records("sheets")}
    last: dict[str, date] = {}
    for record, at in draft.records("sheet_changes"):
        code, day = record["indicator"], record["on"]
        _not_to_come(draft, record, "on", at)
        if day < last.get(code, day):
            found = f"this change of {code} is of {day}, and stands below one of {last[code]}"
            draft.warn("changes_out_of_order", at("on"), found, "put the changes in the order of their days")
        if updated.get(code) and day > updated[code]:
            found = f"the sheet of {code} was changed on {day}, after its last update ({updated[code]})"
            draft.warn("changed_after_update", at("on"), found, "correct updated_on, or the day")
        last[code] = max(day, last.get(code, day))
