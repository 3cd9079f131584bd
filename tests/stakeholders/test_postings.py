"""Which postings may stand beside each other, and where an administrator is posted."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pmi_portal.accounts.permissions import Role
from stakeholders.models import Posting
from tests.stakeholders.posting import user_form
from tests.support.records import a_board_member, a_region, a_user, an_officer

pytestmark = pytest.mark.django_db
NATIONAL = "Administrator bekerja untuk seluruh Indonesia. Kosongkan wilayahnya."
COVERED = "untuk seluruh Indonesia sudah mencakup setiap wilayah. Pilih salah satu."


def posted(client, person, *rows):
    """The answer to the admin screen of a person who gets these (role, region) postings as well."""
    kept = person.postings.count()
    form = user_form(person) | {"postings-TOTAL_FORMS": str(kept + len(rows))}
    for number, (role, region) in enumerate(rows, kept):
        form |= {f"postings-{number}-role": role, f"postings-{number}-region": region.pk if region else ""}
    return client.post(f"/admin/accounts/user/{person.pk}/change/", form)


def test_an_administrator_works_for_the_whole_country(client, administrator):
    client.force_login(administrator)
    person = a_user()

    page = posted(client, person, (Role.ADMINISTRATOR, a_region()))

    assert (page.status_code, NATIONAL in page.content.decode()) == (200, True)
    assert posted(client, person, (Role.ADMINISTRATOR, None)).status_code == 302


def test_the_database_knows_no_administrator_of_a_region():
    person, region = a_user(), a_region()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(user=person, role=Role.ADMINISTRATOR, region=region)


@pytest.mark.parametrize("role", [Role.BOARD, Role.KPKP_STAFF, Role.OBSERVER])
def test_other_roles_may_hold_in_several_regions(client, administrator, role):
    client.force_login(administrator)
    person = a_user()

    assert posted(client, person, (role, a_region()), (role, a_region())).status_code == 302
    assert person.postings.count() == 2


def test_a_regional_posting_beside_the_national_one_of_the_role_is_refused(client, administrator):
    client.force_login(administrator)
    member = a_board_member()

    page = posted(client, member, (Role.BOARD, a_region()))

    assert f"Penugasan Dewan Pengawas {COVERED}" in page.content.decode()
    assert member.postings.count() == 1


def test_a_national_posting_beside_a_regional_one_of_the_role_is_refused(client, administrator):
    client.force_login(administrator)
    member = a_user(Role.BOARD, of=a_region())

    page = posted(client, member, (Role.BOARD, None))

    assert COVERED in page.content.decode()
    assert member.postings.count() == 1


@pytest.mark.parametrize("national_first", [True, False])
def test_two_new_postings_are_judged_beside_each_other(client, administrator, national_first):
    client.force_login(administrator)
    person = a_user()
    rows = [(Role.OBSERVER, None), (Role.OBSERVER, a_region())]

    page = posted(client, person, *(rows if national_first else reversed(rows)))

    assert COVERED in page.content.decode()
    assert not person.postings.exists()


def test_the_own_screen_of_postings_asks_the_same(client, administrator):
    client.force_login(administrator)
    member = a_board_member()
    form = {"user": member.pk, "role": Role.BOARD, "region": a_region().pk}

    page = client.post("/admin/stakeholders/posting/add/", form)

    assert COVERED in page.content.decode()


def test_a_posting_may_be_made_national_where_it_stands():
    posting = a_user(Role.BOARD, of=a_region()).postings.get()
    posting.region = None
    posting.full_clean()


def test_another_role_may_hold_nationally():
    officer = an_officer()
    Posting(user=officer, role=Role.OBSERVER).full_clean()
    with pytest.raises(ValidationError):
        Posting(user=officer, role=Role.REGIONAL_OFFICER).full_clean()
