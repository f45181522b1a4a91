"""Pages on which a framework is written: what each shows and does; who may and who may not; two on one draft."""

import re
import zipfile
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from istmo.framework import queries, services
from istmo.framework.models import Draft, FrameworkVersion
from istmo.people.models import Role, User
from istmo.people.services import NewUser, Standing, add_user, change_user
from tests.cast import AT, Cast, later
from tests.unit.web.accounts import told, with_factor
from tests.unit.web.writing import typed

STRATEGY = "frameworks/small/strategy.yaml"
INDICATORS = "frameworks/small/indicators.yaml"
A = f"/drafts/1/item/?path={quote(STRATEGY)}&item=nodes:A"


def test_the_list_tells_versions_and_drafts_and_begins_one(page: Client, call) -> None:
    text = told(page.get("/frameworks/"))
    assert "A small strategy" in text
    assert "2017-11-01" in text
    empty = page.post("/frameworks/", {"title": " "})
    assert (empty.status_code, "in a few words what the draft" in told(empty)) == (422, True)
    begun = page.post("/frameworks/", {"title": "Version of 2018"})
    assert begun.url == f"/drafts/{Draft.objects.get().pk}/"
    assert "Version of 2018" in told(page.get("/frameworks/"))


def test_an_item_is_changed_by_its_form(page: Client, draft: Draft) -> None:
    sent = typed(page, A)
    assert sent["item.title.en"] == "People find work"
    saved = page.post(A, sent | {"item.title.en": "People find good work", "item.title.es": "Buen trabajo"})
    assert saved.status_code == 302
    text = queries.files(draft)[STRATEGY]
    assert "title: {en: People find good work, es: Buen trabajo}" in text
    unchanged = page.post(A, typed(page, A))
    assert unchanged.status_code == 302
    assert queries.files(draft)[STRATEGY] == text


def test_every_form_sent_as_it_came_changes_no_byte(page: Client, draft: Draft) -> None:
    before = queries.files(draft)
    for path in before:
        if path.endswith((".yaml", ".csv")):
            for one in queries.items(draft, path):
                address = f"/drafts/1/item/?path={quote(path)}&item={quote(one.name)}"
                assert page.post(address, typed(page, address)).status_code == 302, one.name
    assert queries.files(draft) == before


def test_nodes_are_added_moved_and_dropped(page: Client, draft: Draft) -> None:
    add = f"/drafts/1/add/?path={quote(STRATEGY)}&into=nodes"
    node = {"item.code": "B", "item.level": "objective", "item.title.en": "Peace"}
    assert page.post(add, node).status_code == 302
    twice = page.post(add, node | {"item.text.en": "A long text"})
    assert twice.status_code == 422
    assert "has B already" in told(twice)
    assert "A long text" in told(twice)
    below = f"/drafts/1/add/?path={quote(STRATEGY)}&into=nodes:B"
    page.post(below, {"item.code": "B1", "item.level": "sub", "item.title.en": "Part"})
    one = f"path={quote(STRATEGY)}&item=nodes:B1"
    seen = typed(page, f"/drafts/1/item/?{one}")["seen"]
    page.post(f"/drafts/1/move/?{one}", {"seen": seen, "under": "A", "after": ""})
    assert {i.name: i.under for i in queries.items(draft, STRATEGY)}["nodes:B1"] == "nodes:A"
    wrong = page.post(
        f"/drafts/1/move/?path={quote(STRATEGY)}&item=nodes:A", {"seen": "", "under": "B1"}, follow=True
    )
    assert "Nothing of yours is lost" in told(wrong)
    drop = f"/drafts/1/remove/?path={quote(STRATEGY)}&item=nodes:A"
    confirm = told(page.get(drop))
    assert "With it goes 1 item below it" in re.sub(r"\s+", " ", confirm)
    seen = re.search(r'name="seen" value="(\w+)"', confirm)[1]
    assert page.post(drop, {"seen": seen}).url == "/drafts/1/frameworks/small/"
    assert [i.name for i in queries.items(draft, STRATEGY)] == ["head", "nodes:B"]


