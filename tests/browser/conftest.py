"""A real browser: one per process, a fresh context per test; what a page complains of fails the test."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
AXE = (HERE / "vendor/axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
# The shell is the same Chromium without what surrounds the page; it needs half the processor.
BROWSERS = ("chromium-headless-shell", "/usr/bin/chromium", "chromium", "google-chrome", "chromium-browser")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Playwright keeps an event loop in the test's thread; Django would take that for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """With PORTAL_BROWSER_REQUIRED=1, as in CI, a skipped browser test is a failure."""
    report = yield
    if report.skipped and os.environ.get("PORTAL_BROWSER_REQUIRED") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, but PORTAL_BROWSER_REQUIRED=1: {call.excinfo.value}"
    return report


def chromium():
    """The path of a Chromium on this machine, or None."""
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    return next(filter(None, map(shutil.which, wanted)), None)


@pytest.fixture(scope="session")
def browser():
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def faults():
    """What the page complained of; a test that provokes a complaint on purpose clears it."""
    return []


@pytest.fixture
def page(browser, live_server, faults):
    """A page of 1280 x 800 in Indonesian. Errors, refusals of the security policy and foreign hosts fail."""
    screen = {"width": 1280, "height": 800}
    context = browser.new_context(base_url=live_server.url, locale="id-ID", viewport=screen)
    page = context.new_page()
    page.set_default_timeout(15_000)
    watch(page, faults, host=urlsplit(live_server.url).netloc)
    yield page
    context.close()
    assert faults == []


def watch(page, faults, *, host):
    def on_console(message):
        if message.type == "error":
            faults.append(message.text)

    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != host:
            faults.append(f"request to another host: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", on_request)


@pytest.fixture
def axe():
    """axe(page) -> violations of WCAG 2.2 AA as `rule: selector`."""

    def run(page):
        page.evaluate(AXE)
        options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        nodes = [(rule["id"], node["target"]) for rule in found for node in rule["nodes"]]
        return [f"{rule}: {' '.join(map(str, target))}" for rule, target in nodes]

    return run


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, user): the page's session becomes this user's, without the login form."""

    def run(page, user):
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return run
