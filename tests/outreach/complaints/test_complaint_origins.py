"""Complaints from outside the pocket regions: KPKP holds them, and hands them to a desk."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from outreach.complaints.actions.holding import assign_complaint, return_complaints
from outreach.complaints.actions.referrals import refer_complaint
from outreach.complaints.holding import DESK, KPKP, OFFICER
from outreach.desk.questions.search import search
from outreach.models import Complaint, FollowUp, Referral
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral, complaint_form, step
from tests.outreach.forms import shown as sent_back
from tests.outreach.forms import words
from tests.support.records import (
    a_category,
    a_complaint,
    a_district,
    a_limit,
    a_region,
    a_user,
    an_institution,
    an_officer,
    the_limits,
)

pytestmark = pytest.mark.django_db
OUTSIDE = {"outside_province": "Nusa Tenggara Barat", "outside_zone": "Asia/Makassar"}


@pytest.fixture
def staff(client):
    the_limits()
    staff = a_user("kpkp_staff")
    client.force_login(staff)
    return staff


def outside_form(region, /, **typed):
    told = {"region": "luar", "outside_district": "Kab. Lombok Timur", **OUTSIDE}
    return complaint_form(region, a_category(), a_limit(), **told, **typed)


def posted(client, sent):
    answer = client.post(reverse("complaint_create"), sent)
    assert answer.status_code == 302, answer.context["form"].errors
    return Complaint.objects.get()


def seen_by(user, client):
    """{door: what of it this person finds there} of every door behind which complaints are."""
    client.force_login(user)
    sheet = client.get("/pengaduan/?unduh=csv").content.decode()
    rows = client.get("/pengaduan/pemegang/").context["rows"]
    return {
        "list": {one.pk for one in client.get("/pengaduan/").context["filter"].qs},
        "file": {one.pk for one in Complaint.objects.all() if one.number in sheet},
        "search": {hit.title for section in search("uraian", user) for hit in section.hits},
        "pages": {
            one.pk for one in Complaint.objects.all() if client.get(one.get_absolute_url()).status_code == 200
        },
        "steps": {
            one.pk for one in Complaint.objects.all() if client.get(step(one, "serahkan")).status_code == 200
        },
        "count": sum(row.n for row in rows),
        "owed": {one.complaint_id for one in Referral.objects.visible_to(user)},
    }


def test_from_outside_is_chosen_in_the_form_and_told_on_every_page(client, staff):
    complaint = posted(client, outside_form(a_region(), received_at="2024-05-06T23:30"))

    assert (complaint.region, complaint.district, complaint.handled_in) == (None, None, None)
    assert (complaint.outside_province, complaint.outside_district, complaint.zone) == (
        "Nusa Tenggara Barat",
        "Kab. Lombok Timur",
        "Asia/Makassar",
    )
    assert complaint.received_at == datetime(2024, 5, 6, 15, 30, tzinfo=UTC)
    assert (complaint.holder, complaint.holder_name) == ("kpkp", "KPKP")
    for page in (complaint.get_absolute_url(), "/pengaduan/"):
        told = words(client.get(page))
        assert "luar daerah kantong" in told
        assert "Kab. Lombok Timur" in told
    sheet = client.get("/pengaduan/?unduh=csv").content.decode()
    assert "luar daerah kantong, Kab. Lombok Timur, Nusa Tenggara Barat" in sheet


def test_its_clocks_run_in_the_zone_that_was_chosen(client, staff):
    sent = outside_form(a_region(), received_at="2024-05-06T23:30")
    there = posted(client, sent | {"outside_zone": "Asia/Jayapura"})

    assert there.received_at == datetime(2024, 5, 6, 14, 30, tzinfo=UTC)
    assert list(Complaint.objects.received_in(first=date(2024, 5, 6), last=date(2024, 5, 6))) == [there]


def test_a_zone_is_wib_unless_another_is_chosen(client, staff):
    sent = outside_form(a_region())
    del sent["outside_zone"]
    assert posted(client, sent).zone == "Asia/Jakarta"


def test_a_province_is_asked_for_outside_and_forgotten_inside(client, staff):
    district = a_district()
    sent = outside_form(district.region, district=district.pk)

    refused = client.post(reverse("complaint_create"), sent | {"outside_province": ""})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["outside_province"]
    inside = posted(client, sent | {"region": district.region_id})
    assert (inside.region, inside.district) == (district.region, district)
    assert (inside.outside_province, inside.outside_district, inside.outside_zone) == ("", "", "")


def test_an_edit_that_changes_nothing_keeps_where_it_comes_from(client, staff):
    complaint = posted(client, outside_form(a_region()))
    address = reverse("complaint_edit", args=[complaint.pk])

    shown = sent_back(client.get(address).context["form"])
    assert shown["region"] == "luar"
    assert client.post(address, shown).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.region, complaint.outside_province) == (None, "Nusa Tenggara Barat")
    assert [one.what for one in complaint.steps.all()] == ["registered"]


def test_found_to_be_from_a_region_after_all_it_goes_to_the_desk_there(client, staff):
    region = a_region()
    complaint = posted(client, outside_form(region))
    assign_complaint(complaint=complaint, to=DESK, region=a_region(), by=staff)
    address = reverse("complaint_edit", args=[complaint.pk])

    sent = sent_back(client.get(address).context["form"]) | {
        "region": region.pk,
        "reason": "Ternyata warga Cilacap.",
    }
    assert client.post(address, sent).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.region, complaint.handled_in, complaint.outside_zone) == (region, None, "")
    assert complaint.holder == f"desk-{region.pk}"


def test_who_works_in_a_region_alone_is_not_offered_and_not_let_record_it(client, staff):
    region = a_region()
    client.force_login(an_officer(of=region))

    page = client.get(reverse("complaint_create"))
    assert "luar" not in [value for value, _label in page.context["form"].fields["region"].choices]
    assert client.post(reverse("complaint_create"), outside_form(region)).status_code == 422
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("handed", [False, True])
def test_nationals_see_it_and_of_the_regions_the_one_that_has_it(client, staff, handed):
    ours, other = a_region(), a_region()
    complaint = a_complaint_in("referred", text="Uraian ini.", **OUTSIDE)
    a_referral(complaint, institution=an_institution())
    if handed:
        assign_complaint(complaint=complaint, to=DESK, region=ours, by=staff)
    people = {
        "staff": staff,
        "there": an_officer(of=ours),
        "elsewhere": an_officer(of=other),
    }

    everything = {
        "list": {complaint.pk},
        "file": {complaint.pk},
        "search": {complaint.number},
        "pages": {complaint.pk},
        "steps": {complaint.pk},
        "count": 1,
        "owed": {complaint.pk},
    }
    nothing = {door: type(found)() for door, found in everything.items()}
    assert {who: seen_by(user, client) for who, user in people.items()} == {
        "staff": everything,
        "there": everything if handed else nothing,
        "elsewhere": nothing,
    }


def test_handed_from_one_desk_to_another_it_leaves_the_first(client, staff):
    first, second = a_region(), a_region()
    complaint = a_complaint(**OUTSIDE)

    for region in (first, second):
        answer = client.post(step(complaint, "serahkan"), {"to": f"desk-{region.pk}"})
        assert answer.status_code == 302
    officers = [an_officer(of=region) for region in (first, second)]
    assert [Complaint.objects.visible_to(one).count() for one in officers] == [0, 1]
    assert [(one.what, one.region) for one in complaint.steps.order_by("pk")] == [
        ("handed", first),
        ("handed", second),
    ]
    assert f"Diserahkan ke meja wilayah: {second}" in words(client.get(complaint.get_absolute_url()))
    complaint.refresh_from_db()
    assert complaint.holder == f"desk-{second.pk}"


def test_a_desk_that_has_it_gives_it_to_its_own_officers_or_back_to_kpkp(client, staff):
    region = a_region()
    complaint, officer = a_complaint(**OUTSIDE), an_officer(of=region)
    assign_complaint(complaint=complaint, to=DESK, region=region, by=staff)
    client.force_login(officer)

    other = client.post(step(complaint, "serahkan"), {"to": f"desk-{a_region().pk}"})
    own = client.post(step(complaint, "serahkan"), {"to": f"officer-{officer.pk}"})
    assert (other.status_code, own.status_code) == (422, 302)
    assert client.post(step(complaint, "serahkan"), {"to": "kpkp"}).status_code == 302
    complaint.refresh_from_db()
    assert (complaint.holder, complaint.handled_in) == (KPKP, region)


def test_before_it_is_handed_over_only_who_works_nationally_can_hold_it(staff):
    complaint, officer = a_complaint(**OUTSIDE), an_officer()

    with pytest.raises(ValidationError, match="tidak bertugas"):
        assign_complaint(complaint=complaint, to=OFFICER, officer=officer, by=staff)
    with pytest.raises(ValidationError, match="pilih meja wilayah"):
        assign_complaint(complaint=complaint, to=DESK, by=staff)
    assign_complaint(complaint=complaint, to=OFFICER, officer=staff, by=staff)
    staff.postings.all().delete()
    return_complaints(officer=type(staff).objects.get(pk=staff.pk), by=None)
    complaint.refresh_from_db()
    assert complaint.holder == KPKP


def test_the_desk_of_a_pocket_region_cannot_lose_its_own_to_another(staff):
    complaint = a_complaint()
    with pytest.raises(ValidationError, match="meja wilayahnya sendiri"):
        assign_complaint(complaint=complaint, to=DESK, region=a_region(), by=staff)


def test_it_is_referred_to_national_institutions_and_to_those_where_it_is_handled(staff):
    region = a_region()
    complaint, near = a_complaint_in("verified", **OUTSIDE), an_institution(region=region)
    national = an_institution()

    with pytest.raises(ValidationError, match="tingkat nasional"):
        refer_complaint(complaint=complaint, institution=near, question="Mohon cek.", by=staff)
    refer_complaint(complaint=complaint, institution=national, question="Mohon cek.", by=staff)
    assign_complaint(complaint=complaint, to=DESK, region=region, by=staff)
    refer_complaint(complaint=complaint, institution=near, question="Mohon cek.", by=staff)
    complaint.refresh_from_db()
    assert complaint.holder == f"institution-{near.pk}"


def test_a_follow_up_of_it_belongs_to_the_region_that_handles_it(client, staff):
    region = a_region()
    complaint = a_complaint(**OUTSIDE)
    address = f"{reverse('follow_up_create')}?pengaduan={complaint.pk}"

    assert "region" in client.get(address).context["form"].fields
    assign_complaint(complaint=complaint, to=DESK, region=region, by=staff)
    page = client.get(address)
    assert "region" not in page.context["form"].fields
    assert isinstance(page.context["follow_up"], FollowUp)
    assert page.context["follow_up"].region == region


def test_the_counts_of_a_region_are_those_of_its_own_wherever_others_are_handled(client, staff):
    region = a_region()
    own = a_complaint(region=region)
    foreign = a_complaint(**OUTSIDE)
    assign_complaint(complaint=foreign, to=DESK, region=region, by=staff)

    def shown(code):
        return {one.pk for one in client.get("/pengaduan/", {"region": code}).context["filter"].qs}

    assert (shown(region.code), shown("luar"), shown("")) == ({own.pk}, {foreign.pk}, {own.pk, foreign.pk})
    assert list(region.complaints.all()) == [own]
    assert list(region.handled_complaints.all()) == [foreign]


@pytest.mark.parametrize(
    "fields",
    [
        {"outside_zone": ""},
        {"outside_province": ""},
        {"region": "one", "outside_province": "Jawa Timur", "outside_zone": "Asia/Jakarta"},
        {"region": "one", "handled_in": "one"},
    ],
)
def test_the_database_keeps_one_origin(fields):
    region = a_region()
    fields = {name: region if value == "one" else value for name, value in fields.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        a_complaint(**fields)


def test_late_is_judged_by_the_date_in_its_own_zone():
    complaint = a_complaint(outside_zone="Asia/Jayapura", answer_by=date(2024, 5, 24))
    noon = datetime(2024, 5, 24, 15, 30, tzinfo=UTC)  # 22.30 in Jakarta, and half past midnight in Jayapura

    assert list(Complaint.objects.overdue(noon)) == [complaint]
    assert list(Complaint.objects.overdue(noon - timedelta(hours=1))) == []
