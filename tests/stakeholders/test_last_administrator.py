"""Nobody can shut the last administrator out, not even that administrator."""

import pytest
from django.core.exceptions import ValidationError

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Posting
from tests.stakeholders.posting import user_form
from tests.support.records import a_user, an_administrator, an_observer

pytestmark = pytest.mark.django_db
REASON = "Ini administrator terakhir. Tugaskan administrator lain dahulu."


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

    assert Posting.objects.filter(pk=posting.pk).why_not_delete() == REASON


def changed(client, person, **changes):
    return client.post(f"/admin/accounts/user/{person.pk}/change/", user_form(person, **changes))


def test_the_last_administrator_cannot_be_switched_off(client, posting):
    page = changed(client, posting.user, is_active="")

    assert (page.status_code, page.content.decode().count(REASON)) == (200, 1)
    assert User.objects.get().is_active


def test_one_of_two_administrators_may_be_switched_off(client, posting):
    other = an_administrator()

    assert changed(client, other, is_active="").status_code == 302
    assert not User.objects.get(pk=other.pk).is_active


def test_the_first_administrator_stays_one_while_there_is_no_other(client):
    first = a_user(is_superuser=True)
    client.force_login(first)

    assert REASON in changed(client, first, is_superuser="").content.decode()
    assert User.objects.get().is_superuser


def test_the_first_administrator_may_become_an_ordinary_one(client):
    first = a_user(Role.ADMINISTRATOR, is_superuser=True)
    client.force_login(first)

    assert changed(client, first, is_superuser="").status_code == 302
    assert not User.objects.get().is_superuser


@pytest.mark.parametrize("row", [{"role": Role.OBSERVER}, {"DELETE": "on"}])
def test_the_posting_of_the_last_administrator_stays_on_the_screen_of_the_user_too(client, posting, row):
    page = changed(client, posting.user, **{f"postings-0-{name}": value for name, value in row.items()})

    assert (page.status_code, REASON in page.content.decode()) == (200, True)
    assert Posting.objects.get().role == Role.ADMINISTRATOR


def test_both_ways_to_be_administrator_cannot_be_given_up_at_once(client):
    first = a_user(Role.ADMINISTRATOR, is_superuser=True)
    client.force_login(first)

    page = changed(client, first, is_superuser="", **{"postings-0-DELETE": "on"})

    assert (page.status_code, REASON in page.content.decode()) == (200, True)
    assert User.objects.administrators().count() == 1


def test_a_user_without_rights_is_made_and_switched_off_freely(client, posting):
    person = an_observer()

    assert changed(client, person, is_active="", **{"postings-0-DELETE": "on"}).status_code == 302
    assert not person.postings.exists()


def deleted(client, *postings):
    chosen = {"action": "delete_selected", "_selected_action": [posting.pk for posting in postings]}
    return client.post("/admin/stakeholders/posting/", chosen | {"post": "yes"}, follow=True)


def test_the_postings_of_all_administrators_cannot_be_deleted_together(client, posting):
    other = an_administrator().postings.get()

    page = deleted(client, posting, other)

    assert REASON in page.content.decode()
    assert Posting.objects.count() == 2


def test_the_postings_of_some_administrators_are_deleted_together(client, posting):
    others = [an_administrator().postings.get(), an_observer().postings.get()]

    deleted(client, *others)

    assert list(Posting.objects.all()) == [posting]


def test_a_posting_is_not_handed_to_somebody_switched_off(client, posting):
    gone = a_user(is_active=False)
    address = f"/admin/stakeholders/posting/{posting.pk}/change/"

    page = client.post(address, {"user": gone.pk, "role": Role.ADMINISTRATOR, "region": ""})

    assert (page.status_code, REASON in page.content.decode()) == (200, True)


def test_a_posting_needs_somebody(client, posting):
    page = client.post("/admin/stakeholders/posting/add/", {"user": "", "role": Role.ADMINISTRATOR})

    assert set(page.context["adminform"].form.errors) == {"user"}


def test_the_model_itself_refuses_to_switch_the_last_one_off(posting):
    person = posting.user
    person.is_active = False

    with pytest.raises(ValidationError, match=REASON):
        person.full_clean()
