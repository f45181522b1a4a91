"""Pages over releases: for reading. A page of a release is one file of `pages/`; its `ADDRESS` stands below the release's."""

from functools import cache
from importlib import import_module
from importlib.resources import files

from django.urls import URLPattern, path

from istmo.web.reading import releases, views

_ROOM = "istmo.web.reading.pages"


@cache
def pages() -> dict[str, str]:
    """The pages of a release by name, with their addresses below it: every module of the folder."""
    names = (file.name for file in files(_ROOM).iterdir())
    found = sorted(name[:-3] for name in names if name.endswith(".py") and not name.startswith("_"))
    return {name: import_module(f"{_ROOM}.{name}").ADDRESS for name in found}


def _below(base: str, prefix: str) -> list[URLPattern]:
    return [
        path(f"{base}{address}", views.page, {"page": name}, name=f"{prefix}{name}")
        for name, address in pages().items()
    ]


urlpatterns = [
    path("", releases.releases, name="releases"),
    path("search", views.search, name="search"),
    path("releases/<int:number>/report/", releases.report, name="report"),
    path("releases/<int:number>/files/<str:name>", releases.file, name="file"),
    *_below("releases/<int:number>/", "release-"),
    path("provisional/<str:draft>/files/<str:name>", releases.file, name="provisional-file"),
    *_below("provisional/<str:draft>/", "provisional-"),
]
