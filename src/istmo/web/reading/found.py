"""Which release an address means, and whether it may be seen: numbered ones by everybody, provisional ones by some."""

from dataclasses import dataclass
from pathlib import Path

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from istmo.freeze import queries
from istmo.kernel.problem import WrongUse
from istmo.release import manifest as manifests
from istmo.release.manifest import Manifest
from istmo.web.reading import who
from istmo.web.reading.addresses import Addresses
from istmo.web.reading.kept import Kept
from istmo.web.reading.opened import Opened, opened
from istmo.web.reading.page import Missing
from istmo.web.reading.said import Said

_manifests: Kept[Manifest] = Kept(64)


@dataclass(frozen=True)
class Found:
    """A release that may be seen: where it is kept, what it says of itself, and where its pages stand."""

    folder: Path
    manifest: Manifest
    at: Addresses
    number: int | None
    name: str
    day: str = ""

    def open(self, request: HttpRequest) -> Opened:
        """The release itself, in the language of the page, without what this reader may not see."""
        lang = (get_language() or "en").partition("-")[0]
        return opened(self.folder, self.manifest.content, lang, lambda held: who.hidden_from(request, held))


def numbered(number: int) -> Found:
    """The release of that number; Missing names those there are."""
    try:
        release = queries.release(number)
    except WrongUse:
        known = tuple(_told(release.number, release.title) for release in reversed(queries.releases()[-6:]))
        raise Missing(_("There is no release %(number)s.") % {"number": number}, known) from None
    folder = queries.folder(number)
    at = Addresses(reverse("web:release-front", kwargs={"number": number}))
    return Found(folder, _manifest(folder, release.content), at, number, str(number))


def provisional(request: HttpRequest, name: str) -> Found:
    """The provisional release of that name, for whom it is for; for all others nothing stands there."""
    if not who.may_see_provisional(request):
        raise Http404
    folder = queries.provisional_folder(name)
    if folder is None:
        known = tuple(
            Said(one, href=reverse("web:provisional-front", kwargs={"draft": one}))
            for one in queries.provisional()
        )
        raise Missing(_("There is no provisional release “%(name)s”.") % {"name": name}, known)
    at = Addresses(reverse("web:provisional-front", kwargs={"draft": name}))
    return Found(folder, manifests.read(folder), at, None, name, name)


def _told(number: int, title: str) -> Said:
    return Said(f"{number}: {title}", href=reverse("web:release-front", kwargs={"number": number}))


def _manifest(folder: Path, content: str) -> Manifest:
    """The manifest, read once: a release that has a number never changes."""
    return _manifests.get((str(folder), content), lambda: manifests.read(folder))
