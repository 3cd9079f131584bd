"""The watch over pages sees what it must, so that silence in other tests means something."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
POLICY = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data:"}
GOOD = "<!doctype html><html lang='id'><title>Halaman</title><main><h1>Halaman</h1>{}</main></html>"


@pytest.fixture
def show(page, live_server):
    """show(html): a page of the live server's address with the portal's kind of security policy."""

    def run(html):
        address = f"{live_server.url}/halaman-uji/"
        page.route(
            address,
            lambda route: route.fulfill(body=GOOD.format(html), headers=POLICY, content_type="text/html"),
        )
        page.goto(address)
        page.wait_for_load_state()

    return run


def test_an_inline_script_is_refused_and_noticed(show, faults):
    show("<script>document.title = 'x'</script>")
    assert ["Content Security Policy" in fault for fault in faults] == [True]
    faults.clear()


def test_an_inline_style_is_refused_and_noticed(show, faults):
    show("<p style='color: red'>teks</p>")
    assert ["Content Security Policy" in fault for fault in faults] == [True]
    faults.clear()


def test_a_call_to_another_host_is_noticed(page, show, faults):
    page.route("https://cdn.example.com/**", lambda route: route.abort())
    show("<img alt='' src='https://cdn.example.com/x.png'>")
    page.evaluate("() => fetch('https://cdn.example.com/y').catch(() => 0)")
    assert [fault for fault in faults if fault.startswith("request to another host")] != []
    faults.clear()


def test_axe_names_a_picture_without_words_in_spite_of_the_policy(page, show, axe):
    show("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>")
    assert axe(page) == ["image-alt: img"]


def test_axe_is_content_with_a_good_page(page, show, axe):
    show("<p>teks</p>")
    assert axe(page) == []


@pytest.mark.parametrize(("required", "summary"), [("1", "1 error"), ("0", "1 skipped")])
def test_a_missing_browser_skips_here_and_fails_where_it_is_required(required, summary):
    test = Path(__file__).with_name(f"{Path(__file__).name}::test_axe_is_content_with_a_good_page")
    missing = {
        "CHROMIUM": "/nowhere/chromium",
        "PORTAL_BROWSER_REQUIRED": required,
        "DATABASE_URL": "sqlite://:memory:",
    }
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-W", "ignore", test]
    told = subprocess.run(command, env=os.environ | missing, capture_output=True, text=True, cwd=ROOT)
    assert told.stdout.splitlines()[-1].partition(" in ")[0] == summary
