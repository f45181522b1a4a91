"""What two people changed at once came together: no file holds the marks of a merge that nobody finished."""

import re

from tests.house._tree import ROOT

#: Whole lines, as git writes them.
MARKS = re.compile(rb"^(<{7} |>{7} )", re.MULTILINE)
FOLDERS = ("src", "docs", "tests", "examples", "benchmarks")


def test_no_file_holds_marks_of_a_merge() -> None:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert len(files) > 1000
    found = [str(path.relative_to(ROOT)) for path in files if MARKS.search(path.read_bytes())]
    assert found == []
