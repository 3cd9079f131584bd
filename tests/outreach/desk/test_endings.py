"""An institution ends or merges: what is open is named and goes along by choice, the past keeps its name."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from outreach.models import FollowUp, Referral
from pmi_portal.outbox.models import OutgoingMail
from stakeholders.models import Institution
from tests.outreach.complaints.complaint_cases import a_referral
from tests.outreach.forms import words
from tests.support.records import (
    a_complaint,
    a_follow_up,
    a_region,
    a_staff_member,
    an_administrator,
    an_institution,
    an_officer,
    the_limits,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return a_region(name="Kupang")


@pytest.fixture
def old(here):
    return an_institution(name="Dinas Lama", region=here)


@pytest.fixture
def new(here):
    return an_institution(name="Dinas Baru", region=here)


@pytest.fixture
def staff(client):
    person = a_staff_member()
    client.force_login(person)
    return person


def ended(client, institution, **typed):
    return client.post(f"/instansi/{institution.pk}/nonaktifkan/", {"last_day": "2024-06-30"} | typed)


def test_the_admin_leads_to_the_page_that_names_what_is_open(client, old, new):
    client.force_login(an_administrator())
    ending, changes = f"/instansi/{old.pk}/nonaktifkan/", "/admin/stakeholders/institution/"

    def chosen(*institutions):
        sent = {"action": "end_or_merge", "_selected_action": [one.pk for one in institutions]}
        return client.post(changes, sent)

    screen = client.get(f"{changes}{old.pk}/change/").content.decode()
    assert f'<a href="{ending}">Nonaktifkan atau gabungkan</a>' in screen
    assert chosen(old)["Location"] == ending
    assert chosen(old, new)["Location"] == changes
    assert "Pilih satu instansi." in client.get(changes).content.decode()
    assert ended(client, old, successor=new.pk).status_code == 302
    old.refresh_from_db()
    assert (old.successor, old.name) == (new, "Dinas Lama")


def test_what_is_open_is_named_before_an_institution_is_switched_off(client, staff, here, old):
    waiting, done = a_follow_up(region=here, institution=old), a_follow_up(region=here, institution=old)
    type(done).objects.filter(pk=done.pk).update(state="impossible", state_reason="x")
    complaint = a_complaint(region=here, status="referred")
    a_referral(complaint=complaint, institution=old)

    page = client.get(f"/instansi/{old.pk}/nonaktifkan/")

    form = page.context["form"]
    assert list(form.fields["follow_ups"].queryset) == [waiting]
    assert [one.complaint for one in form.fields["referrals"].queryset] == [complaint]
    assert complaint.number in words(page)
    assert ended(client, old).status_code == 302
    old.refresh_from_db()
    assert (old.active, old.valid_to, old.successor) == (False, date(2024, 6, 30), None)


def test_of_a_merger_only_what_was_chosen_goes_along_and_the_past_keeps_the_old_name(
    client, staff, here, old, new
):
    the_limits()
    moved, stays = (a_follow_up(region=here, institution=old) for _ in range(2))
    complaint = a_complaint(region=here, status="referred")
    referral = a_referral(complaint=complaint, institution=old)

    answer = ended(client, old, successor=new.pk, follow_ups=[moved.pk], referrals=[referral.pk])

    assert answer.status_code == 302
    for record in (old, moved, stays, referral):
        record.refresh_from_db()
    assert (old.successor, moved.institution, stays.institution) == (new, new, old)
    assert moved.steps.latest("pk").note.endswith("Dinas Lama bergabung ke Dinas Baru.")
    assert (referral.institution, referral.state) == (old, Referral.State.WITHDRAWN)
    complaint.refresh_from_db()
    assert complaint.referrals.open().get().institution == complaint.holding_institution == new
    page = words(client.get(old.get_absolute_url()))
    assert "Bergabung ke Dinas Baru" in page
    assert "Menerima gabungan dari Dinas Lama" in words(client.get(new.get_absolute_url()))


def test_the_desk_that_sent_a_complaint_there_is_told_where_it_went(client, staff, here, old, new):
    the_limits()
    officer = an_officer(of=here)
    passed_on, stays = (a_complaint(region=here, status="referred") for _ in range(2))
    chosen = a_referral(complaint=passed_on, institution=old)
    a_referral(complaint=stays, institution=old)

    ended(client, old, successor=new.pk, referrals=[chosen.pk])

    letter = OutgoingMail.objects.get()
    assert letter.to == officer.email
    assert letter.subject == "Portal PMI: rujukan 1 pengaduan beralih ke instansi penerus"
    assert passed_on.number in letter.body
    assert stays.number not in letter.body
    assert "Dinas" not in letter.body


@pytest.mark.parametrize("text", ["Dinas Lama", "Dinas Baru"])
def test_a_search_for_either_name_finds_both(client, staff, old, new, text):
    ended(client, old, successor=new.pk)
    an_institution(name="Dinas Lain", region=new.region)
    found = Institution.objects.searched(text)
    assert set(found) == {old, new}


def test_nothing_is_handed_over_without_a_successor(client, staff, here, old):
    waiting = a_follow_up(region=here, institution=old)
    page = ended(client, old, follow_ups=[waiting.pk])
    assert page.status_code == 422
    reason = "Pilih instansi tujuan gabungan, atau kosongkan pilihan yang dialihkan."
    assert page.context["form"].errors == {"successor": [reason]}
    old.refresh_from_db()
    assert old.active


def test_two_institutions_do_not_merge_into_each_other(client, staff, old, new):
    tomorrow = timezone.localdate() + timedelta(days=1)
    ended(client, old, successor=new.pk, last_day=f"{tomorrow}")
    page = ended(client, new, successor=old.pk, last_day=f"{tomorrow - timedelta(days=1)}")
    assert page.context["form"].non_field_errors() == ["Instansi tidak dapat bergabung ke dirinya sendiri."]
    assert not Institution.objects.filter(pk=new.pk, valid_to__isnull=False).exists()


def test_an_institution_that_ended_by_mistake_holds_again(client, staff, old, new):
    ended(client, old, successor=new.pk)
    ended(client, old, last_day="")
    old.refresh_from_db()
    assert (old.active, old.successor) == (True, None)


def test_an_officer_ends_only_institutions_of_the_own_region(client, here, old):
    client.force_login(an_officer(of=a_region()))
    assert ended(client, old).status_code == 404
    client.force_login(an_officer(of=here))
    assert ended(client, old).status_code == 302


def test_what_lies_in_another_region_is_counted_and_not_shown(client, here):
    national = an_institution(name="Kementerian", region=None, level="national")
    theirs = a_follow_up(region=a_region(), institution=national, recommendation="Rahasia di sana")
    client.force_login(a_staff_member(of=here))
    assert client.get(f"/instansi/{national.pk}/nonaktifkan/").status_code == 404
    client.force_login(a_staff_member())
    assert theirs.recommendation in words(client.get(f"/instansi/{national.pk}/nonaktifkan/"))


def test_what_is_recorded_of_the_old_one_is_found_by_the_name_of_the_new_one(client, staff, here, old, new):
    recorded = a_follow_up(region=here, institution=old)
    ended(client, old, successor=new.pk)
    assert list(FollowUp.objects.searched("Dinas Baru")) == [recorded]
