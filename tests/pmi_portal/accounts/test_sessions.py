"""The list of signed-in devices, and ending those one does not know."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pmi_portal.accounts.templatetags.devices import device
from tests.support.records import a_staff_member
from tests.support.sign_in import sign_in

LIST = "/akun/perangkat/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1"
OFFICE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def person(db):
    return a_staff_member()


def signed_in(person, user_agent):
    client = Client()
    sign_in(client, person.email, **{"User-Agent": user_agent})
    return client


def test_the_list_names_each_device_and_marks_this_one(person):
    signed_in(person, PHONE)
    office = signed_in(person, OFFICE)
    signed_in(a_staff_member(), "Firefox")
    first, second = office.get(LIST).content.decode().partition("<tbody>")[2].split("</tr>")[:-1]
    assert "Safari di iPhone" in first
    assert "Edge di Windows" in second
    assert ["perangkat ini" in row for row in (first, second)] == [False, True]


def test_a_person_ends_the_other_sessions(person):
    phone, office = signed_in(person, PHONE), signed_in(person, OFFICE)
    stranger = signed_in(a_staff_member(), PHONE)
    assert office.post(LIST).status_code == 302
    assert [client.get(LIST).status_code for client in (phone, office, stranger)] == [302, 200, 200]


def test_a_session_dies_after_twelve_hours(client, person, settings):
    sign_in(client, person.email)
    assert (settings.SESSION_COOKIE_AGE, client.session.get_expiry_age()) == (12 * 3600, 12 * 3600)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""  # and with the browser


def test_the_administrator_ends_all_sessions_of_somebody(client, person, administrator):
    phone = signed_in(person, PHONE)
    client.force_login(administrator)
    client.post("/admin/accounts/user/", {"action": "end_sessions", "_selected_action": [person.pk]})
    assert [phone.get(LIST).status_code, client.get(LIST).status_code] == [302, 200]
    assert reverse("account_login") in phone.get(LIST)["Location"]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox di Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36", "Chrome di Android"),
        (
            "Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25 Chrome/121 Safari",
            "Samsung Internet di Android",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Version/17.5 Safari/605.1.15", "Safari di macOS"),
        (PHONE, "Safari di iPhone"),
        (OFFICE, "Edge di Windows"),
        ("curl/8.5", "Peramban lain di perangkat lain"),
        ("", "Peramban lain di perangkat lain"),
    ],
)
def test_a_device_is_named_in_words(user_agent, name):
    with translation.override("id"):
        assert device(user_agent) == name