def test_two_on_one_item_the_second_sees_both_and_loses_nothing(
    page: Client, draft: Draft, cast: Cast
) -> None:
    dora = add_user(new=NewUser("dora", "coordinator", "Dora"), by=cast.operator, at=AT)
    with_factor(dora)
    other = Client()
    other.force_login(dora)
    mine, theirs = typed(page, A), typed(other, A)
    other.post(A, theirs | {"item.title.en": "Theirs"})
    met = page.post(A, mine | {"item.title.en": "Mine"})
    text = told(met)
    assert met.status_code == 409
    assert "changed by dora" in text
    assert "<ins>{code: A, level: objective, title: Theirs}</ins>" in text
    assert "title: Mine}</textarea>" in text
    assert "What both of you began with" in text
    own = {
        "seen": re.search(r'name="seen" value="(\w+)"', text)[1],
        "own": "{code: A, level: objective, title: Theirs and mine}",
    }
    assert page.post(A, own).status_code == 302
    assert "Theirs and mine" in queries.files(draft)[STRATEGY]


def test_what_was_removed_meanwhile_can_be_copied(page: Client, draft: Draft, boss: User) -> None:
    address = f"/drafts/1/item/?path={quote(INDICATORS)}&item=indicators:homicide"
    sent = typed(page, address)
    seen = sent["seen"]
    services.remove_item(
        draft=draft, path=INDICATORS, item="indicators:homicide", seen=seen, by=boss, at=later(2)
    )
    met = page.post(address, sent | {"item.caveat.en": "As the police counts"})
    assert met.status_code == 409
    assert "It was removed." in told(met)
    assert "As the police counts" in told(met)


def test_text_that_is_no_item_is_kept(page: Client, draft: Draft) -> None:
    seen = typed(page, A)["seen"]
    wrong = page.post(f"{A}&as=text", {"seen": seen, "own": "{code: A, title: [unclosed"})
    assert wrong.status_code == 422
    assert "is not YAML" in told(wrong)
    assert "[unclosed" in told(wrong)


def test_problems_stand_at_their_field(page: Client, draft: Draft) -> None:
    address = f"/drafts/1/item/?path={quote(INDICATORS)}&item=indicators:trained"
    page.post(address, typed(page, address) | {"item.per": "a hundred"})
    text = told(page.get(address))
    assert 'id="per-problem"' in text
    assert 'aria-invalid="true"' in text
    assert f"item={quote('indicators:trained', safe='')}" in told(page.get("/drafts/1/problems/"))
    assert "The draft has errors" in told(page.get("/drafts/1/changes/"))
    assert "The draft has errors" in told(page.get("/drafts/1/publish/"))


def test_one_search_finds_any_name(page: Client, draft: Draft) -> None:
    places = queries.files(draft)["places.csv"]
    seen = services.drafts.hash_of(places)
    header, *rows = places.splitlines()
    more = places.replace(header, f"{header},name_es,aliases")
    more = more.replace(rows[-1], f"{rows[-1]},,")
    new = "code,name,name_es,kind,aliases\nPA,Panama,Panamá,country,Republic of Panama|Istmo\nSV,El Salvador,,country,\n"
    services.replace_file(
        draft=draft, path="places.csv", text=new, seen=seen, by=User.objects.get(code="boss"), at=later(3)
    )
    for query in ("panama", "PANAMÁ", "istmo", "republic", "pa"):
        assert "Panama</a>" in told(page.get("/drafts/1/names/", {"q": query})), query
    assert "Nothing is called" in told(page.get("/drafts/1/names/", {"q": "Atlantis"}))
    assert "Panama</a>" in told(page.get("/drafts/1/registers/places/", {"q": "republica istmo"[10:]}))


