"""Nobody can shut the last administrator out, not even that administrator."""

import pytest

from pmi_portal.accounts.permissions import Role
from stakeholders.models import Posting
from tests.support.records import an_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting(client):
    person = an_administrator()
    client.force_login(person)
    return person.postings.get()


def change(client, posting, role):
    address = f"/admin/stakeholders/posting/{posting.pk}/change/"
    return client.post(address, {"user": posting.user_id, "role": role, "region": ""})


def test_the_last_administrator_cannot_become_something_else(client, posting):
    page = change(client, posting, Role.OBSERVER)

    assert "Ini administrator terakhir" in page.content.decode()
    assert Posting.objects.get().role == Role.ADMINISTRATOR


def test_the_last_administrator_cannot_be_deleted(client, posting):
    answer = client.post(f"/admin/stakeholders/posting/{posting.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403
    assert Posting.objects.count() == 1


def test_one_of_two_administrators_may_step_back(client, posting):
    an_administrator()

    assert change(client, posting, Role.OBSERVER).status_code == 302
    assert Posting.objects.get(pk=posting.pk).role == Role.OBSERVER


def test_an_administrator_who_is_switched_off_does_not_count(client, posting):
    other = an_administrator()
    other.is_active = False
    other.save()

    assert posting.is_last_administrator
