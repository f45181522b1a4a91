"""Freezing what was approved."""

from pathlib import Path

import pytest

from istmo.collect.models import Version
from istmo.framework import stored
from istmo.framework.services import import_folder
from istmo.freeze import queries
from istmo.freeze.models import Included, Release
from istmo.freeze.services import freeze
from istmo.freeze.state import check
from istmo.kernel.problem import WrongUse
from istmo.people.models import Event
from istmo.release.reader import open_release
from tests.cast import AT, RESTATED, write_small


def frozen(cast, title: str = "First"):
    return freeze(title=title, by=cast.operator, at=AT)


def test_freeze_makes_a_release_of_what_was_approved(cast, approved) -> None:
    decision = approved()
    release, new = frozen(cast)
    opened = open_release(queries.folder(1))
    assert (release.number, new, opened.manifest.content) == (1, True, release.content)
    assert opened.query("SELECT place, value::INTEGER, submission, row FROM figures ORDER BY row") == [
        ("SV", 120, "c1/usaid/1", 2),
        ("SV", 90, "c1/usaid/1", 3),
    ]
    submitted_by, approved_by = str(decision.submitter_id), str(decision.person_id)
    assert opened.query("SELECT code, submitted_by, approved_by, raw_sha256 FROM submissions") == [
        ("c1/usaid/1", submitted_by, approved_by, decision.raw_sha256)
    ]
    assert opened.query(
        "SELECT code, severity FROM submission_problems WHERE code = 'name_read_as_code'"
    ) == [("name_read_as_code", "note")]
    assert check() == []


def test_freeze_tells_what_the_call_asked_of_whom(cast, approved) -> None:
    approved()
    frozen(cast)
    asked = open_release(queries.folder(1)).query(
        "SELECT agency, indicator, place FROM expected ORDER BY ALL"
    )
    assert asked == [
        ("inl", "homicide", ""),
        ("inl", "trained", "HN"),
        ("inl", "trained", "SV"),
        ("usaid", "trained", "SV"),
    ]


def test_freeze_again_gives_the_same_release(cast, approved) -> None:
    approved()
    first, _ = frozen(cast)
    events = Event.objects.count()
    assert frozen(cast, "Another title") == (first, False)
    assert (Release.objects.count(), Event.objects.count()) == (1, events)


def test_freeze_after_a_restatement_supersedes(cast, approved) -> None:
    approved()
    first, _ = frozen(cast)
    approved(RESTATED)
    second, new = frozen(cast, "Second")
    release = open_release(queries.folder(2))
    assert (second.number, second.parent, new) == (2, first, True)
    assert release.query(
        "SELECT value::INTEGER, submission FROM figures WHERE period_end = DATE '2017-09-30'"
    ) == [(130, "c1/usaid/2")]
    assert release.query("SELECT value::INTEGER, restated_by FROM revisions ORDER BY 1") == [
        (90, "c1/usaid/2"),
        (120, "c1/usaid/2"),
    ]
    assert check() == []


def test_freeze_after_a_new_framework_is_a_new_release(cast, approved, tmp_path: Path) -> None:
    approved()
    frozen(cast)
    strategy = tmp_path / "small" / "frameworks" / "small" / "strategy.yaml"
    strategy.write_text(strategy.read_text().replace("A small strategy", "A larger strategy"))
    import_folder(path=tmp_path / "small", by=cast.operator, at=AT)
    second, new = frozen(cast, "Second")
    assert (second.number, new) == (2, True)


def test_freeze_of_what_another_framework_asked_is_refused(cast, approved, tmp_path: Path) -> None:
    approved()
    other = write_small(tmp_path / "other")
    (other / "frameworks" / "small").rename(other / "frameworks" / "larger")
    for file in (other / "frameworks" / "larger").iterdir():
        file.write_text(file.read_text().replace("code: small", "code: larger"))
    import_folder(path=other, by=cast.operator, at=AT)
    with pytest.raises(WrongUse, match="lacks small"):
        frozen(cast)


def test_freeze_of_nothing_is_refused(cast, call) -> None:
    with pytest.raises(WrongUse, match="Nothing is approved"):
        frozen(cast)


def test_freeze_by_someone_who_may_not(cast, approved) -> None:
    approved()
    with pytest.raises(WrongUse, match=r"diego .* may not freeze"):
        freeze(title="First", by=cast.diego, at=AT)


def test_freeze_replaces_what_an_interrupted_freeze_left(cast, approved) -> None:
    approved()
    orphan = queries.folder(1)
    orphan.mkdir(parents=True)
    (orphan / "figures.parquet").write_bytes(b"half")
    assert [(problem.code, problem.severity) for problem in check()] == [("release_orphan", "note")]
    frozen(cast)
    assert check() == []


def test_freeze_while_another_was_faster_follows_that_one(cast, approved, monkeypatch) -> None:
    approved()
    first, _ = frozen(cast)
    approved(RESTATED)
    # What this freeze is told first is what was there before the other one ended.
    answers = iter([None, first, first, first])
    monkeypatch.setattr(queries, "last", lambda: next(answers))
    second, new = frozen(cast, "Second")
    assert (second.number, second.parent, new) == (2, first, True)
    assert check() == []


def test_release_unknown_names_those_there_are(cast, approved) -> None:
    with pytest.raises(WrongUse, match="None is frozen yet"):
        queries.release(1)
    approved()
    frozen(cast)
    assert queries.release(1).number == 1
    with pytest.raises(WrongUse, match=r"no release 7. Known: 1"):
        queries.release(7)


def test_check_names_what_is_altered_or_missing(cast, approved) -> None:
    approved()
    frozen(cast)
    version = Version.objects.get()
    kept = stored.vault().path(version.figures_sha256)
    kept.chmod(0o600)
    kept.write_bytes(b"flipped")
    stored.vault().path(version.problems_sha256).unlink()
    parquet = queries.folder(1) / "figures.parquet"
    parquet.chmod(0o600)
    parquet.write_bytes(parquet.read_bytes()[:-1] + b"x")
    (stored.workspace() / "out").mkdir()
    (stored.workspace() / "out" / "manifest.json").write_text("{}")
    codes = {problem.code for problem in check()}
    assert {"vault_altered", "vault_missing", "manifest_foreign"} <= codes
    assert any(problem.where.file.endswith("figures.parquet") for problem in check())


def test_check_names_a_missing_or_foreign_release(cast, approved) -> None:
    approved()
    frozen(cast)
    Release.objects.update(content="f" * 64)
    assert [problem.code for problem in check()] == ["release_other"]
    queries.folder(1).rename(queries.folder(9))
    assert {problem.code for problem in check()} == {"release_missing", "release_orphan"}


def test_check_names_a_version_changed_after_its_decision(cast, approved) -> None:
    approved()
    Version.objects.update(figures_sha256=Version.objects.get().raw_sha256)
    assert [problem.code for problem in check()] == ["decision_other_hash"]


def test_included_keeps_the_order_of_approval(cast, approved) -> None:
    first, second = approved(), approved(RESTATED)
    frozen(cast)
    assert list(Included.objects.order_by("position").values_list("decision", flat=True)) == [
        first.pk,
        second.pk,
    ]