def test_long_lists_come_in_pages(page: Client, draft: Draft, boss: User) -> None:
    text = queries.files(draft)[INDICATORS]
    one = "  - {{code: x{0}, title: Thing {0}, kind: output, preset: things_delivered, unit: things, nodes: [A]}}\n"
    before, _, after = text.partition("indicators:\n")
    long = before + "indicators:\n" + "".join(one.format(at) for at in range(400)) + after
    services.replace_file(
        draft=draft, path=INDICATORS, text=long, seen=services.drafts.hash_of(text), by=boss, at=later(2)
    )
    first = page.get("/drafts/1/frameworks/small/indicators/")
    assert len(first.content) < 100_000
    assert "Page 1 of 9, 402 in all" in told(first)
    assert "Page 9 of 9" in told(page.get("/drafts/1/frameworks/small/indicators/?page=999"))
    assert "Thing 399" in told(page.get("/drafts/1/frameworks/small/indicators/?q=x399"))
    found = told(page.get("/drafts/1/frameworks/small/indicators/?q=thing"))
    assert "400 found for “thing”." in found
    assert 'href="?q=thing&amp;page=2"' in found


def test_links_are_made_on_the_matrix(page: Client, draft: Draft, boss: User) -> None:
    assert "There is no other framework" in told(page.get("/drafts/1/frameworks/small/crosswalk/"))
    other = "code: other\ntitle: Other\nversion: '1'\nnodes:\n  - {code: Z, level: goal, title: Far}\n"
    path = "frameworks/other/strategy.yaml"
    services.replace_file(
        draft=draft, path=path, text=other, seen=services.drafts.hash_of(""), by=boss, at=later(2)
    )
    add = f"/drafts/1/add/?path={quote(STRATEGY)}&into=links"
    link = {"item.node": "A", "item.to": "other/Z", "item.match": "close", "item.note.en": "Nearly"}
    assert page.post(add, link).status_code == 302
    text = told(page.get("/drafts/1/frameworks/small/crosswalk/?with=other"))
    assert '<a class="close"' in text
    assert "close: nearly the same aim" in text


def test_changes_take_reasons_and_the_draft_is_published(page: Client, draft: Draft) -> None:
    page.post(A, typed(page, A) | {"item.title.en": "People find good work"})
    head = f"/drafts/1/item/?path={quote(STRATEGY)}&item=head"
    assert "is still called version 1" in told(page.get("/drafts/1/publish/"))
    page.post(head, typed(page, head) | {"item.version": "2"})
    text = told(page.get("/drafts/1/changes/"))
    assert re.search(r"<ins>good</ins>", text)
    control = re.search(r'name="(reason\.small\.\d+)"', text)[1]
    page.post("/drafts/1/changes/", {control: "Work has to be good"})
    assert "Work has to be good" in told(page.get("/drafts/1/changes/"))
    assert "is still called version" not in told(page.get("/drafts/1/publish/"))
    wrong = page.post("/drafts/1/publish/", {"effective": "soon"})
    assert (wrong.status_code, 'value="soon"' in told(wrong)) == (422, True)
    early = page.post("/drafts/1/publish/", {"effective": "2017-01-01"})
    assert "what follows it begins later" in told(early)
    done = page.post("/drafts/1/publish/", {"effective": "2018-10-01"}, follow=True)
    assert "Published: small 2." in told(done)
    assert FrameworkVersion.objects.filter(code="small").count() == 2
    assert "never changes again" in told(page.get("/drafts/1/"))
    late = page.post(A, {"seen": "", "own": "{code: A}"})
    assert late.status_code == 422
    assert "never changes again" in told(late)


def test_files_go_out_and_come_back_exactly(page: Client, draft: Draft) -> None:
    before = queries.files(draft)
    with zipfile.ZipFile(BytesIO(page.get("/drafts/1/zip/").content)) as packed:
        assert {name: packed.read(name).decode() for name in packed.namelist()} == before
    assert page.get(f"/drafts/1/file/?path={quote(STRATEGY)}").content.decode() == before[STRATEGY]
    new = before[STRATEGY].replace("People find work", "Trabajo y paz — عمل").replace("\n", "\r\n")
    given = SimpleUploadedFile("strategy.yaml", new.encode())
    shown = page.post("/drafts/1/files/", {"path": STRATEGY, "file": given})
    assert "Trabajo y paz" in told(shown)
    assert queries.files(draft) == before
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', told(shown)))
    assert page.post("/drafts/1/files/", form).status_code == 302
    assert queries.files(draft)[STRATEGY] == new
    again = page.post("/drafts/1/files/", form)
    assert again.status_code == 422
    assert "in the meantime" in told(again)


