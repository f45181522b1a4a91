"""Names as people write them."""

import pytest

from istmo.kernel.tables import TABLES
from istmo.spec.architecture import load, read
from istmo.spec.names import KnownNames, folded, without_accents
from tests.unit.spec import small

FORUMS = """\
code,name,name_es,kind,held,aliases
summit,Summit of Oslo,Cumbre de Oslo,conference,2020-05-01/2020-05-02,Oslo Meeting|“O’Slo” Summit
panel,Panel on water,,commission,,
"""


def place(code, name):
    return (code, name, *(None,) * (len(TABLES["places"].names) - 2))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("summit", "summit"),
        ("SUMMIT  of\u00a0Oslo", "summit"),
        ("cumbre de oslo", "summit"),
        ("Oslo Méeting", "summit"),
        ('"o\'slo" summit', "summit"),
        ("panel", "panel"),
        ("Oslo", None),
        ("", None),
    ],
)
def test_a_forum_is_found_by_any_of_its_names(tmp_path, written, code):
    folder = small.write(tmp_path)
    (folder / "forums.csv").write_text(FORUMS, encoding="utf-8")
    assert load(folder).resolve("forum", written) == code


def test_when_a_forum_met_must_be_readable(tmp_path):
    folder = small.write(tmp_path)
    (folder / "forums.csv").write_text(FORUMS.replace("2020-05-01/", "spring/"), encoding="utf-8")
    architecture, problems = read(folder)
    assert architecture is None
    assert [str(problem.where) for problem in problems] == ["forums.csv, E2 (“held”)"]


def test_an_exact_code_comes_first():
    names = KnownNames({"places": [place("a", "B"), place("A", "Other"), place("B", "Third")]})
    assert names.meanings("place", "a") == ("a",)
    assert names.meanings("place", "A") == ("A",)
    assert names.meanings("place", "b") == ("B", "a")
    assert names.code("place", "b") is None


def test_accents_count_where_they_decide():
    names = KnownNames({"places": [place("1", "Perú"), place("2", "Peru")]})
    assert (names.code("place", "PERÚ"), names.code("place", "peru")) == ("1", "2")
    assert names.meanings("place", "Pèru") == ("1", "2")


def test_folding_is_told_apart_from_letters():
    assert folded(" Ñandú\t’X’ ") == "ñandú 'x'"
    assert without_accents("Ñandú Straße İzmir") == "nandu strasse izmir"


def test_two_that_share_a_name_but_for_its_case_are_told(tmp_path):
    text = small.FILES["places.csv"].replace("Norge|NOR", "Norge|SWEDEN")
    _, problems = read(small.write(tmp_path, places_csv=text))
    [told] = [problem for problem in problems if problem.code == "shared_name"]
    assert str(told.where) == "places.csv, L3 (“aliases”)"
    assert "SWEDEN of NO is a name of SE as well" in told.found
