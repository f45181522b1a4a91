"""`istmo publish report`: the annual report of a release."""

from istmo.cli import paper


def run(
    release: paper.Of,
    out: paper.Into,
    formats: paper.Formats = None,
    lang: paper.Language = "en",
) -> None:
    """Write the annual report of a release: one page, the same content as a Word file, and as a PDF.

    Example: istmo publish report --release workspace/releases/1 --out workspace/out/1 --format docx --format pdf
    """
    from istmo.publish import report

    paper.give(report.write, release, out, lang=lang, formats=formats)
