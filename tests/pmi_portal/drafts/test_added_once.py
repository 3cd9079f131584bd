"""The number of an add page of the admin: what it holds back, and what it does not."""

from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from outreach.models import Theme
from pmi_portal.drafts.models import Submission
from pmi_portal.drafts.submissions import claimed
from tests.support.racing import at_once
from tests.support.sent_forms import form_of

ADD = reverse("admin:outreach_theme_add")


@pytest.fixture
def inside(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def sent(inside):
    """The form of a new theme as a browser sends it, filled in."""
    return form_of(inside.get(ADD)).sent | {"code": "T7", "name": "Iuran"}


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_leave_one_record_and_lead_there(administrator, sent):
    people = [Client(), Client()]
    for person in people:
        person.force_login(administrator)
    answers = at_once(lambda person: person.post(ADD, sent), people)
    assert [answer.get("Location") for answer in answers] == [reverse("admin:outreach_theme_changelist")] * 2
    assert Theme.objects.count() == Submission.objects.count() == 1


def test_a_refused_form_is_judged_again_under_its_number(inside, sent):
    refused = inside.post(ADD, sent | {"name": ""})
    assert form_of(refused).sent["submission"] == sent["submission"]
    assert Submission.objects.count() == 0
    assert inside.post(ADD, sent).status_code == 302
    assert list(Theme.objects.values_list("code", flat=True)) == ["T7"]


def test_other_words_under_a_number_that_was_taken_ask_whether_a_further_record_is_meant(inside, sent):
    inside.post(ADD, sent)
    other = sent | {"code": "T8", "name": "Klaim"}
    asked = inside.post(ADD, other)
    assert "Bila ini catatan baru, simpan sekali lagi." in asked.content.decode()
    assert Theme.objects.count() == 1
    assert inside.post(ADD, other | {"submission": form_of(asked).sent["submission"]}).status_code == 302
    assert set(Theme.objects.values_list("code", flat=True)) == {"T7", "T8"}


def test_a_record_deleted_in_the_meantime_does_not_come_back(inside, sent):
    inside.post(ADD, sent)
    Theme.objects.all().delete()
    assert inside.post(ADD, sent)["Location"] == reverse("admin:outreach_theme_changelist")
    assert Theme.objects.count() == 0


def test_a_window_of_its_own_closes_the_second_time_too(inside, sent):
    first, again = (inside.post(f"{ADD}?_popup=1", sent | {"_popup": "1"}) for _time in range(2))
    assert first.templates[0].name == again.templates[0].name == "admin/popup_response.html"
    assert first.content == again.content
    assert Theme.objects.count() == 1


def test_what_is_kept_of_a_form_says_nothing_without_the_secret_of_the_portal(administrator, settings):
    sent = QueryDict(f"submission={uuid4()}&password1=sapi+hijau"), MultiValueDict()
    assert claimed(*sent, by=administrator) == Submission.objects.get()
    settings.SECRET_KEY = "lain" * 20
    assert claimed(*sent, by=administrator) is None
