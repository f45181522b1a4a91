"""The catalogues of what istmo says in other languages: gathered from the code, compiled beside it.

`python -m docs.catalogues` writes every .po anew (what is translated stays, what is no longer said goes) and its .mo; a
person or a text editor fills in what is missing. `tests/docs/test_catalogues.py` refuses a catalogue that is not current.

Two parts of istmo speak: `web` (Django's pages and forms) and `publish` (reports and sheets); what questions answer, and
what is wrong with an input, are two more catalogues, of sentences that `publish` reads back.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from docs import problems, sentences

ROOT = Path(__file__).parents[1] / "src" / "istmo"
LANGUAGES = ("es",)
#: Function -> which arguments are the message, its plural, its context (babel's own form).
_PYTHON = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "mark": None,
    "say": None,
    "count": (1, 2),
    "marks": (1, 2),
}
#: A catalogue has the same bytes whenever it is compiled.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
#: Lines of a catalogue's head that say nothing, or something else every day.
_UNWANTED = tuple(
    f'"{name}'
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
    )
)


@dataclass(frozen=True)
class Spoken:
    """One catalogue: where it stands, and which folders it is gathered from.

    rooms: where what is said is marked in the code; read: gives what is said where nothing is marked.
    """

    domain: str
    home: Path
    rooms: tuple[str, ...] = ()
    read: Callable[[Path], Iterable[tuple[Path, str]]] | None = None


CATALOGUES = (
    Spoken(
        "django",
        ROOT / "web" / "locale",
        ("people", "framework", "collect", "review", "freeze", "jobs", "web"),
    ),
    Spoken("report", ROOT / "publish" / "locale", ("publish",)),
    Spoken("answers", ROOT / "publish" / "locale", read=sentences.gathered),
    Spoken("problems", ROOT / "publish" / "locale", read=problems.gathered),
)


def gathered(spoken: Spoken) -> Catalog:
    """All that this part of istmo says, in English."""
    catalog = Catalog(domain=spoken.domain, project="istmo", charset="utf-8", fuzzy=False)
    for file, found in _messages(spoken):
        for _, message, comments, context in found:
            catalog.add(
                message,
                locations=[(file.relative_to(ROOT).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return catalog


def _messages(spoken: Spoken) -> Iterator[tuple[Path, list[tuple[int, object, list[str], str | None]]]]:
    for file, told in spoken.read(ROOT) if spoken.read else ():
        yield file, [(0, told, [], None)]
    for room in spoken.rooms:
        for file in sorted((ROOT / room).rglob("*")):
            if file.suffix == ".py" and "migrations" not in file.parts:
                yield file, list(extract("python", BytesIO(file.read_bytes()), keywords=_PYTHON))
            elif file.name.endswith(".j2"):
                options = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}
                read = extract(
                    "jinja2.ext:babel_extract", BytesIO(file.read_bytes()), _PYTHON, options=options
                )
                yield file, list(read)
            elif file.suffix in (".html", ".txt") and "templates" in file.parts:
                yield file, list(extract("python", BytesIO(_as_python(file)), keywords=_PYTHON))


def _as_python(template: Path) -> bytes:
    """A Django template as calls of gettext, the way Django's own makemessages reads it."""
    import django
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    return templatize(template.read_text("utf-8"), origin=str(template)).encode()


def updated(spoken: Spoken, language: str) -> Catalog:
    """The catalogue as it should be: everything that is said now, with the translations there are."""
    file = spoken.home / language / "LC_MESSAGES" / f"{spoken.domain}.po"
    fresh = gathered(spoken)
    if file.is_file():
        with file.open("rb") as written:
            catalog = read_po(written, locale=language, domain=spoken.domain)
        catalog.update(fresh, no_fuzzy_matching=True)
    else:
        catalog = Catalog(locale=language, domain=spoken.domain)
        catalog.update(fresh, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = (
        f"# What istmo says, in {language}. Made by `python -m docs.catalogues`; fill in the empty msgstr."
    )
    return catalog


def missing(catalog: Catalog) -> list[Message]:
    """What is not translated yet."""
    return [message for message in catalog if message.id and not _whole(message)]


def _whole(message: Message) -> bool:
    said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(said) and not message.fuzzy


def as_po(catalog: Catalog) -> bytes:
    """The text of a catalogue: sorted, without lines and dates, so that it changes only where the words do."""
    out = BytesIO()
    write_po(out, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_UNWANTED)).encode()


def as_mo(catalog: Catalog) -> bytes:
    """The same as programs read it."""
    out = BytesIO()
    written = read_po(BytesIO(as_po(catalog)), locale=catalog.locale)
    written.creation_date = written.revision_date = _NEVER
    write_mo(out, written)
    return out.getvalue()


def main() -> None:
    """Write all catalogues and say what is missing."""
    for spoken in CATALOGUES:
        for language in LANGUAGES:
            catalog = updated(spoken, language)
            folder = spoken.home / language / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{spoken.domain}.po").write_bytes(as_po(catalog))
            (folder / f"{spoken.domain}.mo").write_bytes(as_mo(catalog))
            sys.stdout.write(
                f"{spoken.domain} {language}: {len(catalog)} said, {len(missing(catalog))} not translated\n"
            )


if __name__ == "__main__":
    main()
