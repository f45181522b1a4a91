"""What undertakings must keep to beyond keys and names: states in order, parties that take part, dates that can be."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from istmo.kernel.period import Period
from istmo.kernel.problem import Where
from istmo.kernel.undertaking import DROPPED, kinds_with
from istmo.spec.draft import At, Draft
from istmo.spec.wording import nearest

_Record = dict[str, Any]


def check_undertakings(draft: Draft) -> None:
    """Every rule over the undertakings of a draft; problems go into it."""
    parties = _parties(draft)
    known = {}
    for record, at in draft.records("undertakings"):
        known[record["code"]] = record
        _states(draft, record, at)
        _deadline(draft, record, at)
        if not any(role == "actor" for role, _ in parties.get(record["code"], ())):
            found = f"nobody is named who undertook {record['code']}"
            draft.wrong(
                "no_actor", at("actors"), found, "write actors:, if need be as “{name: …, not named}”"
            )
        _transition(draft, record, at, parties.get(record["code"], ()))
        _span(draft, record, at, "source")
    for record, at in draft.records("reform_decisions"):
        undertaking = known.get(record["undertaking"])
        if undertaking is not None:
            _decision(draft, record, at, undertaking)
        _span(draft, record, at, "evidence")
    told: dict[tuple[str, str], date] = {}
    for record, at in draft.records("follow_ups"):
        _in_order(draft, record, at, told)
        undertaking = known.get(record["undertaking"])
        if undertaking is not None:
            _follow_up(draft, record, at, undertaking)
            _party(draft, record, at, [name for _, name in parties.get(record["undertaking"], ())])
        _span(draft, record, at, "evidence")


def _parties(draft: Draft) -> dict[str, list[tuple[str, str]]]:
    """Role and name of the parties of each undertaking; the same one twice in a role is told."""
    found: dict[str, list[tuple[str, str]]] = {}
    for record, at in draft.records("undertaking_parties"):
        told = (record["role"], record["name"])
        before = found.setdefault(record["undertaking"], [])
        if told in before:
            twice = f"{record['name']} stands twice among the {record['role']}s of {record['undertaking']}"
            draft.wrong("duplicate_party", at("name"), twice, "keep one, or give the two different names")
        before.append(told)
    return found


def _states(draft: Draft, record: _Record, at: At) -> None:
    states = record["states"].split("|")
    if len(states) < 2 or len(set(states)) < len(states):
        found = f"the states of {record['code']} are {', '.join(states)}"
        draft.wrong("wrong_states", at("states"), found, "write at least two different states, first to last")
    if DROPPED in states:
        found = f"{DROPPED} stands among the states of {record['code']}"
        fix = "take it away: every undertaking can be dropped, and that is no step on the way"
        draft.wrong("wrong_states", at("states"), found, fix)


def _deadline(draft: Draft, record: _Record, at: At) -> None:
    made = _first_day(record["made_on"])
    if made and record["due_by"] and record["due_by"] < made:
        found = f"{record['code']} is due {record['due']}, before it was made ({record['made_on']})"
        draft.warn("due_before_made", at("due"), found, "correct one of the two dates")


def _follow_up(draft: Draft, record: _Record, at: At, undertaking: _Record) -> None:
    code = undertaking["code"]
    _state(draft, record["state"], at("state"), undertaking)
    if undertaking["sensitivity"] and record["note"]:
        found = f"{code} is sensitive, and this follow-up has a note"
        draft.wrong("sensitive_note", at("note"), found, "take it away: only the status may be followed")
    made, told = _first_day(undertaking["made_on"]), record["told_by"]
    if made and any(day and day < made for day in (record["on_by"], told)):
        found = f"this follow-up of {code} is dated before it was made ({undertaking['made_on']})"
        draft.warn("follow_up_too_early", at("on" if record["on"] else "told_on"), found, "correct the date")
    reached = _first_day(record["on"])
    if reached and told and told < reached:
        found = (
            f"the state is said to be reached in {record['on']}, and was told before ({record['told_on']})"
        )
        draft.warn("told_too_early", at("told_on"), found, "correct one of the two dates")


def _state(draft: Draft, state: str, where: Where, undertaking: _Record) -> None:
    """A state that is told is one of the undertaking's own, or dropped."""
    states, code = undertaking["states"].split("|"), undertaking["code"]
    if state in (*states, DROPPED):
        return
    kinds = [kind for kind in kinds_with(state) if kind != undertaking["kind"]]
    found = (
        f"{state} is a state of a {kinds[0]}, and {code} is a {undertaking['kind']}"
        if kinds
        else f"{code} has no state {state}"
    )
    near = nearest(state, states)
    expected = f"its states are {', '.join(states)}, and {DROPPED}"
    fix = f"write {near}" if near else "use one of these, or give the undertaking states: of its own"
    draft.wrong("unknown_state", where, found, fix, expected)


def _decision(draft: Draft, record: _Record, at: At, undertaking: _Record) -> None:
    """The log of a reform: what was seen is a state of it, an amount has a currency."""
    code = undertaking["code"]
    if undertaking["kind"] != "reform":
        found = f"{code} is a {undertaking['kind']}, and decisions on assistance follow reforms"
        draft.wrong("not_a_reform", at("seen"), found, "take the decision away, or write kind: reform")
        return
    _state(draft, record["seen"], at("seen"), undertaking)
    if record["amount"] is not None and not record["currency"]:
        draft.wrong(
            "no_currency", at("amount"), "the amount has no currency", "write currency: too, such as USD"
        )
    made = _first_day(undertaking["made_on"])
    if made and record["on_by"] and record["on_by"] < made:
        found = f"this decision on {code} is dated before it was made ({undertaking['made_on']})"
        draft.warn("decision_too_early", at("on"), found, "correct the date")


def _transition(draft: Draft, record: _Record, at: At, parties: Iterable[tuple[str, str]]) -> None:
    """Only what is handed over has an activity, successors and a budget line."""
    if record["kind"] == "transition":
        return
    told = {"activity": record["activity"], "budget_line": record["budget_line"]}
    told["successors"] = any(role == "successor" for role, _ in parties)
    for key in (key for key, value in told.items() if value):
        found = f"{record['code']} is a {record['kind']}, and only a transition has {key}"
        draft.wrong("not_a_transition", at(key), found, f"take {key} away, or write kind: transition")


def _in_order(draft: Draft, record: _Record, at: At, told: dict[tuple[str, str], date]) -> None:
    """An informant's later word stands for the earlier one: the register must have them in the order told."""
    key, day = (record["undertaking"], record["informant"]), record["told_by"]
    if day and day < told.get(key, day):
        found = f"{record['informant']} told this of {record['undertaking']} before what stands above it"
        fix = "put its follow-ups in the order told: the last one stands"
        draft.warn("told_out_of_order", at("told_on"), found, fix)
    told[key] = max(day or date.min, told.get(key, date.min))


def _party(draft: Draft, record: _Record, at: At, names: list[str]) -> None:
    party = record["party"]
    if not party or party in names:
        return
    near = nearest(party, names)
    fix = f"write {near}" if near else f"write one of {', '.join(names)}, or leave party out"
    draft.wrong("unknown_party", at("party"), f"{party} is no party of {record['undertaking']}", fix)


def _span(draft: Draft, record: _Record, at: At, source: str) -> None:
    if record["char_start"] is not None and not record[source]:
        draft.wrong(
            "span_without_source", at("char_start"), "the span names no source", f"write {source}: too"
        )


def _first_day(code: str | None) -> date | None:
    return Period.parse(code).start if code else None
