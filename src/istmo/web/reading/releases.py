"""The list of releases, the report of one, and its files: what was published, byte for byte."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from istmo.framework.stored import workspace
from istmo.freeze import queries
from istmo.release import manifest as manifests
from istmo.web.policy import guarded
from istmo.web.reading import found, reports, who
from istmo.web.reading.found import Found
from istmo.web.reading.page import Missing
from istmo.web.reading.said import Said
from istmo.web.reading.views import answered, shown


@require_safe
@answered
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, the newest first; provisional ones for those who may see them."""
    told = list(reversed(queries.releases()))
    drafts = queries.provisional() if who.may_see_provisional(request) else []
    return shown(request, "releases.html", releases=told, provisional=drafts)


@require_safe
@answered
def report(request: HttpRequest, number: int) -> HttpResponse:
    """The annual report of a release."""
    release = found.numbered(number)
    discreet = release.open(request).discreet
    if discreet:
        raise Missing(_("The report of this release holds figures that are not for everybody."))
    text = reports.page(release.folder, workspace() / "out" / str(number) / "report.html")
    return guarded(HttpResponse(text), reports.policy_of(text))


@require_safe
@answered
def file(request: HttpRequest, name: str, number: int | None = None, draft: str = "") -> HttpResponseBase:
    """One file of a release, to keep. Only names that the release's own manifest lists can be asked for."""
    release = found.provisional(request, draft) if number is None else found.numbered(number)
    if name != manifests.FILE and name not in release.manifest.files:
        raise Missing(
            _("The release has no file “%(name)s”.") % {"name": name},
            (Said(_("All files of the release"), href=release.at.to("files")),),
        )
    if release.open(request).discreet and name.endswith(".parquet"):
        raise Missing(_("This release holds figures that are not for everybody; its tables are kept back."))
    return FileResponse((release.folder / name).open("rb"), as_attachment=True, filename=Path(name).name)


def listed(release: Found) -> list[tuple[str, int]]:
    """The files of a release with their sizes, its manifest first."""
    own = (release.folder / manifests.FILE).stat().st_size
    return [
        (manifests.FILE, own),
        *((name, entry.bytes) for name, entry in sorted(release.manifest.files.items())),
    ]
