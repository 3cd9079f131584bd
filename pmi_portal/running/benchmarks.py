"""What the demo costs: start, pages, memory. Each measure is a dict that becomes one JSON line."""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from statistics import median

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from pmi_portal.accounts.access import Access
from pmi_portal.accounts.permissions import Role

REQUESTS, SMALL_SCALE, PAGES_PER_ROLE = 15, 0.01, 250
START_LIMIT, PAGE_LIMIT, MEMORY_LIMIT = 5, 150, 200  # s, ms, MB
EMPTY_PAGE = "search_all"  # without a question: the layout, the menu and one form
EMPTY_PAGES = {"complaint_list": 4, "dashboard": 6, "institution_list": 3.5, "session_detail": 7}
STATEMENTS = 11  # of the session that is measured, as many as an afternoon usually brings
MANAGE = str(settings.BASE_DIR / "manage.py")
TABLE_BODY = re.compile(r"<tbody.*?</tbody>", re.DOTALL)
LINK = re.compile(r"(?:href|src)=\"(/(?!static/|admin/|akun/)[^\"?#]*)")


def everything():
    """All measures, on demo data in folders that are gone afterwards."""
    with tempfile.TemporaryDirectory() as full, tempfile.TemporaryDirectory() as small:
        yield {"measure": "demo_start_first", "seconds": seconds_to_start(demo_in(full))}
        warm = seconds_to_start(demo_in(full))
        yield {"measure": "demo_start_warm", "seconds": warm, "limit": START_LIMIT}
        for words in (["migrate"], ["load_reference"], ["load_demo", "--scale", str(SMALL_SCALE)]):
            command = [sys.executable, MANAGE, *words]
            subprocess.run(command, env=demo_in(small), check=True, stdout=sys.stderr)
        few = {
            (page["role"], page["page"]): page["queries"]
            for page in measured_inside(small, "--pages", "--requests=1")
        }
        for page in measured_inside(full, "--pages"):
            yield page | {"queries_small_data": few.get((page["role"], page["page"]))}
        yield from measured_inside(full, "--memory")
        yield from measured_inside(full, "--line")


def demo_in(folder):
    database = f"sqlite:///{folder}/demo.sqlite3"
    return dict(os.environ, PORTAL_ENV="demo", PORTAL_DATA_DIR=folder, DATABASE_URL=database)


def measured_inside(folder, *options):
    """The measures that `manage.py bench OPTIONS` prints on the data of this folder."""
    command = [sys.executable, MANAGE, "bench", *options]
    told = subprocess.run(command, env=demo_in(folder), check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in told.stdout.splitlines()]


# --- start


def seconds_to_start(environment):
    """Seconds from `portal.py demo` to the first whole page, the sign-in page."""
    port, began = free_port(), time.perf_counter()
    command = [sys.executable, str(settings.BASE_DIR / "portal.py"), "demo", "--port", str(port)]
    with running(command, environment):
        fetch_when_there(f"http://127.0.0.1:{port}/")
        return round(time.perf_counter() - began, 2)


@contextmanager
def running(command, environment):
    process = subprocess.Popen(command, env=environment, stdout=sys.stderr)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def fetch_when_there(address, within=180):
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            return fetch(address)
        except ConnectionError:
            time.sleep(0.02)
        except urllib.error.URLError as problem:
            if not isinstance(problem.reason, ConnectionError):
                raise
            time.sleep(0.02)
    raise TimeoutError(address)


def fetch(address, cookie=""):
    """The body of a page of our own on the loopback; empty when it is not text."""
    request = urllib.request.Request(address, headers={"Cookie": cookie})  # noqa: S310
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        body = answer.read()
        return body.decode() if answer.headers.get_content_maintype() == "text" else ""


# --- pages


def pages_of_each_role(requests=REQUESTS):
    """Server time and queries of every page without arguments that a role may open."""
    import_module("pmi_portal.wsgi")  # as the web server starts
    for role, user in demo_users().items():
        client = Client()
        client.force_login(user)
        empty = measured_page(client, reverse(EMPTY_PAGE), requests)["cpu_ms"]
        pages = [(name, reverse(name)) for name in page_names()]
        pages += [("session_detail", address) for address in sessions_of_an_afternoon(client)]
        for name, address in pages:
            if (measure := measured_page(client, address, requests)) is not None:
                yield (
                    {"measure": "page", "role": role, "page": name} | measure | in_empty(name, measure, empty)
                )


