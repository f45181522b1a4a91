"""Pages over releases: for reading, open to everybody."""

from django.urls import path

from istmo.web.reading import releases

urlpatterns = [
    path("", releases.releases, name="releases"),
    path("releases/<int:number>/", releases.release, name="release"),
    path("releases/<int:number>/report/", releases.report, name="report"),
    path("releases/<int:number>/files/<str:name>", releases.file, name="file"),
]
