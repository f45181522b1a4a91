"""A draft: begun, changed item by item, compared, published once; two persons on one item lose nothing."""

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from istmo.framework import queries, services
from istmo.framework.drafts import hash_of
from istmo.framework.models import Architecture, Draft, DraftFile, FrameworkVersion
from istmo.framework.services import Conflict, Reason
from istmo.kernel.problem import InputProblem, WrongUse
from istmo.people.models import Event
from tests.cast import AT, Cast, later, write_small

STRATEGY = "frameworks/small/strategy.yaml"
INDICATORS = "frameworks/small/indicators.yaml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write_small(tmp_path / "small")


@pytest.fixture
def draft(cast: Cast, small: Path) -> Draft:
    (version,) = services.import_folder(path=small, by=cast.operator, at=AT)
    return services.begin_draft(title="Version 2", base=version.architecture, by=cast.operator, at=later())


def item(draft: Draft, path: str, name: str) -> services.Item:
    return next(one for one in queries.items(draft, path) if one.name == name)


def change(draft: Draft, cast: Cast, path: str, name: str, **fields: object) -> services.Item:
    seen = item(draft, path, name).hash
    return services.change_item(
        draft=draft, path=path, item=name, seen=seen, fields=fields, by=cast.operator, at=later()
    )


def test_a_draft_holds_the_files_exactly(draft: Draft, small: Path) -> None:
    assert queries.files(draft) == {
        path: (small / path).read_bytes().decode() for path in queries.files(draft)
    }
    assert len(queries.files(draft)) == 6
    assert queries.problems(draft) == []
    assert all(found.same for found in queries.compare(draft))


def test_an_item_is_changed_and_everything_else_stays(draft: Draft, cast: Cast, small: Path) -> None:
    change(draft, cast, STRATEGY, "nodes:A", title="People find good work")
    now = queries.files(draft)
    assert now.pop(STRATEGY) == (small / STRATEGY).read_text(encoding="utf-8").replace(
        "title: People find work", "title: People find good work"
    )
    assert all((small / path).read_text(encoding="utf-8") == text for path, text in now.items())
    [found] = queries.compare(draft)
    assert [(c.kind, c.field) for c in found.changes] == [("reworded", "title")]
    event = Event.objects.order_by("seq").last()
    assert event is not None
    assert (event.verb, event.subject) == ("draft.item_changed", f"draft {draft.pk}")


def test_the_second_of_two_is_shown_mine_theirs_and_base(draft: Draft, cast: Cast) -> None:
    seen = item(draft, STRATEGY, "nodes:A")
    change(draft, cast, STRATEGY, "nodes:A", title="Theirs")
    with pytest.raises(Conflict) as stopped:
        services.change_item(
            draft=draft,
            path=STRATEGY,
            item="nodes:A",
            seen=seen.hash,
            fields={"title": "Mine"},
            by=cast.operator,
            at=later(2),
        )
    conflict = stopped.value
    assert conflict.base == "{code: A, level: objective, title: People find work}"
    assert conflict.mine == "{code: A, level: objective, title: Mine}"
    assert conflict.theirs == "{code: A, level: objective, title: Theirs}"
    assert conflict.now is not None
    services.change_item(
        draft=draft,
        path=STRATEGY,
        item="nodes:A",
        seen=conflict.now.hash,
        text=conflict.mine,
        by=cast.operator,
        at=later(3),
    )
    assert item(draft, STRATEGY, "nodes:A").fields["title"] == "Mine"
    assert DraftFile.objects.filter(draft=draft, path=STRATEGY).count() == 3


def test_two_on_different_items_of_one_file_do_not_meet(draft: Draft, cast: Cast) -> None:
    seen = item(draft, INDICATORS, "indicators:homicide").hash
    change(draft, cast, INDICATORS, "indicators:trained", unit="persons")
    services.change_item(
        draft=draft,
        path=INDICATORS,
        item="indicators:homicide",
        seen=seen,
        fields={"caveat": "Counted by the police"},
        by=cast.operator,
        at=later(),
    )
    assert item(draft, INDICATORS, "indicators:trained").fields["unit"] == "persons"


def test_an_item_that_was_removed_is_a_conflict_too(draft: Draft, cast: Cast) -> None:
    seen = item(draft, INDICATORS, "indicators:homicide").hash
    common = {"draft": draft, "path": INDICATORS, "item": "indicators:homicide", "seen": seen}
    services.remove_item(**common, by=cast.operator, at=later())
    with pytest.raises(Conflict, match="removed by operator") as stopped:
        services.change_item(**common, fields={"unit": "x"}, by=cast.operator, at=later())
    assert stopped.value.theirs == ""
    assert "unit: x" in stopped.value.mine