def sessions_of_an_afternoon(client):
    """The page of one session with about so many statements, where this person may see sessions at all."""
    link = re.compile(reverse("session_detail", args=[0]).replace("0", r"\d+"))
    listed = sorted(set(link.findall(client.get(reverse("session_list")).content.decode())))
    said = {path: client.get(path).content.decode().count('id="pernyataan-') for path in listed}
    return sorted(listed, key=lambda path: abs(said[path] - STATEMENTS))[:1]


def in_empty(name, measure, empty):
    """A page in multiples of the empty page of the same process: what no slow machine changes."""
    ratio = {"empty_cpu_ms": empty, "empty_pages": round(measure["cpu_ms"] / empty, 1)}
    return ratio | ({"limit_empty_pages": EMPTY_PAGES[name]} if name in EMPTY_PAGES else {})


def demo_users():
    """{role: one demo user who holds it}"""
    users = get_user_model().objects.filter(is_sample=True).order_by("-pk")
    return {role: user for user in users for role in user.roles if role in Role.values}


def page_names(resolver=None):
    """Names of our own pages without arguments, in the order of the URLs."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace is None and not pattern.pattern.converters:
                yield from page_names(pattern)
        elif is_page(pattern):
            yield pattern.name


def is_page(pattern):
    access = getattr(pattern.callback, "access", None)
    return bool(pattern.name and access not in (None, Access.PUBLIC) and not pattern.pattern.regex.groups)


def measured_page(client, address, requests=REQUESTS):
    """None for what this user may not open, and for what is no HTML page."""
    first = client.get(address)
    if first.status_code != 200 or not first.headers["Content-Type"].startswith("text/html"):
        return None
    wall, cpu = zip(*(timed(client, address) for _ in range(requests)), strict=True)
    (queries, _), (one, one_row), (fifty, fifty_rows) = (
        queried(client, address + more) for more in ("", "?per_page=1", "?per_page=50")
    )
    counts = {"queries": queries, "queries_1_row": one, "queries_50_rows": fifty}
    times = {"ms": round(median(wall), 1), "cpu_ms": round(median(cpu), 1), "limit": PAGE_LIMIT}
    return times | {"rows_seen": [one_row, fifty_rows]} | counts


def timed(client, address):
    return clocked(client.get, address)


def clocked(ask, *about):
    """Milliseconds by the clock and by the processor; a busy machine lengthens only the first."""
    began, worked = time.perf_counter(), time.process_time()
    ask(*about)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def queried(client, address):
    """(number of queries, number of rows in the tables of the page)"""
    with CaptureQueriesContext(connection) as captured:
        body = client.get(address).content.decode()
    return len(captured), sum(table.count("<tr") for table in TABLE_BODY.findall(body))


# --- memory


def memory_after_every_page():
    """Resident memory of a web process after each role has opened every page it can reach by links."""
    port = free_port()
    command = [sys.executable, MANAGE, "serve", "--port", str(port)]
    with running(command, dict(os.environ)) as web:
        site = f"http://127.0.0.1:{port}"
        fetch_when_there(f"{site}/sehat/")
        visited = {role: len(visit_all(site, user)) for role, user in demo_users().items()}
        status = Path(f"/proc/{web.pid}/status").read_text()
    megabytes = {key: round(int(kb) / 1024) for key, kb in re.findall(r"(VmRSS|VmHWM):\s+(\d+)", status)}
    memory = {"mb": megabytes["VmRSS"], "peak_mb": megabytes["VmHWM"], "limit": MEMORY_LIMIT}
    yield {"measure": "web_memory"} | memory | {"pages_visited": visited}


def visit_all(site, user):
    """The paths that this user reaches by following links from the home page."""
    client = Client()
    client.force_login(user)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    seen, waiting = set(), ["/", *map(reverse, page_names())]
    while waiting and len(seen) < PAGES_PER_ROLE:
        if (path := waiting.pop(0)) in seen:
            continue
        seen.add(path)
        try:
            waiting += LINK.findall(fetch(site + path, cookie))
        except urllib.error.HTTPError as refused:
            if refused.code >= 500:
                raise
    return seen
