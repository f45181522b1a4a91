"""The report and the files of a release: what was published, byte for byte."""

from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from istmo.framework.stored import workspace
from istmo.release import manifest as manifests
from istmo.web import reports
from istmo.web.policy import guarded
from istmo.web.reading import found
from istmo.web.reading.found import Found
from istmo.web.reading.page import Missing
from istmo.web.reading.said import Said
from istmo.web.reading.views import answered


@require_safe
@answered
def report(request: HttpRequest, number: int) -> HttpResponse:
    """The annual report of a release."""
    release = found.numbered(number)
    text = reports.page(release.folder, workspace() / "out" / str(number) / "report.html")
    return guarded(HttpResponse(text), reports.policy_of(text))