def test_items_are_added_moved_and_removed(draft: Draft, cast: Cast) -> None:
    by = {"draft": draft, "path": STRATEGY, "by": cast.operator, "at": later()}
    services.add_item(**by, into="nodes", fields={"code": "B", "level": "objective", "title": "Peace"})
    child = {"code": "A1", "level": "sub", "title": "First"}
    assert services.add_item(**by, into="nodes:A", fields=child).under == "nodes:A"
    moved = services.move_item(
        **by, item="nodes:A1", seen=item(draft, STRATEGY, "nodes:A1").hash, into="nodes:B"
    )
    assert moved.under == "nodes:B"
    services.remove_item(**by, item="nodes:A1", seen=moved.hash)
    assert [one.name for one in queries.items(draft, STRATEGY)] == ["head", "nodes:A", "nodes:B"]
    assert queries.problems(draft) == []


def test_a_code_used_twice_is_refused(draft: Draft, cast: Cast) -> None:
    with pytest.raises(WrongUse, match="has A already"):
        services.add_item(
            draft=draft, path=STRATEGY, into="nodes", fields={"code": "A"}, by=cast.operator, at=AT
        )


def test_a_cycle_is_refused_and_errors_are_told(draft: Draft, cast: Cast) -> None:
    by = {"draft": draft, "path": STRATEGY, "by": cast.operator, "at": later()}
    services.add_item(**by, into="nodes:A", fields={"code": "A1", "level": "x", "title": "First"})
    with pytest.raises(WrongUse, match="cannot stand under itself"):
        services.move_item(**by, item="nodes:A", seen=item(draft, STRATEGY, "nodes:A").hash, into="nodes:A1")
    change(draft, cast, STRATEGY, "nodes:A1", title=None)
    assert [problem.code for problem in queries.problems(draft)] == ["missing_key"]


def test_a_file_that_is_not_there_is_begun(draft: Draft, cast: Cast) -> None:
    path = "frameworks/small/changes.yaml"
    fate = {"old": "Z", "fate": "dropped", "reason": "Done"}
    services.add_item(draft=draft, path=path, into="nodes", fields=fate, by=cast.operator, at=later())
    assert queries.files(draft)[path] == "nodes:\n  - old: Z\n    fate: dropped\n    reason: Done\n"
    with pytest.raises(WrongUse, match="is no file of a framework"):
        services.add_item(draft=draft, path="../x.yaml", into="nodes", fields=fate, by=cast.operator, at=AT)


def test_arabic_stays_what_it_is(draft: Draft, cast: Cast) -> None:
    change(draft, cast, STRATEGY, "nodes:A", title={"en": "Work", "ar": "عمل لائق"})
    assert "ar: عمل لائق" in queries.files(draft)[STRATEGY]
    assert queries.problems(draft) == []


def test_who_may_not_write(draft: Draft, cast: Cast) -> None:
    for user in (cast.ana, cast.ben, cast.diego, cast.eva):
        with pytest.raises(WrongUse, match="may not"):
            services.change_item(
                draft=draft, path=STRATEGY, item="nodes:A", seen="", fields={"title": "x"}, by=user, at=AT
            )
        with pytest.raises(WrongUse, match="may not"):
            services.publish_draft(draft=draft, effective=date(2018, 1, 1), by=user, at=AT)


def publish(draft: Draft, cast: Cast, effective: date, *reasons: Reason) -> tuple[FrameworkVersion, ...]:
    return services.publish_draft(
        draft=draft, effective=effective, reasons=reasons, by=cast.operator, at=later(9)
    )


def test_a_published_draft_holds_from_its_day_with_its_reasons(draft: Draft, cast: Cast) -> None:
    change(draft, cast, STRATEGY, "nodes:A", title="People find good work")
    change(draft, cast, STRATEGY, "head", version="2")
    reason = Reason("small", "reworded", "A", "Work has to be good")
    (version,) = publish(draft, cast, date(2018, 10, 1), reason)
    assert (version.version, version.effective_on) == ("2", date(2018, 10, 1))
    assert queries.version_at("small", date(2018, 9, 30)).version == "1"
    assert queries.version_at("small", date(2018, 10, 1)).version == "2"
    with pytest.raises(WrongUse, match="holds from 2017-11-01"):
        queries.version_at("small", date(2017, 10, 31))
    assert queries.in_force(date(2018, 9, 30)).pk == draft.base_id
    assert queries.in_force(date(2018, 10, 1)) == version.architecture
    with pytest.raises(WrongUse, match="never changes again"):
        change(draft, cast, STRATEGY, "nodes:A", title="x")
    event = Event.objects.order_by("seq").last()
    assert event is not None
    assert event.verb == "framework.published"


