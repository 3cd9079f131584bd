"""What pages cost on a poor line: bytes and seconds in a Chromium of 360 px, from the demo's own server."""

import os
import re
import shutil
import sys
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from django.urls import reverse

from pmi_portal.accounts.permissions import Role
from pmi_portal.running.benchmarks import MANAGE, demo_users, fetch_when_there, free_port, running

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SCREEN = {"width": 360, "height": 740}
# 400 kbit a second, and 400 ms until the first of them arrives.
POOR = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
USABLE_LIMIT = 3  # seconds until a note can be typed
LIMITS = {  # kB: of a page opened for the first time and again, what all pages share being there already
    "first_visit": 120,
    "session_again": 15,
    "complaint_list_again": 15,
    "dashboard_first": 350,
    "dashboard_again": 40,
}


def everything():
    """The measures, or one line that says what is missing."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        browser = None
    if browser is None:
        yield {"measure": "line", "skipped": "needs a Chromium and the playwright of requirements-dev.lock"}
        return
    # Everything that asks the database comes before the browser: it brings an event loop into this thread.
    client = Client()
    client.force_login(demo_users()[Role.KPKP_STAFF])
    addresses, cookie = dict(pages(client)), client.cookies[settings.SESSION_COOKIE_NAME].value
    with site() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        yield from bytes_of_pages(chromium, address, addresses, cookie)
        yield from seconds_to_type(chromium, address, addresses["session"], cookie)
        chromium.close()


def pages(client):
    """The longest page of a session, and the two that an officer's day begins with."""
    link = re.compile(reverse("session_detail", args=[0]).replace("0", r"\d+"))
    sessions = set(link.findall(client.get(reverse("session_list")).content.decode()))
    yield "session", max(sorted(sessions), key=lambda path: len(client.get(path).content))
    yield "complaint_list", reverse("complaint_list")
    yield "dashboard", reverse("dashboard")


@contextmanager
def site():
    port = free_port()
    with running([sys.executable, MANAGE, "serve", "--port", str(port)], dict(os.environ)):
        fetch_when_there(f"http://127.0.0.1:{port}/sehat/")
        yield f"http://127.0.0.1:{port}"


def opened(chromium, address, cookie=None):
    """(page, its line to the developer tools) of a browser that has seen nothing yet."""
    # A service worker would fetch beside the page, where nobody counts.
    context = chromium.new_context(base_url=address, viewport=SCREEN, service_workers="block")
    if cookie:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    return page, tools


def bytes_of_pages(chromium, address, addresses, cookie):
    page, tools = opened(chromium, address)
    loaded = []
    tools.on("Network.loadingFinished", lambda told: loaded.append(told["encodedDataLength"]))

    def measured(name, path):
        loaded.clear()
        page.goto(path, wait_until="networkidle")
        for _ in range(20):  # drawings further down are loaded when somebody comes near
            page.mouse.wheel(0, 700)
            page.wait_for_timeout(50)
        page.wait_for_load_state("networkidle")
        kb = round(sum(loaded) / 1000, 1)
        return {"measure": "line_bytes", "page": name, "kb": kb, "requests": len(loaded)} | limit(name)

    yield measured("first_visit", "/")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": address}])
    for name, path in addresses.items():
        yield measured(f"{name}_first", path)
        yield measured(f"{name}_again", path)
    page.context.close()


def limit(name):
    return {"limit": LIMITS[name]} if name in LIMITS else {}


def seconds_to_type(chromium, address, path, cookie):
    """Until the note form takes what is typed and its scripts run, for the first visit and the next."""
    page, tools = opened(chromium, address, cookie)
    tools.send("Network.emulateNetworkConditions", POOR)
    for visit in ("first", "again"):
        page.goto(path, wait_until="domcontentloaded", timeout=60_000)
        seconds = (
            page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd") / 1000
        )
        told = {"measure": "line_usable", "visit": visit, "seconds": round(seconds, 2)}
        yield told | ({"limit": USABLE_LIMIT} if visit == "again" else {})
    page.context.close()
