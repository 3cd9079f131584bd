"""Who holds a complaint: the table is whole, and every change of its facts moves the holder."""

from datetime import UTC, datetime
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from outreach.complaints.actions import steps
from outreach.complaints.actions.holding import (
    assign_complaint,
    assign_complaints,
    return_complaints,
)
from outreach.complaints.actions.referrals import answer_referral, refer_complaint, refuse_referral
from outreach.complaints.clocks import Calendar, share_used
from outreach.complaints.holding import AT_HOME, DESK, HOLDER, INSTITUTION, KPKP, NOBODY, OFFICER
from outreach.complaints.rules import NEXT
from outreach.models import Complaint
from outreach.querysets.complaints import ENDED
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral, step
from tests.outreach.complaints.test_complaint_states import is_allowed, standing_in, ways_to
from tests.outreach.forms import words
from tests.support.records import (
    a_complaint,
    a_follow_up,
    a_limit,
    a_region,
    a_staff_member,
    an_administrator,
    an_institution,
    an_officer,
    the_limits,
)

pytestmark = pytest.mark.django_db
STATUSES = [str(status) for status in Complaint.Status]


@pytest.fixture
def staff(client):
    the_limits()
    staff = a_staff_member()
    client.force_login(staff)
    return staff


def stored(complaint):
    """Who holds it, as the database has it."""
    return Complaint.objects.values_list("holder", flat=True).get(pk=complaint.pk)


def given(complaint, to, staff):
    """Put it into hands at home of this kind, past the rules."""
    officer = an_officer(of=complaint.region) if to == OFFICER else None
    complaint.assignee, complaint.with_kpkp = officer, to == KPKP
    complaint.save()
    return {OFFICER: f"officer-{officer and officer.pk}", KPKP: "kpkp", DESK: f"desk-{complaint.region_id}"}[
        to
    ]


def test_the_table_names_a_holder_for_every_state_referral_and_hand():
    assert set(HOLDER) == set(product(STATUSES, (False, True), AT_HOME))
    assert {key for key, kind in HOLDER.items() if kind == NOBODY} == set(
        product(ENDED, (False, True), AT_HOME)
    )
    assert {key for key, kind in HOLDER.items() if kind == INSTITUTION} == {
        ("referred", True, hand) for hand in AT_HOME
    }
    assert all(HOLDER[key] == key[2] for key in HOLDER if HOLDER[key] not in (NOBODY, INSTITUTION))


@pytest.mark.parametrize("to", AT_HOME)
@pytest.mark.parametrize("before", NEXT)
def test_after_every_step_it_is_held_by_whom_the_table_names(staff, before, to):
    for after in STATUSES:
        complaint = standing_in(before, aiming_at=after)
        if not is_allowed(before, after):
            continue
        for action, about, *_page in ways_to(after, complaint):
            complaint = standing_in(before, aiming_at=after)
            hand = given(complaint, to, staff)
            try:
                action(complaint=complaint, by=staff, **about)
            except ValidationError:
                continue  # another of the ways leads there
            complaint.refresh_from_db()
            referral = complaint.referrals.open().first()
            kind = HOLDER[complaint.status, referral is not None, to]
            institution = f"institution-{referral and referral.institution_id}"
            assert complaint.holder == {NOBODY: "", INSTITUTION: institution}.get(kind, hand)
            assert (complaint.held_since is None) == (kind == NOBODY)


def test_a_new_complaint_is_held_by_the_desk_of_its_region():
    complaint = a_complaint()
    assert (complaint.holder, complaint.holder_name) == (
        f"desk-{complaint.region_id}",
        f"Meja {complaint.region}",
    )


def test_it_goes_to_the_institution_and_comes_back_when_that_answers(staff):
    complaint = a_complaint_in("verified")
    institution = an_institution(region=complaint.region)

    refer_complaint(complaint=complaint, institution=institution, question="Mohon dijawab.", by=staff)
    assert stored(complaint) == f"institution-{institution.pk}"
    answer_referral(complaint=complaint, reply="Sudah.", by=staff)
    assert stored(complaint) == f"desk-{complaint.region_id}"


