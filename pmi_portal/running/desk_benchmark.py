"""What the desk costs with many records: lists, search, chains, questions, and a draft being saved."""

import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from importlib import import_module
from statistics import median
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pmi_portal.accounts.permissions import Role
from pmi_portal.running.benchmarks import MANAGE, clocked, demo_in, demo_users, queried, timed

# 20,000 sessions, 200,000 statements and 100,000 complaints, by what the generator makes at scale 1.
SCALE = 20_000 / 28
VERIFY_LIMIT, CONTROL = 18, ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
REQUESTS, PAGE_LIMIT, AUTOSAVE_LIMIT = 20, 200, 20  # requests per page, ms, ms of the processor
ROLES = (Role.KPKP_STAFF, Role.REGIONAL_OFFICER)
LISTS = ("session_list", "statement_list", "complaint_list", "follow_up_list", "activity_list")
OTHERS = ("home", "calendar", "hearing_list", "contradiction_list", "due_list", "follow_up_due")
# In a great many texts, in the name an institution had before, and nowhere.
WORDS = {"common": "warga", "former": "BNP2TKI", "nowhere": "xqzwvj"}
# The page of a chain, and the list and the page of one record that lead to it.
CHAINS = {
    "statement_detail": ("statement_list", "statement_detail"),
    "complaint_chain": ("complaint_list", "complaint_detail"),
    "follow_up_chain": ("follow_up_list", "follow_up_detail"),
}
NOTES = "Peserta menyampaikan bahwa jadwal sosialisasi tidak sampai ke desa. " * 150


class DatabaseInUse(Exception):
    """Many invented records were asked for in a database that holds something."""


def everything(scale=SCALE, requests=REQUESTS):
    """Build many records in a throw-away database and measure the pages of the desk."""
    with tempfile.TemporaryDirectory() as folder, empty_database(folder) as environment:
        began = time.perf_counter()
        for words in (["migrate"], ["load_reference"], ["load_demo"], *_many(scale)):
            subprocess.run([sys.executable, MANAGE, *words], env=environment, check=True, stdout=sys.stderr)
        yield {
            "measure": "desk_built",
            "scale": round(scale, 3),
            "seconds": round(time.perf_counter() - began),
        }
        command = [sys.executable, MANAGE, "bench", "--desk-pages", f"--requests={requests}"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
            yield from map(json.loads, child.stdout)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command)


def _many(scale):
    yield ["load_demo", "--only", "outreach", "--scale", str(scale), "--seed", "2"]


@contextmanager
def empty_database(folder):
    """The environment of a new SQLite file, or of the PostgreSQL database in DATABASE_URL if it is empty."""
    if connection.vendor == "sqlite":
        yield demo_in(folder)
        return
    if connection.introspection.table_names():
        raise DatabaseInUse(
            "The large data set is only built in an empty database. Name a new one in DATABASE_URL, "
            "and drop it afterwards."
        )
    yield dict(os.environ, PORTAL_ENV="demo", PORTAL_DATA_DIR=folder)


def pages(requests=REQUESTS):
    """The measures of each page of the desk, for each role that works there, on the data that are there."""
    import_module("pmi_portal.wsgi")  # as the web server starts
    users = demo_users()
    for role in ROLES:
        client = Client()
        client.force_login(users[role])
        for name, address in addresses(client):
            yield {"measure": "desk_page", "role": role, "page": name} | measured(client, address, requests)
        yield {"measure": "desk_autosave", "role": role} | autosaved(client, requests)
        yield {"measure": "desk_verify", "role": role} | verified(client)


def addresses(client):
    """(what is asked, address) of every page that is measured."""
    for name in (*LISTS, *OTHERS):
        yield name, reverse(name)
    number = found_on(client, "complaint_list", r"P-\d{4}-\d{6,}")
    for what, text in (WORDS | {"rare": number}).items():
        yield f"search_all {what}", f"{reverse('search_all')}?{urlencode({'q': text})}"
        if what == "former":
            continue
        for name in LISTS:
            yield f"{name} {what}", f"{reverse(name)}?{urlencode({'q': text})}"
    for chain, (list_name, page) in CHAINS.items():
        link = reverse(page, args=[0]).replace("0", r"(\d+)")
        yield chain, reverse(chain, args=[found_on(client, list_name, link)])


def found_on(client, list_name, pattern):
    """What the pattern means first on a list."""
    found = re.search(pattern, client.get(reverse(list_name)).content.decode())
    return found[1] if found.re.groups else found[0]


def measured(client, address, requests):
    """Times of many answers after a first one, and the queries of a page with one row and with fifty."""
    client.get(address)
    times = [timed(client, address) for _ in range(requests)]
    more = "&" if "?" in address else "?"
    (one, one_row), (fifty, fifty_rows) = (
        queried(client, f"{address}{more}per_page={rows}") for rows in (1, 50)
    )
    counts = {"queries_1_row": one, "queries_50_rows": fifty, "rows_seen": [one_row, fifty_rows]}
    return told(times) | {"limit": PAGE_LIMIT} | counts


def autosaved(client, requests):
    """Times of saving the notes of a long session as a draft, again and again."""
    content = {"observations": [NOTES], "conclusions": [NOTES], "venue": ["Balai desa"]}
    body = json.dumps({"key": "bench:session", "content": content})
    times = [clocked(_save, client, body) for _ in range(requests + 1)]
    return told(times[1:]) | {"limit_cpu_ms": AUTOSAVE_LIMIT}


def verified(client):
    """Queries of verifying a complaint up to the redirect, without transaction control."""
    received = f"{reverse('complaint_list')}?status=received"
    found = re.search(r'href="/pengaduan/(\d+)/"', client.get(received).content.decode())
    if found is None:
        return {"queries": None, "limit": VERIFY_LIMIT}
    address = reverse("complaint_step", args=[found[1], "verifikasi"])
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'name="(submission|seen)" value="([^"]*)"', page))
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, hidden | {"reason": ""})
    asked = [one["sql"] for one in captured if not one["sql"].startswith(CONTROL)]
    return {"queries": len(asked), "limit": VERIFY_LIMIT, "status": answer.status_code}


def _save(client, body):
    client.post(reverse("draft_save"), body, content_type="application/json")


def told(times):
    """The time that 95 of 100 answers kept, by the clock and by the processor, and the usual one."""
    wall, cpu = zip(*times, strict=True)
    return {"p95_ms": p95(wall), "median_ms": round(median(wall), 1), "cpu_ms": p95(cpu)}


def p95(times):
    return round(sorted(times)[math.ceil(len(times) * 0.95) - 1], 1)
