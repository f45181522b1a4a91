"""Pages on which a framework is written."""

from django.urls import path

from istmo.web.writing import changes, crosswalk, files, frameworks, items, lists, standards

urlpatterns = [
    path("frameworks/", frameworks.frameworks, name="frameworks"),
    path("drafts/<int:number>/", frameworks.draft, name="draft"),
    path("drafts/<int:number>/drop/", frameworks.drop, name="drop_draft"),
    path("drafts/<int:number>/frameworks/<str:code>/", lists.tree, name="draft_tree"),
    path("drafts/<int:number>/frameworks/<str:code>/indicators/", lists.indicators, name="draft_indicators"),
    path("drafts/<int:number>/frameworks/<str:code>/crosswalk/", crosswalk.crosswalk, name="draft_crosswalk"),
    path("drafts/<int:number>/registers/<str:name>/", lists.register, name="draft_register"),
    path("drafts/<int:number>/names/", lists.names, name="draft_names"),
    path("drafts/<int:number>/standards/", standards.standards, name="draft_standards"),
    path("drafts/<int:number>/item/", items.edit, name="draft_item"),
    path("drafts/<int:number>/add/", items.add, name="draft_add"),
    path("drafts/<int:number>/move/", items.move, name="draft_move"),
    path("drafts/<int:number>/remove/", items.remove, name="draft_remove"),
    path("drafts/<int:number>/changes/", changes.changes, name="draft_changes"),
    path("drafts/<int:number>/problems/", changes.problems, name="draft_problems"),
    path("drafts/<int:number>/publish/", changes.publish, name="draft_publish"),
    path("drafts/<int:number>/files/", files.files, name="draft_files"),
    path("drafts/<int:number>/file/", files.one, name="draft_file"),
    path("drafts/<int:number>/zip/", files.every, name="draft_zip"),
]
