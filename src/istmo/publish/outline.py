"""The order of the report, and the words for every closed list a release draws on."""

from dataclasses import dataclass

from istmo.publish.words import mark


@dataclass(frozen=True)
class Section:
    """One section: `id` is its anchor and its template in `templates/sections`."""

    number: str
    id: str
    title: str
    kind: str = "body"


#: Sections 1 to 7 and 9 are the headings the statute asks for, in its order.
CONTENTS = (
    Section("", "answer", mark("Is it working?"), "opening"),
    Section("1", "mission", mark("Mission statement")),
    Section("2", "goals", mark("Goals and objectives")),
    Section("3", "benchmarks", mark("Benchmarks and timelines")),
    Section("4", "process", mark("Process for evaluating benchmarks")),
    Section("5", "partners", mark("Complementary benchmarks by partners")),
    Section("6", "timelines", mark("Timelines")),
    Section("7", "assessment", mark("Assessment of progress")),
    Section("8", "context", mark("The operating environment")),
    Section("9", "changes", mark("Explanation of changes")),
    Section("10", "unknown", mark("What is not known")),
    Section("A", "sources", mark("Sources"), "appendix"),
    Section("B", "rows", mark("Every figure and its source"), "appendix"),
    Section("C", "verify", mark("How to read and verify this report"), "appendix"),
)

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
    "roles": {
        "baseline": mark("baseline"),
        "target": mark("target"),
        "result": mark("result"),
        "context": mark("context"),
    },
}
