"""Country sheets: one page for each country the strategy is about."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from markupsafe import Markup

from istmo.publish import edition, layout, pictures, sheet
from istmo.publish.desk import Desk
from istmo.publish.edition import Page
from istmo.publish.registers import Place
from istmo.publish.words import Words
from istmo.release.reader import Release

FOLDER = "countries"
#: What one page holds: context indicators, of these drawn, results, activities, years of money.
_CONTEXT, _DRAWN, _RESULTS, _ACTIVITIES, _YEARS = 6, 5, 5, 6, 3


def write(release: Release, out: Path, *, lang: str = "en", formats: Sequence[str] = ("html",)) -> list[Path]:
    """Write one sheet a country into `out/countries`, each in every format; WrongUse as for the report."""
    wanted = edition.known(formats)
    return edition.write(pages(Desk(release, Words(lang))), out, wanted)


def pages(desk: Desk) -> Iterator[Page]:
    """One sheet a country, by name."""
    for country in desk.countries:
        yield Page(f"{FOLDER}/{country.code}", _page(desk, country))


def _page(desk: Desk, country: Place) -> str:
    inside = desk.within(country.code)
    there = [record for record in desk.records if record.place in inside and record.result]
    having = [e for e in desk.context.environments if sheet.of_place(e, country.code)]
    environments = sheet.chosen(having, _CONTEXT)
    own = (work for work in desk.registers.works if work.agency not in desk.registers.beside)
    activities = [work for work in own if work.place in inside]
    names = {
        "country": country,
        "environments": environments,
        "all_environments": len(having),
        "panels": [
            (e.indicator.title, Markup(panel))  # noqa: S704  (our own drawing)
            for e in environments
            if (panel := pictures.of_place(e, country.code, desk.words))
        ][:_DRAWN],
        "results": [sheet.told(record, desk) for record in sheet.best_known(there, _RESULTS)],
        "all_results": len(there),
        "elsewhere": sum(r.result is not None and r.place not in inside for r in desk.records),
        "activities": activities[:_ACTIVITIES],
        "all_activities": len(activities),
        "money_rows": desk.money.of_place(country.code, _YEARS),
        "undertakings": desk.undertakings.of_place(inside) if desk.undertakings else [],
        "as_of": desk.undertakings.as_of if desk.undertakings else "",
        "others": desk.around.of_place(inside),
        "cited": sheet.Cited(desk.registers.sources),
        "compared": sheet.compared(desk),
        "sheet": sheet,
    }
    return layout.page(desk, "country.html.j2", names, "sheet.css")
