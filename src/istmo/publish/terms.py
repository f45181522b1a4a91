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
