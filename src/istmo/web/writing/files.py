"""The files of a draft: to keep, all in one or each alone, and a changed one given back."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from istmo.framework import services
from istmo.framework.drafts import hash_of
from istmo.kernel.problem import WrongUse
from istmo.people.permissions import NotAllowed
from istmo.spec.pieces import Item, items
from istmo.web import uploads
from istmo.web.clock import now
from istmo.web.writing.marks import marked_lines
from istmo.web.writing.page import Desk, on_a_draft, show

#: A file of a framework of ten thousand indicators has some five million characters.
LONGEST = 20_000_000
#: How many changed items are shown before a file is taken.
_SHOWN = 40
#: A file that waits for its confirmation lies in the vault; who confirms it shows that it was shown.
_SIGNER, _DAY = TimestampSigner(salt="istmo.writing.files"), 24 * 3600
#: A zip file of the same files has the same bytes.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


@require_safe
@on_a_draft
def every(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All files of the draft in one zip, byte for byte."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as into:
        for path, text in sorted(desk.files.items()):
            into.writestr(ZipInfo(path, _NO_DAY), text.encode(), ZIP_DEFLATED)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="draft-{desk.draft.pk}.zip"'
    return answer


@require_safe
@on_a_draft
def one(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One file, byte for byte."""
    path = request.GET.get("path", "")
    if path not in desk.files:
        raise Http404
    answer = HttpResponse(desk.files[path].encode(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{path.rsplit("/", 1)[-1]}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@on_a_draft
def files(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list; a file that is given back is shown beside what the draft says now, and taken once that is confirmed."""
    told, path = "", request.POST.get("path", "")
    if request.method == "POST":
        try:
            if "kept" not in request.POST:
                return _beside(request, desk, path, _given(request))
            path, sha256 = _SIGNER.unsign_object(request.POST["kept"], max_age=_DAY)
            return _taken(request, desk, path, services.held_text(sha256))
        except NotAllowed:
            raise
        except BadSignature:
            told = _("This page was open for too long. Choose the file again.")
        except WrongUse as wrong:
            told = str(wrong)
    listed = [(name, len(content.encode())) for name, content in sorted(desk.files.items())]
    return show(request, desk, "files.html", 422 if told else 200, listed=listed, told=told, path=path)


def _taken(request: HttpRequest, desk: Desk, path: str, text: str) -> HttpResponse:
    """Take the file, or show it beside what somebody else made of the draft meanwhile."""
    seen = request.POST.get("seen", "")
    try:
        services.replace_file(draft=desk.draft, path=path, text=text, seen=seen, by=desk.user, at=now())
    except NotAllowed:
        raise
    except WrongUse as wrong:
        return _beside(request, desk, path, text, str(wrong))
    messages.success(request, _("Taken: %(path)s.") % {"path": path})
    return redirect("web:draft_files", desk.draft.pk)


def _given(request: HttpRequest) -> str:
    uploads.refuse_none(request)
    given = request.FILES.get("file")
    if given is None:
        raise WrongUse(_("Choose a file first."))
    if (given.size or 0) > LONGEST:
        raise WrongUse(_("This file is too large for a file of a framework: 20 megabytes at most."))
    try:
        text: str = given.read().decode()
    except UnicodeDecodeError:
        raise WrongUse(_("This file is no text in UTF-8. Save it as UTF-8 and choose it again.")) from None
    return text


def _beside(request: HttpRequest, desk: Desk, path: str, text: str, told: str = "") -> HttpResponse:
    """What would change, item by item, and the button that takes the file."""
    now_said = {one.name: one.text for one in _items(path, desk.files.get(path, ""))}
    then_said = {one.name: one.text for one in _items(path, text)}
    changed = [
        (name, marked_lines(now_said.get(name, ""), then_said.get(name, "")))
        for name in dict.fromkeys((*then_said, *now_said))
        if now_said.get(name) != then_said.get(name)
    ]
    kept = _SIGNER.sign_object(
        (path, services.hold_text(draft=desk.draft, path=path, text=text, by=desk.user))
    )
    return show(
        request, desk, "file.html", 422 if told else 200, path=path, kept=kept, told=told, changed=changed[:_SHOWN],
        more=max(0, len(changed) - _SHOWN), seen=hash_of(desk.files.get(path, "")),
        same=text == desk.files.get(path),
    )  # fmt: skip


def _items(path: str, text: str) -> list[Item]:
    """The items of a file; of one that cannot be read, which is said once it is taken, none."""
    try:
        return items(path, text) if text.strip() else []
    except WrongUse:
        return []