def test_the_day_and_reasons_stand_in_the_files(draft: Draft, cast: Cast, tmp_path: Path) -> None:
    from istmo.spec.architecture import load

    change(draft, cast, STRATEGY, "head", version="2")
    change(draft, cast, STRATEGY, "nodes:A", title="Good work")
    (version,) = publish(draft, cast, date(2018, 10, 1), Reason("small", "reworded", "A", "Clearer", "title"))
    read = load(queries.unpack(version.architecture, tmp_path / "out"))
    assert read.records("frameworks")[0]["effective_on"] == date(2018, 10, 1)
    assert [row["reason"] for row in read.records("change_reasons")] == ["Clearer"]
    again = services.begin_draft(title="Version 3", base=version.architecture, by=cast.operator, at=later())
    assert "frameworks/small/changes.yaml" not in queries.files(again)


def test_a_change_under_the_same_version_is_refused(draft: Draft, cast: Cast) -> None:
    change(draft, cast, STRATEGY, "nodes:A", title="Good work")
    with pytest.raises(InputProblem) as stopped:
        publish(draft, cast, date(2018, 10, 1))
    assert [problem.code for problem in stopped.value.problems] == ["version_not_raised"]
    assert Architecture.objects.count() == 1


def test_a_day_that_is_not_later_is_refused(draft: Draft, cast: Cast) -> None:
    change(draft, cast, STRATEGY, "head", version="2")
    with pytest.raises(WrongUse, match="holds from 2017-11-01; what follows it begins later"):
        publish(draft, cast, date(2017, 11, 1))


def test_a_draft_with_errors_is_not_published(draft: Draft, cast: Cast) -> None:
    change(draft, cast, STRATEGY, "head", version="2", title=None)
    with pytest.raises(InputProblem):
        publish(draft, cast, date(2018, 10, 1))
    assert draft.is_open


def test_what_is_published_is_kept_by_the_database(draft: Draft) -> None:
    for table, change_ in ((Architecture, {"sha256": "0" * 64}), (FrameworkVersion, {"title": "x"})):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            table.objects.update(**change_)


def test_a_draft_given_up_is_closed(draft: Draft, cast: Cast) -> None:
    services.drop_draft(draft=draft, by=cast.operator, at=later())
    with pytest.raises(WrongUse, match="given up"):
        change(draft, cast, STRATEGY, "nodes:A", title="x")
    assert [one.pk for one in queries.all_drafts()] == [draft.pk]
    with pytest.raises(WrongUse, match="no draft 99"):
        queries.draft(99)


def test_a_draft_from_a_folder_with_errors_can_be_mended(cast: Cast, small: Path) -> None:
    text = (small / STRATEGY).read_text(encoding="utf-8")
    (small / STRATEGY).write_text(text.replace("title: A small strategy\n", ""), encoding="utf-8")
    draft = services.begin_draft(title="New", folder=small, by=cast.operator, at=AT)
    assert [problem.code for problem in queries.problems(draft)] == ["missing_key"]
    change(draft, cast, STRATEGY, "head", title="A small strategy")
    assert queries.problems(draft) == []
    assert queries.compare(draft) == []


def test_a_folder_that_is_no_text_is_refused(cast: Cast, small: Path) -> None:
    (small / "places.csv").write_bytes(b"code,name\nSV,El Salvad\xf3r\n")
    with pytest.raises(InputProblem) as stopped:
        services.begin_draft(title="New", folder=small, by=cast.operator, at=AT)
    assert [problem.where.file for problem in stopped.value.problems] == ["places.csv"]


def test_a_file_is_given_back_whole(draft: Draft, cast: Cast) -> None:
    text = queries.files(draft)[STRATEGY]
    new = "\ufeff# by hand\r\n" + text.replace("\n", "\r\n")
    by = {"draft": draft, "path": STRATEGY, "by": cast.operator}
    held = services.hold_text(draft=draft, path=STRATEGY, text=new, by=cast.operator)
    services.replace_file(**by, text=services.held_text(held), seen=hash_of(text), at=later())
    assert queries.files(draft)[STRATEGY] == new
    with pytest.raises(WrongUse, match="changed by operator in the meantime"):
        services.replace_file(**by, text="x: 1\n", seen=hash_of(text), at=later(2))
    with pytest.raises(WrongUse, match="is no file of a framework"):
        services.hold_text(draft=draft, path="../x.yaml", text="x", by=cast.operator)


def test_reasons_are_given_before_it_is_published(draft: Draft, cast: Cast) -> None:
    change(draft, cast, STRATEGY, "nodes:A", title="Good work")
    for told in ("Clearer", "Clearer to readers"):
        reason = Reason("small", "reworded", "A", told, "title")
        services.give_reasons(draft=draft, reasons=[reason], by=cast.operator, at=later())
    [step] = queries.compare(draft)
    assert [change.reason for change in step.changes] == ["Clearer to readers"]
