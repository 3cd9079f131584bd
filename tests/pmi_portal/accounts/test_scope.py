"""Two postings of one person: each page, list, file, search and count shows what each posting shows alone."""

import io
import re

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from outreach.models import CalendarFeed, FgdSession, OutreachActivity
from outreach.querysets.documents import token_digest
from pmi_portal.accounts.permissions import GRANTS, Permission, Role
from stakeholders.models import Posting
from tests.support import records
from tests.support.doors import doors
from tests.support.places import Place

HERE, THERE = "sawahbiru", "lautmerah"
PAIRS = [
    (Role.OBSERVER, Role.REGIONAL_OFFICER),
    (Role.REGIONAL_OFFICER, Role.KPKP_STAFF),
    (Role.BOARD, Role.OBSERVER),
]
# What each list shows of a region asks this there.
LISTS = {
    "activity_list": Permission.ACTIVITIES_VIEW,
    "coding_list": Permission.SESSIONS_VIEW,
    "complaint_list": Permission.COMPLAINTS_VIEW,
    "contact_list": Permission.CONTACTS_VIEW,
    "due_list": Permission.FOLLOW_UPS_VIEW,
    "exposure_list": Permission.EXPOSURES_VIEW,
    "follow_up_due": Permission.FOLLOW_UPS_VIEW,
    "follow_up_list": Permission.FOLLOW_UPS_VIEW,
    "institution_list": Permission.INSTITUTIONS_VIEW,
    "region_list": Permission.INSTITUTIONS_VIEW,
    "round_list": Permission.ROUNDS_VIEW,
    "session_list": Permission.SESSIONS_VIEW,
    "statement_list": Permission.SESSIONS_VIEW,
}
FILES = {
    name: LISTS[name]
    for name in ("activity_list", "complaint_list", "follow_up_list", "session_list", "statement_list")
}
# Typeset by a program of its own, a second each; the same rows go out as a workbook.
SLOW = {"follow_up_matrix_pdf", "session_document"}


@pytest.fixture
def places(db):
    group = records.a_group()
    return [Place(HERE, group), Place(THERE, group)]


def who(*postings):
    """A browser of a person with these postings: (role, place)."""
    person, client = records.a_user(), Client(raise_request_exception=False)
    for role, place in postings:
        Posting.objects.create(user=person, role=role, region=place.region)
    client.force_login(person)
    return client


def words_in(answer):
    """The words of the regions that an answer tells, in a page or in a file."""
    content = answer.content
    if answer.get("Content-Type", "").endswith("spreadsheetml.sheet"):
        rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        content = str(list(rows)).encode()
    return set(re.findall(f"{HERE}|{THERE}", content.decode(errors="ignore")))


def seen(client, address, *, as_file=False):
    answer = client.get(address)
    assert answer.status_code in (200, 302, 400, 403, 404, 405, 409), address
    is_file = "attachment" in answer.get("Content-Disposition", "")
    return words_in(answer) if answer.status_code == 200 and (is_file or not as_file) else set()


def addresses(places):
    """(address, whether only a file counts) of every page of this portal that GET opens."""
    for door in doors():
        if door.namespaces or door.url_name in SLOW or door.url_name.startswith(("account", "mfa")):
            continue
        opened = {place.address(door) for place in places} if door.asked else {door.path()}
        yield from ((address, False) for address in opened)
        if not door.asked:
            yield f"{door.path()}?unduh=csv", True
            yield f"{door.path()}?q=loket", False


def test_every_page_and_file_shows_what_each_posting_shows_alone(places):
    postings = list(zip(PAIRS[0], places, strict=True))
    alone, both = [who(posting) for posting in postings], who(*postings)

    wrong = {}
    for address, as_file in addresses(places):
        expected = set().union(*(seen(client, address, as_file=as_file) for client in alone))
        got = seen(both, address, as_file=as_file)
        if got != expected:
            wrong[address] = (got, expected)

    assert wrong == {}


@pytest.mark.parametrize("roles", PAIRS, ids=" and ".join)
def test_every_list_and_its_file_shows_the_regions_where_the_posting_grants_it(places, roles):
    client = who(*zip(roles, places, strict=True))
    paths = {door.url_name: door.path() for door in doors() if door.url_name in LISTS}

    def granting(*permissions):
        granted = zip(roles, places, strict=True)
        return {place.word for role, place in granted if set(permissions) <= GRANTS[role]}

    shown = {name: seen(client, paths[name]) for name in LISTS}
    taken = {
        name: seen(client, f"{paths[name]}?unduh={kind}", as_file=True)
        for name in FILES
        for kind in ("csv", "xlsx")
    }

    assert shown == {name: granting(asked) for name, asked in LISTS.items()}
    assert taken == {name: granting(asked, Permission.LISTS_EXPORT) for name, asked in FILES.items()}


@pytest.mark.parametrize("roles", PAIRS, ids=" and ".join)
@pytest.mark.parametrize("register", ["instansi", "narahubung"])
def test_the_file_of_a_register_holds_the_regions_where_the_posting_grants_all_it_asks(
    places, roles, register
):
    client = who(*zip(roles, places, strict=True))
    asked = {Permission.LISTS_EXPORT, Permission.REGISTERS_TRANSFER}
    expected = {place.word for role, place in zip(roles, places, strict=True) if asked <= GRANTS[role]}

    answer = client.post(f"/{register}/ekspor/", {"kind": "csv"})

    assert (answer.status_code, words_in(answer)) == (200 if expected else 403, expected)


@pytest.mark.parametrize("roles", PAIRS, ids=" and ".join)
def test_numbers_on_pages_are_the_sums_of_what_each_posting_counts(places, roles):
    postings = list(zip(roles, places, strict=True))
    group = places[0].institution.group

    def counted(client):
        page = client.get(group.get_absolute_url()).context
        themes = client.get("/fgd/tema/").content.decode()
        return [page.get("contact_count", 0), len(page["table"].rows), themes.count("?theme=")]

    alone = [counted(who(posting)) for posting in postings]

    assert counted(who(*postings)) == [sum(numbers) for numbers in zip(*alone, strict=True)]


def test_a_calendar_address_tells_what_its_person_sees_where(places):
    here, there = places
    today = {"held_on": timezone.localdate()}
    FgdSession.objects.update(**today)
    OutreachActivity.objects.update(**today)
    client = who((Role.OBSERVER, here), (Role.REGIONAL_OFFICER, there))
    person = Posting.objects.get(region=here.region).user
    CalendarFeed.objects.create(user=person, token_digest=token_digest("umpan"))

    told = client.get("/kalender/umpan/umpan.ics").content.decode()

    assert {word for word in (HERE, THERE) if f"FGD {word}" in told} == {HERE, THERE}
    assert {word for word in (HERE, THERE) if f"Temu {word}" in told} == {THERE}
