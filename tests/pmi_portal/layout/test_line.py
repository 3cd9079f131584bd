"""What an answer weighs on a poor line, and which questions get one at all."""

import gzip
import re
from pathlib import PurePosixPath

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from whitenoise.middleware import WhiteNoiseMiddleware

from pmi_portal.layout.middleware import TextCompressionMiddleware
from tests.architecture.source import ROOT, assert_none, files
from tests.pmi_portal.layout.test_headers import faults
from tests.support.doors import doors
from tests.support.records import a_session, an_administrator

ACCEPTS = {"Accept-Encoding": "gzip, br"}
MOST_FILES = 16  # of a note form; on a poor line each further one makes a person wait


def test_a_page_is_compressed_for_whom_can_read_that_and_is_the_same_page(client):
    short = client.get(reverse("account_login"), headers=ACCEPTS)
    long = client.get(reverse("account_login"))
    assert (short["Content-Encoding"], "Content-Encoding" in long) == ("gzip", False)
    assert without_tokens(gzip.decompress(short.content)) == without_tokens(long.content)
    assert (faults(short), faults(long)) == ([], [])


def without_tokens(content):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", content)


KINDS = {
    "text/csv; charset=utf-8": True,
    "application/json": True,
    "image/svg+xml": True,
    "text/calendar": True,
    "application/pdf": False,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": False,
    "font/woff2": False,
}


@pytest.mark.parametrize(("kind", "is_shorter"), KINDS.items())
def test_what_is_compressed_already_is_not_compressed_once_more(rf, kind, is_shorter):
    middleware = TextCompressionMiddleware(lambda request: HttpResponse(b"a" * 5000, content_type=kind))
    answer = middleware(rf.get("/", headers=ACCEPTS))
    assert (len(answer.content) < 500, "Content-Encoding" in answer) == (is_shorter, is_shorter)


@pytest.mark.parametrize("method", ["TRACE", "DELETE", "PUT", "PATCH", "OPTIONS", "PROPFIND"])
def test_no_door_answers_another_method(db, method):
    client = Client(raise_request_exception=False)
    client.force_login(an_administrator())
    paths = [*(door.path() for door in doors()), "/static/css/portal.css", "/no/such/page/"]
    answers = {path: client.generic(method, path) for path in paths}
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 405} == {}
    assert {answer["Allow"] for answer in answers.values()} == {"GET, HEAD, POST"}


@pytest.mark.parametrize("file", ["css/portal.css", "js/portal.js", "img/icon.svg"])
def test_a_static_file_carries_the_headers_of_every_answer(client, file):
    assert faults(client.get(f"/static/{file}", headers={"Origin": "https://evil.example"})) == []


@pytest.fixture
def collected(settings, tmp_path):
    """The middleware that serves static files as the demo and production do."""
    settings.STATIC_ROOT = tmp_path
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    storages = {"staticfiles": {"BACKEND": "pmi_portal.running.static_files.HashedFiles"}}
    settings.STORAGES = settings.STORAGES | storages
    call_command("collectstatic", interactive=False, verbosity=0)
    return WhiteNoiseMiddleware(lambda request: None)


def test_a_collected_file_is_short_kept_for_ever_and_names_the_others_by_their_content(collected, rf):
    [address] = [path for path in collected.files if re.search(r"/js/drafts\.\w{12}\.js$", path)]
    answer = collected(rf.get(address, headers=ACCEPTS))
    text = gzip.decompress(answer.getvalue()).decode()
    assert answer["Cache-Control"] == "max-age=315360000, public, immutable"
    named = re.findall(r'from "\./(.*?)";', text)
    assert [name for name in named if not re.fullmatch(r"\w+\.\w{12}\.js", name)] == []
    assert len(named) == len(re.findall(r"^import ", text, re.MULTILINE)) > 2


def named_files(page, kind):
    """The scripts or sheets that a page names, by their place below `static`."""
    return re.findall(rf'(?:href|src)="/static/([^"]+\.{kind})"', page.content.decode())


def with_imported(scripts):
    """These modules, and those that they ask for."""
    found, left = set(), list(scripts)
    while left:
        script = left.pop()
        if script not in found:
            found.add(script)
            text = (ROOT / "static" / script).read_text(encoding="utf-8")
            asked = re.findall(r' from "\./(.*?)";', text)
            left += [str(PurePosixPath(script).parent / name) for name in asked]
    return found


def test_a_page_names_every_module_once_so_that_none_is_asked_for_late(client, db):
    notes = reverse("session_notes", args=[a_session().pk])
    entrance = named_files(client.get(reverse("account_login")), "js")
    client.force_login(an_administrator())
    desk = named_files(client.get(notes), "js")
    assert (sorted(with_imported(entrance)), sorted(with_imported(desk))) == (sorted(entrance), sorted(desk))
    assert {"js/line.js", "js/portal.js"} <= set(entrance) < set(desk)


def test_a_note_form_asks_for_few_files(client, db):
    client.force_login(an_administrator())
    page = client.get(reverse("session_notes", args=[a_session().pk]))
    assert len(named_files(page, "js")) + len(named_files(page, "css")) <= MOST_FILES


def test_every_page_with_a_figure_brings_the_sheet_of_figures():
    pages = {path: path.read_text(encoding="utf-8") for path in files(ROOT, "*.html", "templates")}
    shown = ('include "components/figure.html"', "{{ shown.html }}")
    showing = [path for path, text in pages.items() if any(one in text for one in shown)]
    assert len(showing) == 4
    assert_none(path.name for path in showing if "css/figures.css" not in pages[path])
