"""Documents attached to sources: kept as received, refused where another is registered, opened at a place."""

import hashlib
from pathlib import Path

import pytest

from istmo.framework import documents, stored
from istmo.framework.services import import_folder
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.people.models import Event
from tests.cast import AT
from tests.unit.spec import small

TEXT = "Sales rose signifi by help.\n\nThe second paragraph says 40 percent.\n"
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def operator(workspace: Path):
    from istmo.people.queries import user

    return user("operator")


@pytest.fixture
def imported(operator, tmp_path: Path):
    start = TEXT.index("40 percent")
    return _import(
        operator,
        tmp_path / "architecture",
        sources_csv=f"code,title,kind,aliases,sha256\nplan,The plan,own,P1,{SHA}\nwho,Statistics,third_party,,\n",
        claims_yaml=f"- {{code: c1, source: plan, span: [{start}, {start + 10}], text: It grew.}}\n"
        "- {code: c2, source: plan, text: It has no place.}\n",
        repairs_csv="source,char_start,char_end,shown,reason\nplan,11,18,cantly,The end of the word is lost\n",
    )


def _import(operator, folder: Path, **files: str) -> None:
    repairs = files.pop("repairs_csv", None)
    small.write(folder, **files)
    if repairs:
        (folder / "repairs.csv").write_text(repairs, encoding="utf-8")
    import_folder(path=folder, by=operator, at=AT)


def given(tmp_path: Path, text: str = TEXT, name: str = "plan.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_attach_keeps_the_bytes_and_writes_one_event(imported, operator, tmp_path: Path) -> None:
    kept = documents.attach(path=given(tmp_path), source="P1", by=operator, at=AT)
    assert (kept.source, kept.sha256, kept.text_sha256, kept.named) == ("plan", SHA, SHA, True)
    assert stored.vault().path(SHA).read_bytes() == TEXT.encode()
    documents.attach(path=given(tmp_path), source="plan", by=operator, at=AT)
    assert Event.objects.filter(verb="source.attached").count() == 1


def test_attach_refuses_another_document_than_the_one_registered(imported, operator, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"not the document that sources\.csv registers for plan"):
        documents.attach(path=given(tmp_path, "Another text."), source="plan", by=operator, at=AT)
    assert not list(stored.vault().root.glob("*/" + hashlib.sha256(b"Another text.").hexdigest()))


def test_attach_tells_an_unknown_source_and_an_unreadable_document(
    imported, operator, tmp_path: Path
) -> None:
    with pytest.raises(WrongUse, match="no source plam; plan is near"):
        documents.attach(path=given(tmp_path), source="plam", by=operator, at=AT)
    with pytest.raises(InputProblem):
        documents.attach(path=given(tmp_path, "", "empty.txt"), source="plan", by=operator, at=AT)


def test_attach_without_a_registered_hash_keeps_and_says_so(imported, operator, tmp_path: Path) -> None:
    kept = documents.attach(path=given(tmp_path), source="who", by=operator, at=AT)
    assert not kept.named
    with pytest.raises(WrongUse, match="names no SHA-256 for who"):
        documents.passage("who", (0, 3))


def test_passage_shows_the_span_and_the_repairs_and_leaves_the_text(
    imported, operator, tmp_path: Path
) -> None:
    documents.attach(path=given(tmp_path), source="plan", by=operator, at=AT)
    found = documents.passage("plan", (0, 27), around=5)
    assert found.text == TEXT[:27]
    assert found.shown == "⟦Sales rose signifi[cantly] by help.⟧\n\nThe…"
    assert found.place == "line 1"
    claim = documents.passage_of_claim("P1", "c1", around=6)
    assert (claim.text, claim.shown) == ("40 percent", "… says ⟦40 percent⟧.\n")
    assert stored.vault().path(SHA).read_bytes() == TEXT.encode()


@pytest.mark.parametrize(("span", "said"), [((0, 9999), "is no place in it"), ((5, 5), "is no place in it")])
def test_passage_outside_the_text_is_told(imported, operator, tmp_path: Path, span, said: str) -> None:
    documents.attach(path=given(tmp_path), source="plan", by=operator, at=AT)
    with pytest.raises(WrongUse, match=said):
        documents.passage("plan", span)


def test_passage_of_what_is_not_there_is_told(imported, operator, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="Nothing is attached to plan yet"):
        documents.passage("plan", (0, 3))
    with pytest.raises(WrongUse, match="plan has no claim c9"):
        documents.passage_of_claim("plan", "c9")
    with pytest.raises(WrongUse, match="The claim c2 has no span"):
        documents.passage_of_claim("plan", "c2")


def test_a_web_page_is_opened_in_its_text(operator, tmp_path: Path) -> None:
    page = "<html><body><p>One</p><p>Two &amp; three</p></body></html>"
    sha = hashlib.sha256(page.encode()).hexdigest()
    _import(
        operator,
        tmp_path / "architecture",
        sources_csv=f"code,title,kind,aliases,sha256\nplan,P,own,,{sha}\nwho,W,own,,\n",
    )
    kept = documents.attach(path=given(tmp_path, page, "page.html"), source="plan", by=operator, at=AT)
    assert kept.text_sha256 != kept.sha256 == sha
    found = documents.passage("plan", (5, 8))
    assert (found.text, found.place) == ("Two", "paragraph 2")
