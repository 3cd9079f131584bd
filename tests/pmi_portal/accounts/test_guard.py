"""The guard at every door: default deny, and deny when in doubt."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from pmi_portal.accounts.access import Access, public, requires
from pmi_portal.accounts.permissions import Permission
from tests.support.records import a_user, an_administrator, an_observer


def answer(request):
    return HttpResponse("terbuka")


urlpatterns = [
    path("lupa/", answer, name="forgotten"),
    path("lupa-juga/", login_not_required(lambda request: answer(request)), name="forgotten_and_waived"),
    path("umum/", public(lambda request: answer(request)), name="open_to_all"),
    path("masuk/", requires(Access.SIGNED_IN)(lambda request: answer(request)), name="signed_in"),
    path("dasbor/", requires(Permission.DASHBOARD_VIEW)(lambda request: answer(request)), name="dashboard"),
    path("akun/", include("allauth.account.urls")),
    path("akun/2fa/", include("allauth.mfa.urls")),
]
handler403 = "pmi_portal.layout.errors.permission_denied"
handler404 = "pmi_portal.layout.errors.page_not_found"

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]
DOORS = ["/lupa/", "/lupa-juga/", "/umum/", "/masuk/", "/dasbor/"]


def answers(client, user=None):
    if user:
        client.force_login(user)
    return [client.get(door).status_code for door in DOORS]


def test_a_visitor_opens_only_what_is_public(client):
    assert answers(client) == [404, 404, 200, 302, 302]


def test_a_person_without_posting_opens_what_needs_none(client):
    assert answers(client, a_user()) == [404, 404, 200, 200, 403]


def test_an_observer_opens_what_the_role_grants(client):
    assert answers(client, an_observer()) == [404, 404, 200, 200, 200]


def test_a_forgotten_door_stays_shut_for_the_administrator_too(client):
    assert answers(client, an_administrator()) == [404, 404, 200, 200, 200]
