"""Pages on which what came in is looked at and decided."""

from django.urls import path

from istmo.web.review import overlaps, queue, roster, said, version

urlpatterns = [
    path("review/", queue.queue, name="review"),
    path("review/overlaps/", overlaps.overlaps, name="review_overlaps"),
    path("review/overlaps/one/", overlaps.one, name="review_overlap"),
    path("review/<str:call>/<str:agency>/<int:number>/", version.version, name="review_version"),
    path("review/<str:call>/<str:agency>/<int:number>/comments/", said.said, name="review_comments"),
    path("review/<str:call>/<str:agency>/<int:number>/roster/", roster.roster, name="review_roster"),
]
