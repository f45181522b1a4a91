"""Pages of work in the background: my own, a large file, freezing a release."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from istmo.freeze.models import Release
from istmo.jobs.models import Job, State
from istmo.web.calls import assignment
from tests.cast import AT, GOOD
from tests.unit.web.accounts import told


@pytest.fixture
def ana(cast) -> Client:
    client = Client()
    client.force_login(cast.ana)
    return client


def test_large_file_is_read_in_the_background(
    ana: Client, cast, call, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(assignment, "LARGE", 10)
    sent = SimpleUploadedFile("figures.csv", GOOD.encode())
    with django_capture_on_commit_callbacks(execute=True):
        answer = ana.post("/calls/c1/of/usaid/", {"file": sent})
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    assert '<a class="button" href="/calls/c1/of/usaid/versions/1/">' in told(ana.get(f"/jobs/{job.pk}/"))
    assert "figures.csv" in told(ana.get("/jobs/"))


def test_job_that_goes_on_looks_again_and_is_mine_alone(ana: Client, cast) -> None:
    job = Job.objects.create(
        kind="submission",
        about="a.csv",
        order="{}",
        by=cast.ana,
        asked_at=AT,
        state=State.RUNNING,
        percent=10,
    )
    seen = told(ana.get(f"/jobs/{job.pk}/"))
    assert 'hx-trigger="every 2s"' in seen
    assert "Look again" in seen
    other = Client()
    other.force_login(cast.carla)
    assert other.get(f"/jobs/{job.pk}/").status_code == 404


def test_release_is_frozen_from_a_page(
    page: Client, ana: Client, approved, django_capture_on_commit_callbacks
) -> None:
    approved()
    assert ana.post("/jobs/", {"title": "First"}).status_code == 403
    assert page.post("/jobs/", {"title": " "}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        answer = page.post("/jobs/", {"title": "First"})
    assert Release.objects.get().title == "First"
    assert 'href="/releases/1/"' in told(page.get(answer["Location"]))
