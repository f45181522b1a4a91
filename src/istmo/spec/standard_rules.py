"""What indicators must keep to as standard or custom ones: codes of their form, a reason for what is no standard one."""

from typing import Any

from istmo.kernel.vocabularies import VOCABULARIES, fits, is_standard
from istmo.spec.draft import At, Draft
from istmo.spec.near import Standards
from istmo.spec.wording import nearest

_Record = dict[str, Any]
#: Of so many indicators without a reason the near ones are named; of the others only that there is none.
_NAMED = 200


def check_standards(draft: Draft) -> None:
    """Every rule over the codes of standard indicators; problems go into the draft."""
    rows = [record for record, _ in draft.records("standards")]
    listed: dict[str, dict[str, _Record]] = {}
    for record, at in draft.records("standards"):
        listed.setdefault(record["vocabulary"], {})[record["standard_code"]] = record
        _form(draft, record, at)
    standards = Standards.of(rows)
    named = 0
    for record, at in draft.records("indicators"):
        if not record["framework"]:
            continue
        if record["standard_code"]:
            _form(draft, record, at)
            _listed(draft, record, at, listed)
        _reason(draft, record, at)
        if rows and record["kind"] != "context" and not record["custom_reason"] and not _is_standard(record):
            named += 1
            _custom(draft, record, at, standards if named <= _NAMED else None)


def _is_standard(record: _Record) -> bool:
    return is_standard(record["vocabulary"], record["standard_code"])


def _form(draft: Draft, record: _Record, at: At) -> None:
    vocabulary, code = record["vocabulary"], record["standard_code"]
    if not fits(vocabulary, code):
        found = f"“{code}” has not the form of a code of {vocabulary}"
        expected = f"a code such as {VOCABULARIES[vocabulary].example} was expected"
        draft.warn(
            "standard_code_form", at("standard_code"), found, "correct the code or the vocabulary", expected
        )


def _listed(draft: Draft, record: _Record, at: At, listed: dict[str, dict[str, _Record]]) -> None:
    """Where a list of the vocabulary is at hand, a standard code stands in it."""
    known = listed.get(record["vocabulary"], {})
    code = record["standard_code"]
    if known and code not in known and _is_standard(record):
        near = nearest(code, list(known))
        found = f"standards.csv has no indicator {code} of {record['vocabulary']}"
        fix = (
            f"write {near} (“{known[near]['title']}”), or correct the list"
            if near
            else "correct the code or the list"
        )
        draft.warn("unknown_standard", at("standard_code"), found, fix)


def _reason(draft: Draft, record: _Record, at: At) -> None:
    if record["custom_reason"] and _is_standard(record):
        found = f"{record['code']} has a standard code and a reason for having none"
        draft.warn("standard_and_custom", at("custom_reason"), found, "keep one of the two")


def _custom(draft: Draft, record: _Record, at: At, standards: Standards | None) -> None:
    found = f"{record['code']} is no standard indicator, and does not say why none fits"
    near = standards.near(record["title"]) if standards else []
    named = (
        f"take one of these: {'; '.join(map(str, near))}"
        if near
        else "no standard indicator has words like its own"
    )
    draft.warn("custom_without_reason", at("custom_reason"), found, f"{named}; or write custom_reason:")
