"""Pages of work in the background."""

from django.urls import path

from istmo.web.jobs import views

urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:number>/", views.job, name="job"),
]
