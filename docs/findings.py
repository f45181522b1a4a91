"""The page of the rules by which the question `claims` finds: made from the heads of their files."""

from istmo.analyse.findings.rules import ABOUT, Rule, rules

_HEADINGS = {
    "documents": "Between documents",
    "sum": "Sums, bounds and comparisons",
    "wording": "Wording (look here)",
    "number": "Numbers",
    "time": "Time",
    "gap": "What is not said",
    "source": "Documents",
    "plan": "The plan",
}
_KINDS = {"exact": "exact", "look_here": "look here: shows the words, a person judges"}

_MADE = (
    "Made from `analyse/findings`, where one rule is one file; do not edit. `istmo ask claims --release DIR` runs all "
    "of them; `--where rule=no_target` shows one."
)


def page() -> str:
    """One entry a rule, by what it looks at."""
    start = [
        "# What the question `claims` finds",
        "",
        _MADE,
        "",
    ]
    for about in ABOUT:
        start += [f"## {_HEADINGS[about]}", ""]
        start += [line for rule in rules() if rule.about == about for line in _entry(rule)]
    return "\n".join(start)


def _entry(rule: Rule) -> list[str]:
    return [
        f"**{rule.title}** · `{rule.code}` · {_KINDS[rule.kind]}",
        "",
        *([rule.why, ""] if rule.why else []),
    ]
