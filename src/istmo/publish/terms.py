"""The words for every closed list a release draws on."""

from istmo.publish.words import mark

TERMS: dict[str, dict[str, str]] = {
    "wordings": {
        "causal": mark("The source says the program caused this result."),
        "contributory": mark("The source says the program contributed to this result."),
        "none": mark("The source states the result without saying what caused it."),
    },
    "inputs": {
        "assistance": mark("assistance"),
        "diplomacy": mark("diplomacy"),
        "both": mark("assistance and diplomacy"),
    },
    "kinds": {"output": mark("output"), "outcome": mark("outcome"), "context": mark("context")},
    "scopes": {"regional": mark("regional"), "international": mark("international")},
    "methods": {
        "publisher": mark("As published by the source."),
        "mean": mark("Plain mean of the members that have a value."),
        "median": mark("Median of the members that have a value."),
    },
    "directions": {
        "up": mark("it rises"),
        "down": mark("it falls"),
        "none": mark("neither is better"),
    },
    "matches": {
        "exact": mark("the same"),
        "close": mark("nearly the same"),
        "broad": mark("the second is wider"),
        "narrow": mark("the second is narrower"),
        "related": mark("related"),
    },
    "standings": {
        "main": mark("another strategy"),
        "partner": mark("a partner’s own plan"),
        "past": mark("an earlier framework"),
    },
    "statuses": {
        "made": mark("made, not begun"),
        "under_way": mark("under way"),
        "done": mark("done"),
        "dropped": mark("dropped"),
        "parties_differ": mark("parties stand differently"),
        "informants_disagree": mark("informants disagree"),
        "not_followed_up": mark("not followed up"),
    },
    "deadlines": {
        "no_deadline": mark("no deadline"),
        "no_date": mark("deadline without a date"),
        "not_judged": mark("not judged"),
        "not_yet_due": mark("not yet due"),
        "overdue": mark("overdue"),
        "in_time": mark("done in time"),
        "late": mark("done late"),
        "done_undated": mark("done, day not stated"),
        "dropped": mark("dropped"),
    },
    "lacks": {
        "deadline": mark("a deadline"),
        "date of the deadline": mark("the date of its deadline"),
        "forum": mark("a forum"),
        "follow-up": mark("a follow-up"),
        "evidence": mark("evidence"),
    },
    "stages": {
        "requested": mark("requested"),
        "appropriated": mark("appropriated"),
        "allocated": mark("allocated"),
        "committed": mark("committed"),
        "obligated": mark("obligated"),
        "disbursed": mark("disbursed"),
        "budgeted": mark("budgeted"),
        "executed": mark("executed"),
        "not_stated": mark("stage not stated"),
    },
    "roles": {
        "baseline": mark("baseline"),
        "target": mark("target"),
        "result": mark("result"),
        "context": mark("context"),
    },
}
