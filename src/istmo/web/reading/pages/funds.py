"""Money by stage, year and country, what no country was given, and sums that documents state."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from istmo.publish.money import Holder, Money, Stage, Sum, Test
from istmo.web.reading import pictured
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader, named
from istmo.web.reading.said import Said, sentence, sentences
from istmo.web.reading.tables import Cell, Column, Row, Table, words

ADDRESS = "funds/"

#: An amount of so many rows names them in the page; of more, the page that it opens does.
_FEW = 3


def tell(reader: Reader) -> Page:
    """The report's section of funds; every amount opens its rows."""
    with reader.opened.locked():
        money = reader.opened.desk.money
    lead = _(
        "Money at different stages is never added up: what was requested, appropriated, obligated and disbursed are "
        "answers to different questions. Nor are two sources, which may tell the same money."
    )
    none = _("This release holds no row of money, so results stand here without what was spent on them.")
    return Page(
        title=_("Money"),
        here="funds",
        crumbs=reader.start(),
        lead=(Said(lead if _has(money) else none, ""),),
        parts=(
            *_parts(reader, money),
            Part(
                items=(
                    reader.crumb(_("Every amount by stage, year, account and place"), "questions", "funds"),
                )
            ),
        ),
    )


def _has(money: Money) -> bool:
    return bool(money.stages or money.stated)


def _parts(reader: Reader, money: Money) -> Iterator[Part]:
    for at, stage in enumerate(money.stages, 1):
        word = reader.opened.term("stages", stage.stage)
        source = reader.source(stage.source)
        title = Said(f"{word.text[:1].upper()}{word.text[1:]}: {source}", word.lang)
        left = tuple(
            Said(f"{_('Left at the next stage')}: {year} {told.shown}", reader.opened.words.lang)
            for year, told in stage.left
        )
        why = tuple(
            Said(_("What is left at the next stage is %(why)s.") % {"why": w}, "") for w in stage.why_not
        )
        yield Part(
            title=title,
            told=(*left, *why),
            picture=pictured.money(reader.opened) if at == 1 else "",
            table=_stage(reader, f"stage-{at}", stage),
        )
    if money.stated:
        yield Part(title=_("Sums that documents state"), table=_stated(reader, money))
    if money.tests:
        told = _("A stated sum stands beside what may be its parts. Nothing is put right.")
        yield Part(title=_("Do the sums agree?"), told=(Said(told, ""),), table=_tests(reader, money))


def _stage(reader: Reader, name: str, stage: Stage) -> Table:
    columns = (Column("place", _("Place")), *(Column(year, year, is_number=True) for year in stage.years))
    rows = [
        Row(
            (_holder(reader, holder), *(_of_year(reader, stage, holder, year) for year in stage.years)),
            tone="total" if holder.kind == "group" else "" if holder.is_split else "quiet",
        )
        for holder in stage.holders
    ]
    notes = [reader.source(stage.source)]
    if not stage.is_own:
        notes.append(Said(_("Whose money it is is not stated."), ""))
    if stage.more_years > 0:
        notes.append(Said(_("%(n)s more years stand in the release.") % {"n": stage.more_years}, ""))
    word = reader.opened.term("stages", stage.stage).text
    caption = _("%(stage)s by place and year, %(currency)s") % {
        "stage": f"{word[:1].upper()}{word[1:]}",
        "currency": stage.currency,
    }
    return reader.table(name, caption, columns, rows, notes=tuple(notes))


def _holder(reader: Reader, holder: Holder) -> Cell:
    told = reader.place(holder.place)
    return words(Said(holder.name, "en") if "·" in holder.name else told, told.href, code=holder.place)


def _of_year(reader: Reader, stage: Stage, holder: Holder, year: str) -> Cell:
    if year not in holder.sums:
        return Cell(_("none told"), tone="hole")
    address = reader.at.to(
        "funds", "amount", stage=stage.stage, source=stage.source, year=year, place=holder.place
    )
    return _sum(reader, holder.sums[year], address)


def _sum(reader: Reader, told: Sum, href: str = "") -> Cell:
    return Cell(
        told.shown, reader.opened.words.lang, told.value, href=href, figures=" ".join(told.codes) if len(told.codes) <= _FEW else ""
    )


def _row_of(reader: Reader, told: Sum) -> str:
    """The page of the one row an amount is; nothing for one that several make."""
    return reader.at.to("funds", "amount", row=told.codes[0]) if len(told.codes) == 1 else ""


def _stated(reader: Reader, money: Money) -> Table:
    columns = (
        Column("stage", _("Stage")),
        Column("period", _("When")),
        Column("amount", _("Amount"), is_number=True),
        Column("provider", _("Whose")),
        Column("source", _("Source")),
        Column("notes", _("To be read with it")),
    )
    rows = [
        Row(
            (
                words(reader.opened.term("stages", told.stage), code=told.stage),
                Cell(told.period, reader.opened.words.lang),
                _sum(reader, told.sum, _row_of(reader, told.sum)),
                words(Said(told.provider)),
                named(reader.source(told.source), told.source),
                words(sentence(told.notes)),
            )
        )
        for told in money.stated
    ]
    return reader.table("stated", _("Stated sums, each at its own stage"), columns, rows)


def _tests(reader: Reader, money: Money) -> Table:
    columns = (
        Column("stated", _("Stated"), is_number=True),
        Column("stage", _("Stage and year")),
        Column("parts", _("What may be its parts")),
        Column("parts_sum", _("Parts together"), is_number=True),
        Column("difference", _("Difference"), is_number=True),
        Column("assumptions", _("If one assumes")),
    )
    return reader.table(
        "tests", _("Stated sums beside their parts"), columns, [_test(reader, t) for t in money.tests]
    )


def _test(reader: Reader, told: Test) -> Row:
    stage = reader.opened.term("stages", told.stage)
    return Row(
        (
            _sum(reader, told.stated, _row_of(reader, told.stated)),
            Cell(f"{stage}, {told.period}", stage.lang, aside=(reader.source(told.source),)),
            words(Said(told.parts), aside=(reader.source(told.parts_source),)),
            _sum(reader, told.parts_sum),
            Cell(told.difference, reader.opened.words.lang, aside=(Said(told.stands),)),
            words(sentences(told.assumptions)[0]) if told.assumptions else Cell(_("nothing further")),
        )
    )
