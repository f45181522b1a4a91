"""Addresses. All are for reading."""

from django.urls import path, re_path

from istmo.web import views

app_name = "web"
urlpatterns = [
    path("", views.releases, name="releases"),
    path("releases/<int:number>/", views.release, name="release"),
    path("releases/<int:number>/report/", views.report, name="report"),
    path("releases/<int:number>/files/<str:name>", views.file, name="file"),
    re_path(r"^style-(?P<digest>[0-9a-f]{12})\.css$", views.sheet, name="sheet"),
]
