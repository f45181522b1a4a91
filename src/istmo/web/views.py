"""Pages over frozen releases, for reading: the list, a release, its report, its files."""

from hashlib import sha256
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from istmo.framework.stored import workspace
from istmo.freeze import queries
from istmo.freeze.models import Release
from istmo.kernel.problem import WrongUse
from istmo.publish import style
from istmo.release import manifest as manifests
from istmo.release.manifest import Manifest
from istmo.web import reports
from istmo.web.policy import guarded

_PARTS = ("base.css", "pages.css")


def sheet_name() -> str:
    """The style sheet's address: named by its content, so that a browser may keep it for ever."""
    return f"style-{sha256(style.sheet(*_PARTS).encode()).hexdigest()[:12]}.css"


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, the newest first."""
    return _page(request, "releases.html", releases=list(reversed(queries.releases())))


@require_safe
def release(request: HttpRequest, number: int) -> HttpResponse:
    """One release: what it holds and how to check it."""
    found = _release(number)
    if found is None:
        return missing(request)
    manifest = _manifest(number)
    return _page(
        request,
        "release.html",
        release=found,
        manifest=manifest,
        tables=[(name, entry) for name, entry in manifest.tables.items() if entry.rows],
        files=_files(number, manifest),
    )


@require_safe
def report(request: HttpRequest, number: int) -> HttpResponse:
    """The annual report of a release."""
    if _release(number) is None:
        return missing(request)
    text = reports.page(queries.folder(number), workspace() / "out" / str(number) / "report.html")
    return guarded(HttpResponse(text), reports.policy_of(text))


@require_safe
def file(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """One file of a release, to keep. Only names that the release's own manifest lists can be asked for."""
    if _release(number) is None or name not in dict(_files(number, _manifest(number))):
        return missing(request)
    opened = (queries.folder(number) / name).open("rb")
    return guarded(FileResponse(opened, as_attachment=True, filename=Path(name).name))


@require_safe
@cache_control(max_age=31_536_000, immutable=True, public=True)
def sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The style sheet of the pages; an older page of a browser gets the one that is true now."""
    return guarded(HttpResponse(style.sheet(*_PARTS), content_type="text/css; charset=utf-8"))


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing stands at this address."""
    return _page(request, "missing.html", status=404)


def _page(request: HttpRequest, template: str, status: int = 200, **shown: object) -> HttpResponse:
    return guarded(render(request, f"web/{template}", {**shown, "sheet": sheet_name()}, status=status))


def _release(number: int) -> Release | None:
    try:
        return queries.release(number)
    except WrongUse:
        return None


def _manifest(number: int) -> Manifest:
    return manifests.read(queries.folder(number))


def _files(number: int, manifest: Manifest) -> list[tuple[str, int]]:
    """The files of a release with their sizes, its manifest first."""
    own = (queries.folder(number) / manifests.FILE).stat().st_size
    return [(manifests.FILE, own), *((name, entry.bytes) for name, entry in sorted(manifest.files.items()))]
