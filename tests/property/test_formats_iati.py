"""IATI: whatever the tree of results, as many rows with a value come out as numbers went in, each with its own key."""

import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property import of
from tests.unit.formats.iati_files import activity, came_of, document, told

NUMBER = re.compile(r"[ \t\r\n]*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*")
ROLES = {"baseline": "baseline", "target": "target", "actual": "result"}
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="￾￿"), max_size=12
)
VALUES = st.one_of(
    st.none(),
    st.decimals(-(10**12), 10**12, places=3, allow_nan=False).map(str),
    st.sampled_from(["", " ", "1e3", "1,000", " 7 ", "-.5", "12%", "N/A", "007", "3."]),
    TEXT,
)
DATES = st.sampled_from(["", "2017-01-01", "2018-12-31", "2018-12-31T00:00:00Z", "soon"])
DIMENSIONS = st.lists(st.tuples(TEXT, TEXT), max_size=2)


@st.composite
def element(draw: st.DrawFn, tag: str) -> tuple[str, str, str | None]:
    """Markup, role, and the value if there is one."""
    value = draw(VALUES)
    given = "" if value is None else f" value={quoteattr(value)}"
    parts = "".join(f"<dimension name={quoteattr(a)} value={quoteattr(b)}/>" for a, b in draw(DIMENSIONS))
    comment = draw(st.sampled_from(["", "<comment><narrative>so</narrative></comment>"]))
    year = (
        draw(st.sampled_from([' year="2016"', ' year="x"', ' iso-date="2016-05-01"', ""]))
        if tag == "baseline"
        else ""
    )
    return f"<{tag}{given}{year}>{parts}{comment}</{tag}>", ROLES[tag], value


@st.composite
def trees(draw: st.DrawFn) -> tuple[str, Counter[str]]:
    """The results of one activity, and how many numbers of each role they hold."""
    numbers: Counter[str] = Counter()
    results = ""
    for _ in range(draw(st.integers(0, 2))):
        inside = ""
        for _ in range(draw(st.integers(0, 2))):
            held = draw(st.lists(element("baseline"), max_size=2))
            body = "".join(markup for markup, _, _ in held)
            for _ in range(draw(st.integers(0, 2))):
                values = draw(st.lists(st.one_of(element("target"), element("actual")), max_size=3))
                start, end = draw(DATES), draw(DATES)
                dates = f'<period-start iso-date="{start}"/><period-end iso-date="{end}"/>'
                body += f"<period>{dates}{''.join(markup for markup, _, _ in values)}</period>"
                held += values
            numbers.update(role for _, role, value in held if NUMBER.fullmatch(value or ""))
            measure = draw(st.sampled_from(["1", "2", "5", ""]))
            inside += f'<indicator measure="{measure}">{body}</indicator>'
        results += f"<result>{inside}</result>"
    return results, numbers


@settings(max_examples=of(40), deadline=None)
@given(st.lists(trees(), min_size=1, max_size=3))
def test_numbers_in_are_rows_out(given: list[tuple[str, Counter[str]]]) -> None:
    with TemporaryDirectory() as folder:
        # One identifier for all of them: the same activity may stand in a file more than once.
        came = came_of(Path(folder), document(*(activity(results) for results, _ in given)))
        rows = told(came.figures, "indicator, period_start, period_end, role, breakdown, as_of, value")
        assert Counter(row[3] for row in rows if row[-1] is not None) == sum((n for _, n in given), Counter())
        assert len({row[:-1] for row in rows}) == len(rows)
        assert not [problem.sentence for problem in came.problems if problem.severity == "error"]
