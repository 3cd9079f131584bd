"""Outreach activities: list, page, forms."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from outreach.models import OutreachActivity
from pmi_portal.audit.models import Event
from tests.outreach.forms import activity_form, words
from tests.support.records import (
    a_district,
    a_region,
    a_staff_member,
    an_activity,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return a_region()


@pytest.fixture
def officer(client, here):
    officer = an_officer(of=here)
    client.force_login(officer)
    return officer


def listed(client, query=""):
    return list(client.get(f"/sosialisasi/{query}").context["table"].data)


def test_activity_list_shows_only_the_officers_region(client, officer, here):
    ours, theirs = an_activity(region=here), an_activity()

    page = client.get("/sosialisasi/")

    assert list(page.context["table"].data) == [ours]
    assert theirs.title not in page.content.decode()


def test_activity_list_is_filtered_by_words_region_period_channel_and_status(client):
    wanted = an_activity(
        title="Temu keluarga", village="Sukamaju", held_on=date(2022, 3, 1), channel="village", status="held"
    )
    other = an_activity()
    client.force_login(a_staff_member())

    for query in (
        "search=sukamaju+keluarga",
        f"region={wanted.region_id}",
        "until=2022-03-01",
        "channel=village",
        "status=held",
    ):
        assert listed(client, f"?{query}") == [wanted], query
    assert listed(client, "?since=2022-03-02") == [other]


@pytest.mark.parametrize(
    ("women", "men", "shown"), [(12, 5, "17"), (12, None, "12"), (None, 0, "0"), (None, None, "–")]
)
def test_people_are_summed_where_they_were_counted(client, officer, here, women, men, shown):
    an_activity(region=here, women=women, men=men)

    assert client.get("/sosialisasi/").context["table"].rows[0].get_cell("counted").strip() == shown


def test_an_officer_records_an_activity_of_the_own_region(client, officer, here):
    district = a_district(region=here)
    organiser = an_institution(region=here)

    answer = client.post(
        "/sosialisasi/baru/", activity_form(here, district=district.pk, organiser=organiser.pk)
    )

    activity = OutreachActivity.objects.get()
    assert answer.url == f"/sosialisasi/{activity.pk}/"
    assert (activity.region, activity.district, activity.organiser) == (here, district, organiser)
    assert (activity.held_on, activity.women, activity.men, activity.people) == (
        date(2024, 3, 5),
        12,
        None,
        12,
    )
    assert activity.history.get().history_user == officer
    event = Event.objects.get()
    assert (event.action, event.actor, event.detail) == ("activity.created", officer, {"status": "held"})


def test_the_page_of_an_activity_tells_its_facts(client, officer, here):
    activity = an_activity(region=here, village="Sukamaju", women=1200, status="held", is_sample=True)

    page = words(client.get(f"/sosialisasi/{activity.pk}/"))

    for fact in ("Sukamaju", "1.200", "terlaksana", "6 Mei 2024", "data contoh", "Ubah kegiatan"):
        assert fact in page, fact


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"title": ""}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"village": "x" * 121}, ["village"]),
        ({"note": "x" * 5001}, ["note"]),
        ({"channel": ""}, ["channel"]),
        ({"channel": "telepathy"}, ["channel"]),
        ({"status": "done"}, ["status"]),
        ({"held_on": ""}, ["held_on"]),
        ({"held_on": "2017-07-31"}, ["held_on"]),
        ({"women": "-1"}, ["women"]),
        ({"women": "100001"}, ["women"]),
        ({"men": "lima"}, ["men"]),
        ({"organiser": "99999"}, ["organiser"]),
        ({"status": "planned"}, ["women"]),
    ],
)
def test_a_faulty_activity_is_refused_and_nothing_is_written(client, officer, here, typed, faults):
    answer = client.post("/sosialisasi/baru/", activity_form(here, **typed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == faults
    assert (OutreachActivity.objects.count(), Event.objects.count()) == (0, 0)


def test_an_empty_form_is_refused(client, officer):
    answer = client.post("/sosialisasi/baru/", {})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["title", "region", "channel", "status", "held_on"]


def test_a_held_activity_cannot_lie_in_the_future_but_a_planned_one_can(client, officer, here):
    soon = (timezone.localdate() + timedelta(days=2)).isoformat()

    held = client.post("/sosialisasi/baru/", activity_form(here, held_on=soon))
    planned = client.post("/sosialisasi/baru/", activity_form(here, held_on=soon, status="planned", women=""))

    assert list(held.context["form"].errors) == ["held_on"]
    assert planned.status_code == 302
    assert OutreachActivity.objects.get().status == "planned"


def test_another_region_is_refused(client, officer):
    answer = client.post("/sosialisasi/baru/", activity_form(a_region()))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["region"]
    assert OutreachActivity.objects.count() == 0


def test_a_district_or_organiser_of_another_region_is_refused(client, officer, here):
    foreign = {"district": a_district().pk, "organiser": an_institution(region=a_region()).pk}

    answer = client.post("/sosialisasi/baru/", activity_form(here, **foreign))

    assert list(answer.context["form"].errors) == ["district", "organiser"]
    assert OutreachActivity.objects.count() == 0


def test_an_activity_cannot_be_moved_into_another_region(client, officer, here):
    activity = an_activity(region=here)

    answer = client.post(f"/sosialisasi/{activity.pk}/ubah/", activity_form(a_region()))

    activity.refresh_from_db()
    assert answer.status_code == 422
    assert activity.region == here


def test_editing_an_activity_is_told_in_its_timeline(client, officer, here):
    activity = an_activity(region=here)

    answer = client.post(f"/sosialisasi/{activity.pk}/ubah/", activity_form(here, title="Judul baru"))

    page = words(client.get(answer.url))
    assert (
        f"Diubah: judul, desa/kelurahan, cara penyampaian, status, tanggal, peserta perempuan oleh {officer}"
        in page
    )
    assert "Perubahan kegiatan “Judul baru” disimpan." in page


def test_a_closed_institution_stays_with_the_activity_it_organised(client, officer, here):
    organiser = an_institution(region=here, active=False)
    activity = an_activity(region=here, organiser=organiser)

    answer = client.post(
        f"/sosialisasi/{activity.pk}/ubah/", activity_form(here, organiser=organiser.pk, title="Judul baru")
    )

    activity.refresh_from_db()
    assert answer.status_code == 302
    assert (activity.title, activity.organiser) == ("Judul baru", organiser)
