"""Who may not take lists out gets no file of a list, by whatever door; the walk finds those that give one."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import Resolver404, path, resolve, reverse

from outreach.models import FgdSession
from pmi_portal import urls
from pmi_portal.accounts.access import requires
from pmi_portal.accounts.permissions import GRANTS, Permission, Role
from tests.support import records
from tests.support.doors import doors
from tests.support.places import Place
from tests.support.sent_forms import form_of

# Files of one record, of numbers made from many, and forms to be filled in.
NO_LISTS = {"document_template_own", "figure_csv", "round_report_csv", "session_document"}
NO_LISTS |= {"dashboard_annex_pdf", "dashboard_summary_pdf", "past_template", "round_template"}
PAGES = ("text/html", "text/plain", "text/javascript", "application/json")


@requires(Permission.SESSIONS_VIEW)
def forgetful(request):
    """A door that gives a list away and forgets to ask."""
    venues = FgdSession.objects.visible_to(request.user).values_list("venue", flat=True)
    return HttpResponse("\n".join(venues), content_type="text/csv")


urlpatterns = [*urls.urlpatterns, path("bocor/", forgetful, name="forgetful")]
handler403 = urls.handler403


@pytest.fixture
def person(db):
    return records.an_administrator()


@pytest.fixture
def place(db):
    return Place("sawahbiru", records.a_group())


@pytest.fixture
def withhold(monkeypatch):
    """Takes the permission away from every role, when it is called."""

    def take():
        for role in Role:
            monkeypatch.setitem(GRANTS, role, GRANTS[role] - {Permission.LISTS_EXPORT})

    return take


class Walk:
    """One person at every door: `files` are what each gave, `pages` the pages by their addresses."""

    def __init__(self, person, place, all_doors):
        self.person, self.files, self.pages = person, {}, {}
        self.addresses = {place.address(door): door.name for door in all_doors if not door.positional}

    def ask(self, method, address, sent=None):
        client = Client(raise_request_exception=False)
        client.force_login(self.person)
        return getattr(client, method)(address, sent)

    def take(self, name, *order):
        answer = self.ask(*order)
        if answer.status_code == 200 and not answer.headers["Content-Type"].startswith(PAGES):
            self.files.setdefault(name, []).append(order)
        return answer

    def look(self):
        """Open every door as its address stands."""
        for address, name in self.addresses.items():
            answer = self.take(name, "get", address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                self.pages[address] = answer
        return self

    def try_everything(self):
        """Ask each page for its rows, follow its links, send its form, and run what an admin list can do."""
        self.look()
        own = {address: page for address, page in self.pages.items() if ":" not in self.addresses[address]}
        for address in own:
            for kind in ("csv", "xlsx"):
                self.take(self.addresses[address], "get", f"{address}?unduh={kind}")
        for link in sorted(self.links()):
            name = name_of(link)
            if name and name not in self.files and urlsplit(link).path not in self.addresses:
                self.take(name, "get", link)
        for address, page in own.items():
            if "<form" not in page.content.decode():
                continue
            form = form_of(page)
            self.take(self.addresses[address], "post", form.action or address, form.sent)
        for name, address, sent in admin_actions(self.person):
            self.take(name, "post", address, sent)
        return self

    def links(self):
        """Every address within the portal to which a page leads."""
        found = (re.findall(r'href="(/[^"#]*)', page.content.decode()) for page in self.pages.values())
        return {link.replace("&amp;", "&") for links in found for link in links}


def name_of(link):
    """The door behind a link; none for what is no page, as a style sheet."""
    try:
        return resolve(urlsplit(link).path).view_name
    except Resolver404:
        return ""


def admin_actions(user):
    """(name of the door, address, what is sent) of all that may be done with a row of an admin list."""
    request = RequestFactory().get("/admin/")
    request.user = user
    for model, screen in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        row = model._base_manager.last()
        for action in screen.get_actions(request) if row else ():
            yield name, reverse(name), {"action": action, "_selected_action": row.pk}


def not_refused(walk):
    """The doors that gave the file of a list, and do not refuse it now."""
    return {
        name
        for name, orders in walk.files.items()
        for order in orders
        if name not in NO_LISTS and walk.ask(*order).status_code != 403
    }


def test_without_the_permission_every_file_of_a_list_is_refused_and_offered_nowhere(person, place, withhold):
    walk = Walk(person, place, list(doors())).try_everything()
    lists = walk.files.keys() - NO_LISTS
    # The walk finds every way there is: a page as a file, a file by its own door, one that a form asks for.
    assert {"session_list", "activity_plan", "follow_up_matrix_pdf", "contact_export"} < lists
    assert walk.files.keys() - lists == NO_LISTS
    offered = {link for link in walk.links() if name_of(link) in lists}

    withhold()

    assert not_refused(walk) == set()
    links = Walk(person, place, list(doors())).look().links()
    taken_away = {
        link for link in offered if "unduh=" in link or name_of(link) not in walk.addresses.values()
    }
    assert links & taken_away == set()


@pytest.mark.urls(__name__)
def test_a_door_that_forgets_to_ask_is_named(person, place, withhold):
    walk = Walk(person, place, [door for door in doors() if door.name in ("forgetful", "session_list")])
    walk.try_everything()

    withhold()

    assert not_refused(walk) == {"forgetful"}
