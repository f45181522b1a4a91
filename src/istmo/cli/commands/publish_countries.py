"""`istmo publish countries`: one page for each country."""

from istmo.cli import paper


def run(
    release: paper.Of,
    out: paper.Into,
    formats: paper.Formats = None,
    lang: paper.Language = "en",
) -> None:
    """Write one sheet for each country of the strategy into OUT/countries.

    Example: istmo publish countries --release workspace/releases/1 --out workspace/out/1 --format docx
    """
    from istmo.cli import face
    from istmo.publish import countries

    if not paper.give(countries.write, release, out, lang=lang, formats=formats):
        face.say(
            "Nothing was written: no group in places.csv of this release names countries as its members, so it has no "
            "countries of its own. Name them in the column members of a place of kind group, and freeze again."
        )
