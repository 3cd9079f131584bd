"""Language and theme: Indonesian unless one chose otherwise, and remembered in a cookie."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

LOGIN = "/akun/login/"


def on_one_line(response):
    return " ".join(response.content.decode().split())


def language_of(response):
    page = on_one_line(response)
    return page.partition('<html lang="')[2].partition('"')[0], response["Content-Language"]


def choose(client, name, **fields):
    return client.post(reverse(name), fields)


@pytest.mark.parametrize("asked", [None, "en", "en-US,en;q=0.9", "de,fr;q=0.5", "x" * 1000])
def test_a_page_is_indonesian_whatever_the_browser_prefers(client, asked):
    headers = {"Accept-Language": asked} if asked else {}
    assert language_of(client.get(LOGIN, headers=headers)) == ("id", "id")


def test_english_is_chosen_by_the_switch_and_stays(client):
    response = choose(client, "language_choose", language="en", next=LOGIN)
    assert (response.status_code, response["Location"]) == (302, LOGIN)
    assert language_of(client.get(LOGIN)) == ("en", "en")
    choose(client, "language_choose", language="id", next=LOGIN)
    assert language_of(client.get(LOGIN)) == ("id", "id")


@pytest.mark.parametrize("chosen", ["de", "", "../../etc/passwd", "EN"])
def test_a_language_the_portal_does_not_speak_changes_nothing(client, chosen):
    choose(client, "language_choose", language=chosen)
    assert client.cookies.get("bahasa") is None
    client.cookies.load({"bahasa": "de"})
    assert language_of(client.get(LOGIN)) == ("id", "id")


@pytest.mark.parametrize(
    ("theme", "html"),
    [
        ("light", '<html lang="id" data-theme-choice="light" data-bs-theme="light">'),
        ("dark", '<html lang="id" data-theme-choice="dark" data-bs-theme="dark">'),
        ("auto", '<html lang="id" data-theme-choice="auto">'),
    ],
)
def test_the_theme_is_chosen_and_stays(client, theme, html):
    choose(client, "theme_choose", theme=theme, next=LOGIN)
    assert html in on_one_line(client.get(LOGIN))


def test_an_unknown_theme_changes_nothing(client):
    choose(client, "theme_choose", theme='"><script>')
    assert client.cookies.get("tema") is None
    client.cookies.load({"tema": "pelangi"})
    assert 'data-theme-choice="auto">' in on_one_line(client.get(LOGIN))


def test_both_cookies_last_a_year_and_stay_with_this_site(client):
    choose(client, "language_choose", language="en")
    choose(client, "theme_choose", theme="dark")
    cookies = [client.cookies[name] for name in ("bahasa", "tema")]
    kept = [(cookie["max-age"], cookie["httponly"], cookie["samesite"], cookie["path"]) for cookie in cookies]
    assert kept == [(31536000, True, "Lax", "/")] * 2


@pytest.mark.parametrize("name", ["language_choose", "theme_choose"])
@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_a_switch_never_leads_away(client, name, target):
    assert choose(client, name, language="en", theme="dark", next=target)["Location"] == "/"


@pytest.mark.parametrize("name", ["language_choose", "theme_choose"])
def test_a_link_changes_nothing(client, name):
    response = client.get(reverse(name), {"language": "en", "theme": "dark"})
    assert (response.status_code, list(response.cookies)) == (405, [])


def test_the_portal_says_that_it_is_alive_without_a_database(client):
    response = client.get(reverse("health"))
    assert (response.status_code, response.content) == (200, b"ok")


def messages_of(library):
    """What a library may say, from one of the catalogues it ships."""
    catalogue = Path(import_module(library).__file__).parent / "locale/es/LC_MESSAGES/django.po"
    return re.findall(r'^msgid "(.+)"$', catalogue.read_text(encoding="utf-8"), re.MULTILINE)


def test_filters_speak_indonesian_though_their_library_does_not():
    with translation.override("id"):
        assert [said for said in messages_of("django_filters") if gettext(said) == said] == []
