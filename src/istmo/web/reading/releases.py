"""Pages over frozen releases, for reading: the list, a release, its report, its files."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from istmo.framework.stored import workspace
from istmo.freeze import queries
from istmo.freeze.models import Release
from istmo.kernel.problem import WrongUse
from istmo.release import manifest as manifests
from istmo.release.manifest import Manifest
from istmo.web.policy import guarded
from istmo.web.reading import reports
from istmo.web.shell import missing


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
    return FileResponse(opened, as_attachment=True, filename=Path(name).name)


def _page(request: HttpRequest, template: str, **shown: object) -> HttpResponse:
    return render(request, f"web/reading/{template}", shown)


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
