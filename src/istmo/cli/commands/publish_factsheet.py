"""`istmo publish factsheet`: the two-page fact sheet of a release."""

from istmo.cli import paper


def run(
    release: paper.Of,
    out: paper.Into,
    formats: paper.Formats = None,
    lang: paper.Language = "en",
) -> None:
    """Write the fact sheet of a release: two pages on which each number carries its scope, caveats and source.

    Example: istmo publish factsheet --release workspace/releases/1 --out workspace/out/1 --format pdf
    """
    from istmo.publish import factsheet

    paper.give(factsheet.write, release, out, lang=lang, formats=formats)
