"""The files of a release and its hashes, for whoever wants to check or keep it."""

from django.utils.translation import gettext as _

from istmo.release import manifest as manifests
from istmo.web.reading.page import Page, Part
from istmo.web.reading.reader import Reader
from istmo.web.reading.said import Said
from istmo.web.reading.tables import Cell, Column, Row, counted

ADDRESS = "files/"


def tell(reader: Reader) -> Page:
    """What it holds, and every file of it."""
    manifest = reader.opened.manifest
    own = (reader.opened.release.path / manifests.FILE).stat().st_size
    files = [(manifests.FILE, own, ""), *((n, e.bytes, e.sha256) for n, e in sorted(manifest.files.items()))]
    tables = [(name, entry) for name, entry in manifest.tables.items() if entry.rows]
    return Page(
        title=_("Files and hashes"),
        here="more",
        crumbs=reader.start(),
        lead=(
            Said(
                _(
                    "A release is a folder of Parquet files that anyone opens without istmo. Whoever has it can check it."
                ),
            ),
        ),
        parts=(
            Part(
                facts=(
                    (_("Hash of the release"), (Said(manifest.content),)),
                    (_("Check it with"), (Said("istmo release verify"),)),
                    (_("Schema"), (Said(str(manifest.schema_version)),)),
                    (
                        _("Frameworks"),
                        tuple(Said(f"{code} {version}") for code, version in manifest.frameworks.items()),
                    ),
                )
            ),
            Part(
                title=_("Files"),
                table=reader.table(
                    "files",
                    _("Every file of the release"),
                    (
                        Column("file", _("File")),
                        Column("bytes", _("Bytes"), is_number=True),
                        Column("sha256", _("SHA-256")),
                    ),
                    [
                        Row((Cell(name, href=reader.at.file(name)), counted(size), Cell(sha256, tone="hash")))
                        for name, size, sha256 in files
                    ],
                    per_page=100,
                ),
            ),
            Part(
                title=_("What it holds"),
                table=reader.table(
                    "tables",
                    _("Tables and rows"),
                    (Column("table", _("Table")), Column("rows", _("Rows"), is_number=True)),
                    [Row((Cell(name), counted(entry.rows))) for name, entry in tables],
                    per_page=100,
                ),
            ),
        ),
    )