def test_an_officer_who_refers_it_gets_it_back_when_the_institution_refuses(staff):
    complaint, institution = a_complaint_in("verified"), an_institution()
    officer = an_officer(of=complaint.region)
    assign_complaint(complaint=complaint, to=OFFICER, officer=officer, by=staff)
    refer_complaint(complaint=complaint, institution=institution, question="Mohon dijawab.", by=staff)

    refuse_referral(complaint=complaint, reply="Bukan kami.", by=staff)

    assert stored(complaint) == f"officer-{officer.pk}"


def test_since_when_counts_from_the_change_of_hands_and_not_from_other_steps(staff):
    complaint = a_complaint()
    then = datetime(2024, 5, 6, tzinfo=UTC)
    Complaint.objects.update(held_since=then, told_on=then.date())

    steps.verify_complaint(complaint=complaint, by=staff)
    complaint.refresh_from_db()
    assert (complaint.held_since, complaint.told_on) == (then, then.date())
    assign_complaint(complaint=complaint, to=KPKP, by=staff)
    complaint.refresh_from_db()
    assert complaint.held_since > then
    assert complaint.told_on is None


def test_the_page_of_the_step_gives_it_to_an_officer_of_the_region_only(client, staff):
    complaint = a_complaint()
    ours, theirs = an_officer(of=complaint.region), an_officer()

    refused = client.post(step(complaint, "serahkan"), {"to": f"officer-{theirs.pk}"})
    taken = client.post(step(complaint, "serahkan"), {"to": f"officer-{ours.pk}", "reason": "Tolong."})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert stored(complaint) == f"officer-{ours.pk}"
    page = words(client.get(complaint.get_absolute_url()))
    assert f"Diserahkan kepada petugas: {ours}" in page
    with pytest.raises(ValidationError, match="tidak bertugas"):
        assign_complaint(complaint=complaint, to=OFFICER, officer=theirs, by=staff)
    with pytest.raises(ValidationError, match="sudah dipegang"):
        assign_complaint(complaint=complaint, to=OFFICER, officer=ours, by=staff)


def test_many_are_given_at_once_and_all_or_none(client, staff):
    region = a_region()
    officer, other = an_officer(of=region), an_officer()
    mine = [a_complaint(region=region) for _number in range(2)]
    elsewhere = a_complaint()
    address = reverse("complaint_assign")

    taken = client.post(address, {"complaints": [one.pk for one in mine], "officer": officer.pk})
    refused = client.post(address, {"complaints": [mine[0].pk, elsewhere.pk], "officer": other.pk})

    assert (taken.status_code, refused.status_code) == (302, 422)
    assert [stored(one) for one in mine] == [f"officer-{officer.pk}"] * 2
    with pytest.raises(ValidationError):
        assign_complaints(complaints=[elsewhere, mine[0]], officer=other, by=staff)
    assert stored(elsewhere) == f"desk-{elsewhere.region_id}"


def test_when_a_posting_ends_the_desk_holds_it_again_and_the_step_says_whose_it_was(client, staff):
    complaint, kept = a_complaint(), a_complaint()
    officer, other = an_officer(of=complaint.region), an_officer(of=kept.region)
    assign_complaint(complaint=complaint, to=OFFICER, officer=officer, by=staff)
    assign_complaint(complaint=kept, to=OFFICER, officer=other, by=staff)
    client.force_login(an_administrator())
    posting = officer.postings.get()

    client.post(reverse("admin:stakeholders_posting_delete", args=[posting.pk]), {"post": "yes"})

    assert stored(complaint) == f"desk-{complaint.region_id}"
    last = complaint.steps.last()
    assert (last.what, last.person) == ("returned", officer)
    assert stored(kept) == f"officer-{other.pk}"