def test_files_that_are_none_are_refused(page: Client, draft: Draft) -> None:
    for file, said in (
        (None, "Choose a file first"),
        (SimpleUploadedFile("s.yaml", b"\xff\xfe\x00"), "no text in UTF-8"),
        (SimpleUploadedFile("s.yaml", b"x" * 20_000_001), "too large"),
    ):
        answer = page.post("/drafts/1/files/", {"path": STRATEGY} | ({"file": file} if file else {}))
        assert (answer.status_code, said in told(answer)) == (422, True)
    forged = page.post("/drafts/1/files/", {"path": STRATEGY, "kept": "a:b:c", "seen": ""})
    assert "open for too long" in told(forged)


def test_a_draft_is_given_up(page: Client, draft: Draft) -> None:
    assert page.post("/drafts/1/drop/").url == "/frameworks/"
    assert "given up" in told(page.get("/frameworks/"))
    assert "was given up" in told(page.get("/drafts/1/"))


PAGES = [
    "/frameworks/",
    "/drafts/1/",
    "/drafts/1/frameworks/small/",
    "/drafts/1/frameworks/small/indicators/",
    "/drafts/1/frameworks/small/crosswalk/",
    "/drafts/1/registers/places/",
    "/drafts/1/names/?q=sal",
    A,
    f"/drafts/1/add/?path={quote(STRATEGY)}&into=nodes",
    f"/drafts/1/remove/?path={quote(STRATEGY)}&item=nodes:A",
    "/drafts/1/changes/",
    "/drafts/1/problems/",
    "/drafts/1/publish/",
    "/drafts/1/files/",
]


@pytest.mark.parametrize("address", PAGES)
def test_who_may_see_a_page(draft: Draft, cast: Cast, address: str) -> None:
    assert Client().get(address).status_code == 302
    for user, status in ((cast.eva, 403), (cast.diego, 200), (cast.operator, 200)):
        client = Client()
        client.force_login(user)
        assert client.get(address).status_code == status, user.code


@pytest.mark.parametrize(
    "address",
    [
        "/drafts/9/",
        "/drafts/1/frameworks/none/",
        "/drafts/1/registers/none/",
        "/drafts/1/item/?path=x&item=y",
        "/drafts/1/file/?path=../x",
    ],
)
def test_what_is_not_there_is_not_found(page: Client, draft: Draft, address: str) -> None:
    assert page.get(address).status_code == 404


def test_who_may_only_read_is_told_so_and_cannot_write(draft: Draft, cast: Cast) -> None:
    with_factor(cast.ana)
    client = Client()
    client.force_login(cast.ana)
    assert "Your role does not write frameworks" in told(client.get("/drafts/1/"))
    text = told(client.get(A))
    assert "readonly" in text
    assert ">Save</button>" not in text
    before = queries.files(draft)
    for address, sent in (
        (A, {"seen": "x", "item.title.en": "My long text"}),
        (
            f"/drafts/1/add/?path={quote(STRATEGY)}&into=nodes",
            {"item.code": "Z", "item.title.en": "My long text"},
        ),
        ("/drafts/1/publish/", {"effective": "2018-10-01", "item.title.en": "My long text"}),
    ):
        answer = client.post(address, sent)
        assert answer.status_code == 403
        assert "may not" in told(answer)
        assert "My long text" in told(answer)
    assert client.post("/drafts/1/drop/").status_code == 403
    assert queries.files(draft) == before


def test_a_session_that_lost_its_role_keeps_what_was_typed(
    page: Client, draft: Draft, boss: User, cast: Cast
) -> None:
    sent = typed(page, A) | {"item.title.en": "My long text"}
    change_user(user=boss, to=Standing(Role.VIEWER), by=cast.operator, at=later(2))
    answer = page.post(A, sent)
    assert answer.status_code == 403
    assert "Your role was changed while the page was open" in told(answer)
    assert "My long text" in told(answer)
    assert 'name="item.title.en"' in told(answer)
    assert "People find work" in queries.files(draft)[STRATEGY]
