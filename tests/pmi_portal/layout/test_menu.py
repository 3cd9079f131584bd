"""The menu of four groups: by permission, and one name for menu, title, heading and every link to a page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from pmi_portal.layout.menu import GROUPS, HOME, menu_of
from tests.architecture.test_access import access_to
from tests.support.doors import doors
from tests.support.records import a_board_member, a_staff_member, a_user, an_administrator, an_officer

ENTRIES = [HOME, *(entry for group in GROUPS for entry in group.entries)]
NAMES = {entry.url_name: str(entry.label) for entry in ENTRIES}
LISTEN = [
    *("Sesi FGD", "Pernyataan FGD", "Kelompok belum didengar", "Beda pendapat", "Penilaian tema kedua"),
    *("Panduan diskusi", "Sosialisasi", "Rencana dan realisasi", "Kalender"),
]
HANDLE = [
    "Pengaduan",
    "Pemegang pengaduan",
    "Tindak lanjut",
    "Batas waktu tindak lanjut",
    "Yang ditunggu dari instansi",
]
REFERENCE = ["Kelompok pemangku kepentingan", "Instansi", "Narahubung", "Wilayah kantong", "Tema pernyataan"]
# A link may put a verb before the name: "Lihat beda pendapat", "Buka dasbor".
VERBS = ("Lihat", "Buka")
BESIDE_THE_NAME = {"Batal", "Lanjutkan nanti", "Pilih sesi lain", "Sudah saya simpan"}
CRUMB = re.compile(r'{% url "([\w:]+)" as \w+ %}\s*{% translate "([^"]+)" as \w*label %}')
LINK = re.compile(
    r'<a\s[^<>]*?{% url "([\w:]+)" %}"[^<>]*>\s*(?:{% include [^%]*%}\s*)?{% translate "([^"]+)" %}\s*</a>'
)


def seen_by(user):
    groups = menu_of(user, "home")["groups"]
    return {str(group["label"]): [str(entry["label"]) for entry in group["entries"]] for group in groups}


def marked(url_name, user):
    menu = menu_of(user, url_name)
    entries = [menu["home"], *(entry for group in menu["groups"] for entry in group["entries"])]
    return [str(entry["label"]) for entry in entries if entry["current"]]


def named_otherwise(folder):
    """Links of the templates to a page of the menu that call it by another name."""
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for url_name, words in [*CRUMB.findall(text), *LINK.findall(text)]:
            name = NAMES.get(url_name)
            known = {name, *(f"{verb} {name[:1].lower()}{name[1:]}" for verb in VERBS)} if name else {words}
            if words not in known | BESIDE_THE_NAME and not words.startswith(f"Lihat {name}"):
                yield f"{path.relative_to(folder)}: “{words}” leads to “{name}”"


def test_an_entry_is_shown_to_whom_its_door_is_open():
    asked = {door.name: access_to(door) for door in doors()}
    entries = {entry.url_name: entry.permission for entry in ENTRIES if entry.permission}
    assert entries == {name: asked[name] for name in entries}


@pytest.mark.django_db
def test_each_role_sees_the_groups_of_its_work():
    assert seen_by(a_staff_member()) == {
        "Dengar": LISTEN,
        "Tangani": HANDLE,
        "Ukur": ["Dasbor", "Putaran survei", "Unggahan survei", "Kuesioner", "Pajanan"],
        "Rujukan": REFERENCE,
    }
    assert seen_by(an_administrator())["Rujukan"][-1] == "Administrasi"
    assert "Unggahan survei" in seen_by(an_officer())["Ukur"]
    assert "Narahubung" not in str(seen_by(a_board_member()))
    assert seen_by(a_user()) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url_name", "label"),
    [
        ("home", "Beranda"),
        ("session_detail", "Sesi FGD"),
        ("event_create", "Sesi FGD"),
        ("statement_edit", "Pernyataan FGD"),
        ("follow_up_detail", "Tindak lanjut"),
        ("follow_up_due", "Batas waktu tindak lanjut"),
        ("due_detail", "Yang ditunggu dari instansi"),
        ("activity_edit", "Sosialisasi"),
        ("activity_plan", "Rencana dan realisasi"),
        ("figure_detail", "Dasbor"),
        ("theme_list", "Tema pernyataan"),
    ],
)
def test_a_page_marks_one_entry_the_nearest(url_name, label):
    assert marked(url_name, a_staff_member()) == [label]


@pytest.mark.django_db
def test_a_page_outside_the_menu_marks_none():
    assert marked("account_change_password", a_staff_member()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.url_name)
def test_menu_title_and_heading_carry_one_name(entry, client):
    person = {"admin:index": an_administrator, "import_list": an_officer}.get(
        entry.url_name, a_staff_member
    )()
    client.force_login(person)

    page = client.get(reverse(entry.url_name)).content.decode()

    title = re.search(r"<title>([^·|]*)", page)[1].strip()
    heading = re.findall(r"<h1>([^<]*)</h1>", page)[-1].strip()
    assert (title, heading) == (str(entry.label), str(entry.label))


def test_every_link_to_a_page_of_the_menu_calls_it_by_its_name():
    assert list(named_otherwise(Path(settings.BASE_DIR) / "templates")) == []


def test_a_link_with_another_name_is_found(tmp_path):
    (tmp_path / "page.html").write_text(
        '<a class="btn" href="{% url "contradiction_list" %}">{% translate "Pertentangan" %}</a>\n'
        '{% url "session_list" as list_url %}\n{% translate "FGD" as list_label %}\n'
        '<a href="{% url "dashboard" %}">{% translate "Buka dasbor" %}</a>'
    )

    assert list(named_otherwise(tmp_path)) == [
        "page.html: “FGD” leads to “Sesi FGD”",
        "page.html: “Pertentangan” leads to “Beda pendapat”",
    ]


@pytest.mark.django_db
def test_the_menu_is_on_the_page_without_script(client):
    client.force_login(a_staff_member())

    page = client.get(reverse("complaint_list")).content.decode()

    nav = page[page.index('<nav class="menu"') :].partition("</nav>")[0]
    assert re.findall(r"<details [^>]*>", nav) == [
        '<details class="menu-fold" data-open-wide="62rem" open>',
        *['<details class="menu-group" open>'] * 4,
    ]
    assert re.findall(r'aria-current="page">.*?<span>([^<]*)</span>', nav, re.DOTALL) == ["Pengaduan"]