def test_who_is_switched_off_holds_nothing_any_more(staff):
    complaint = a_complaint()
    officer = an_officer(of=complaint.region)
    assign_complaint(complaint=complaint, to=OFFICER, officer=officer, by=staff)
    officer.is_active = False
    officer.save()

    assert return_complaints(officer=officer, by=staff) == 1
    assert stored(complaint) == f"desk-{complaint.region_id}"


@pytest.mark.parametrize("ended", ENDED)
def test_nobody_holds_what_has_ended(client, staff, ended):
    complaint = a_complaint_in(ended)

    assert complaint.holder == ""
    with pytest.raises(ValidationError, match="sudah berakhir"):
        assign_complaint(complaint=complaint, to=KPKP, by=staff)


def test_the_list_is_narrowed_by_kind_by_one_holder_and_by_oneself(client, staff):
    at_desk, mine = a_complaint(), a_complaint()
    assign_complaint(complaint=mine, to=OFFICER, officer=staff, by=staff)
    sent = a_complaint_in("referred")
    referral = a_referral(sent)

    def shown(holder):
        return {row.pk for row in client.get("/pengaduan/", {"holder": holder}).context["filter"].qs}

    assert shown("desk") == {at_desk.pk}
    assert shown("saya") == shown(f"officer-{staff.pk}") == {mine.pk}
    assert shown(f"institution-{referral.institution_id}") == {sent.pk}
    assert shown("officer-999999") == set()


def test_one_key_is_no_prefix_of_another(client, staff):
    complaint = a_complaint()
    Complaint.objects.update(holder="desk-12")
    assert list(Complaint.objects.held_by("desk-1")) == []
    assert list(Complaint.objects.held_by("desk")) == [complaint]


def test_the_page_by_holder_counts_what_each_holds_and_how_late(client, staff):
    region = a_region()
    for received in (datetime(2024, 5, 6, tzinfo=UTC), datetime(2023, 5, 6, tzinfo=UTC)):
        a_complaint(region=region, received_at=received)
    a_complaint(region=region, answer_by=timezone.localdate().replace(year=2999))
    a_complaint_in("closed", region=region)

    rows = client.get("/pengaduan/pemegang/").context["rows"]

    assert [(row.holder, row.name, row.n, row.late, row.oldest.year) for row in rows] == [
        (f"desk-{region.pk}", f"Meja {region}", 3, 2, 2023)
    ]


def test_an_officer_sees_only_holders_of_the_own_region(client):
    here, there = a_complaint(), a_complaint()
    client.force_login(an_officer(of=here.region))

    page = client.get("/pengaduan/pemegang/")

    assert [row.name for row in page.context["rows"]] == [f"Meja {here.region}"]
    assert f"Meja {there.region}" not in words(page)


def test_follow_ups_that_wait_are_told_and_hold_nothing(client, staff):
    complaint = a_complaint()
    a_follow_up(complaint=complaint)

    assert "menunggu 1 tindak lanjut" in words(client.get("/pengaduan/"))
    assert "menunggu 1 tindak lanjut" in words(client.get(complaint.get_absolute_url()))
    assert stored(complaint) == f"desk-{complaint.region_id}"


@pytest.mark.parametrize(
    ("today", "facts", "share"),
    [
        ("2024-05-06", {}, 0),
        ("2024-05-13", {}, 50),
        ("2024-05-20", {}, 100),
        ("2024-05-27", {}, None),
        ("2024-05-27", {"status": "paused", "paused_on": "2024-05-13"}, 50),
        ("2024-05-13", {"answered": True}, None),
    ],
)
def test_the_share_of_the_limit_counts_working_days_without_pauses(today, facts, share):
    the_limits()
    day = datetime.fromisoformat(today).date()
    limit = a_limit(working_days=10)
    complaint = a_complaint(limit=limit, answer_by=datetime(2024, 5, 20).date())
    complaint.paused_on = facts.get("paused_on") and datetime.fromisoformat(facts["paused_on"]).date()
    complaint.answered_at = timezone.now() if facts.get("answered") else None

    assert share_used(complaint, Calendar.read(), day) == share
