"""However a file is broken, reading it tells problems with file and cure; it never crashes and never half believes."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from istmo.spec.architecture import read
from tests.property import of
from tests.unit.spec.small import FILES, write

NAMES = sorted(FILES)
MARKS = [
    "",
    "\t",
    ":",
    "- ",
    "{",
    "]",
    '"',
    "\n",
    ",",
    "|",
    "\x07",
    "&a ",
    "*a",
    "null",
    "é",
    "-1",
    "..",
    "\u2028",
]


@st.composite
def broken_files(draw) -> dict[str, str]:
    """One or two files with a few pieces cut out and marks put in their place."""
    changed = {}
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True)):
        text = FILES[name]
        for _ in range(draw(st.integers(1, 3))):
            start = draw(st.integers(0, len(text)))
            length = draw(st.sampled_from([0, 1, 3, 20, 200]))
            text = text[:start] + draw(st.sampled_from(MARKS)) + text[start + length :]
        changed[name.rpartition("/")[2].replace(".", "_")] = text
    return changed


@given(broken_files())
@settings(max_examples=of(120), deadline=None)
def test_any_broken_file_is_told_and_nothing_crashes(changed):
    with tempfile.TemporaryDirectory() as folder:
        architecture, problems = read(write(Path(folder), **changed))
    errors = [problem for problem in problems if problem.severity == "error"]
    assert (architecture is None) == bool(errors)
    assert all(problem.fix and problem.found and problem.sentence for problem in problems)
    assert all(problem.where.file for problem in problems if problem.code != "no_framework")
