"""Money by stage, year and country, what no country was given, and sums that documents state."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from istmo.publish.money import Holder, Money, Stage, Sum
from istmo.web.reading import pictured
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
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
        lead=(Said(lead if _has(money) else none),),
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
    picture = pictured.money(reader.opened) if money.stages else ""
    if picture:
        yield Part(picture=picture, told=(Said(_("The tables below have the same values.")),))
    for at, stage in enumerate(money.stages, 1):
        word = reader.opened.term("stages", stage.stage)
        source = reader.source(stage.source)
        title = Said(f"{word.text[:1].upper()}{word.text[1:]}: {source}")
        left = tuple(Said(f"{_('Left at the next stage')}: {year} {told.shown}") for year, told in stage.left)
        why = tuple(Said(_("What is left at the next stage is %(why)s.") % {"why": w}) for w in stage.why_not)
        yield Part(
            title=title,
            told=(*left, *why),
            table=_stage(reader, f"stage-{at}", stage),
        )


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
        notes.append(Said(_("Whose money it is is not stated.")))
    if stage.more_years > 0:
        notes.append(
            Said(
                ngettext(
                    "%(n)s more year stands in the release.",
                    "%(n)s more years stand in the release.",
                    stage.more_years,
                )
                % {"n": stage.more_years}
            )
        )
    word = reader.opened.term("stages", stage.stage).text
    caption = _("%(stage)s by place and year, %(currency)s") % {
        "stage": f"{word[:1].upper()}{word[1:]}",
        "currency": stage.currency,
    }
    return reader.table(name, caption, columns, rows, notes=tuple(notes))


def _holder(reader: Reader, holder: Holder) -> Cell:
    told = reader.place(holder.place)
    return words(Said(holder.name) if "·" in holder.name else told, told.href, code=holder.place)


def _of_year(reader: Reader, stage: Stage, holder: Holder, year: str) -> Cell:
    if year not in holder.sums:
        return Cell(_("none told"), tone="hole")
    address = reader.at.to(
        "funds", "amount", stage=stage.stage, source=stage.source, year=year, place=holder.place
    )
    return amount(reader, holder.sums[year], address)


def amount(reader: Reader, told: Sum, href: str = "") -> Cell:
    return Cell(
        told.shown,
        told.value,
        href=href,
        figures=" ".join(told.codes) if len(told.codes) <= _FEW else "",
    )
