"""Outreach activities: list, page, forms."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from outreach.activities.actions import create_activity
from outreach.models import OutreachActivity, OutreachTopic
from pmi_portal.audit.models import Event
from tests.outreach.forms import activity_form, words
from tests.support.records import (
    LONG_AGO,
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
        "q=sukamaju+keluarga",
        f"region={wanted.region.code}",
        "until=2022-03-01",
        "channel=village",
        "status=held",
    ):
        assert listed(client, f"?{query}") == [wanted], query
    assert listed(client, "?since=2022-03-02") == [other]


def test_districts_carry_their_region_for_the_browser(client):
    client.force_login(a_staff_member())
    district = a_district(name="Kab. Cilacap")

    for address in ("/sosialisasi/baru/", "/fgd/kegiatan/baru/"):
        page = client.get(address).content.decode()
        assert 'data-narrowed-by="region"' in page
        assert f'<option value="{district.pk}" data-of="{district.region_id}">' in page


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

    for fact in ("Sukamaju", "1.200", "terlaksana", "6 Mei 2024", "data contoh", "Ubah sosialisasi"):
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
    assert "Perubahan sosialisasi “Judul baru” disimpan." in page


def test_a_closed_institution_stays_with_the_activity_it_organised(client, officer, here):
    organiser = an_institution(region=here, valid_to=LONG_AGO)
    activity = an_activity(region=here, organiser=organiser)

    answer = client.post(
        f"/sosialisasi/{activity.pk}/ubah/", activity_form(here, organiser=organiser.pk, title="Judul baru")
    )

    activity.refresh_from_db()
    assert answer.status_code == 302
    assert (activity.title, activity.organiser) == ("Judul baru", organiser)


# Plan, topics, audience


@pytest.fixture
def topics():
    return [
        OutreachTopic.objects.create(code=code, name=f"Materi {code}", order=n)
        for n, code in enumerate("abc")
    ]


def recorded(client, here, **typed):
    answer = client.post("/sosialisasi/baru/", activity_form(here, **typed))
    assert answer.status_code == 302, answer.context["form"].errors
    return OutreachActivity.objects.get()


def test_what_was_said_given_and_spent_is_kept_and_told(client, officer, here, topics):
    typed = {
        "speakers": "Kepala BP3MI",
        "materials": "Selebaran",
        "cost": "Rp2.500.000",
        "topics": [topics[1].pk],
    }

    activity = recorded(client, here, **typed, distinct_people="11", registrations="4")

    assert (activity.cost, list(activity.topics.all())) == (2_500_000, [topics[1]])
    page = words(client.get(activity.get_absolute_url()))
    for fact in (
        "Kepala BP3MI",
        "Selebaran",
        "Rp2.500.000",
        "1 dari 3 materi",
        "Pendaftaran dalam 90 hari 4",
    ):
        assert fact in page, fact


@pytest.mark.parametrize(
    ("cost", "fault"),
    [
        ("-5", "Tulis jumlah rupiah dengan angka, misalnya 2.500.000."),
        ("1,5", "Tulis rupiah penuh, tanpa angka di belakang koma."),
        ("banyak", "Tulis jumlah rupiah dengan angka, misalnya 2.500.000."),
        ("1" * 13, "Paling banyak"),
        ("2.50.000", "Tulis jumlah rupiah dengan angka, misalnya 2.500.000."),
    ],
)
def test_a_cost_that_is_no_amount_is_refused(client, officer, here, cost, fault):
    answer = client.post("/sosialisasi/baru/", activity_form(here, cost=cost))

    assert list(answer.context["form"].errors) == ["cost"]
    assert fault in words(answer)


def test_a_cost_is_shown_as_it_may_be_typed(client, officer, here):
    activity = an_activity(region=here, cost=2_500_000)

    form = client.get(f"/sosialisasi/{activity.pk}/ubah/").context["form"]

    assert 'value="2.500.000"' in str(form["cost"])


def test_the_totals_follow_from_the_kinds(client, officer, here):
    typed = {"women": "", "pmi_women": "3", "pmi_men": "1", "family_women": "4", "public_men": "0"}

    activity = recorded(client, here, **typed)

    assert (activity.women, activity.men) == (7, 1)
    assert activity.audience == {"pmi": (3, 1), "family": (4, None), "public": (None, 0)}
    page = words(client.get(activity.get_absolute_url()))
    assert "keluarga PMI 4 –" in page


def test_a_total_may_exceed_its_kinds_and_is_never_below_them(client, officer, here):
    low = client.post("/sosialisasi/baru/", activity_form(here, women="6", pmi_women="3", family_women="4"))
    assert list(low.context["form"].errors) == ["women"]

    activity = recorded(client, here, women="60", men="1.800", pmi_women="3", family_women="4")

    assert (activity.women, activity.men, activity.unlisted) == (60, 1800, [53, 1800])
    assert "tidak dirinci 53 1.800" in words(client.get(activity.get_absolute_url()))


def test_a_total_that_was_counted_stays_when_a_kind_is_changed(client, officer, here):
    activity = an_activity(region=here, status="held", women=60, men=1)
    activity.audiences.create(kind="pmi", women=3, men=1)

    client.post(
        f"/sosialisasi/{activity.pk}/ubah/",
        activity_form(here, women="60", men="1", pmi_women="8", pmi_men="1"),
    )

    activity.refresh_from_db()
    assert (activity.women, activity.men, activity.audience) == (60, 1, {"pmi": (8, 1)})


def test_a_changed_kind_changes_the_total_that_stood_there(client, officer, here):
    activity = an_activity(region=here, status="held", women=3, men=1)
    activity.audiences.create(kind="pmi", women=3, men=1)

    client.post(
        f"/sosialisasi/{activity.pk}/ubah/",
        activity_form(here, women="3", men="1", pmi_women="8", pmi_men="1"),
    )

    activity.refresh_from_db()
    assert (activity.women, activity.men, activity.audience) == (8, 1, {"pmi": (8, 1)})


def test_taking_the_kinds_away_leaves_the_totals(client, officer, here):
    activity = an_activity(region=here, status="held", women=3, men=1)
    activity.audiences.create(kind="pmi", women=3, men=1)

    client.post(f"/sosialisasi/{activity.pk}/ubah/", activity_form(here, women="3", men="1"))

    activity.refresh_from_db()
    assert (activity.women, activity.men, activity.audience) == (3, 1, {})


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"distinct_people": "13"}, ["distinct_people"]),
        ({"distinct_people": "12", "registrations": "12"}, []),
        ({"distinct_people": "8", "registrations": "9"}, ["registrations"]),
        ({"registrations": "13"}, ["registrations"]),
        ({"women": "", "distinct_people": "500", "registrations": "400"}, []),
        ({"status": "planned", "women": "", "registrations": "1"}, ["registrations"]),
        ({"status": "cancelled", "women": "", "distinct_people": "1"}, ["distinct_people"]),
        ({"status": "planned", "women": "", "pmi_women": "1"}, ["women"]),
        ({"pmi_women": "-1"}, ["pmi_women"]),
        ({"planned_on": "2017-07-31"}, ["planned_on"]),
    ],
)
def test_counts_that_contradict_each_other_are_refused(client, officer, here, typed, faults):
    answer = client.post("/sosialisasi/baru/", activity_form(here, **typed))

    assert (list(answer.context["form"].errors) if answer.context else []) == faults


@pytest.mark.parametrize(
    "wrong",
    [
        {"distinct_people": 13},
        {"registrations": 13},
        {"status": "planned"},
        {"planned_on": date(2017, 7, 31)},
    ],
)
def test_the_action_refuses_what_the_form_refuses(here, wrong):
    activity = OutreachActivity(
        **{"title": "x", "region": here, "status": "held", "held_on": date(2024, 5, 6), "women": 12} | wrong
    )

    with pytest.raises(ValidationError):
        create_activity(activity=activity, topics=[], audience={}, by=a_staff_member())
    assert OutreachActivity.objects.count() == 0


def test_a_planned_day_stays_known_when_the_day_moves(client, officer, here):
    planned = recorded(client, here, status="planned", held_on="2024-03-05", women="")
    assert (planned.planned_on, planned.is_moved) == (date(2024, 3, 5), False)

    moved = activity_form(here, status="planned", held_on="2024-04-02", planned_on="2024-03-05", women="")
    client.post(f"/sosialisasi/{planned.pk}/ubah/", moved)

    planned.refresh_from_db()
    assert (planned.held_on, planned.planned_on, planned.is_moved) == (
        date(2024, 4, 2),
        date(2024, 3, 5),
        True,
    )
    assert "rencana 5 Mar 2024" in words(client.get("/sosialisasi/"))
    assert "bergeser" in words(client.get(planned.get_absolute_url()))


def test_a_changed_topic_or_audience_is_told_in_the_timeline(client, officer, here, topics):
    activity = an_activity(region=here, channel="village", status="held", women=12)
    kept = activity_form(here, title=activity.title, village="", held_on="2024-05-06", topics=[topics[0].pk])

    answer = client.post(f"/sosialisasi/{activity.pk}/ubah/", kept)

    assert "Diubah: materi atau rincian peserta oleh" in words(client.get(answer.url))


def test_a_topic_out_of_use_stays_where_it_was_covered_and_is_offered_nowhere_else(
    client, officer, here, topics
):
    activity = an_activity(region=here)
    activity.topics.set(topics[:2])
    OutreachTopic.objects.filter(code__in="ac").update(active=False)

    assert [str(topic) for topic in client.get(f"/sosialisasi/{activity.pk}/").context["topics"]] == [
        "a. Materi a",
        "b. Materi b",
    ]
    offered = client.get(f"/sosialisasi/{activity.pk}/ubah/").context["form"].fields["topics"].queryset
    assert list(offered) == topics[:2]
    assert list(client.get("/sosialisasi/baru/").context["form"].fields["topics"].queryset) == [topics[1]]


def test_two_editors_of_the_audience_lose_nothing(client, officer, here):
    activity = an_activity(region=here, channel="village", status="held", women=3, men=1)
    activity.audiences.create(kind="pmi", women=3, men=1)
    first = hidden(client.get(f"/sosialisasi/{activity.pk}/ubah/"))
    second = hidden(client.get(f"/sosialisasi/{activity.pk}/ubah/"))
    sent = activity_form(here, title=activity.title, held_on="2024-05-06", women="3", men="1", pmi_men="1")

    client.post(f"/sosialisasi/{activity.pk}/ubah/", sent | first | {"pmi_women": "8"})
    client.post(f"/sosialisasi/{activity.pk}/ubah/", sent | second | {"pmi_women": "3", "family_women": "2"})

    activity.refresh_from_db()
    assert activity.audience == {"pmi": (8, 1), "family": (2, None)}
    assert (activity.women, activity.men) == (10, 1)


def hidden(page):
    """The hidden fields of a form, as the browser would send them back."""
    return {field.html_name: field.value() for field in page.context["form"].hidden_fields()}


def test_a_page_takes_as_many_queries_for_three_kinds_as_for_one(client, officer, here, topics):
    activity = an_activity(region=here, women=1)

    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = [f"/sosialisasi/{activity.pk}/", f"/sosialisasi/{activity.pk}/ubah/"]
    activity.audiences.create(kind="pmi", women=1)
    activity.topics.add(topics[0])
    [queries(address) for address in addresses]
    before = [queries(address) for address in addresses]
    activity.audiences.create(kind="family", women=1)
    activity.audiences.create(kind="public", women=1)
    activity.topics.set(topics)
    assert [queries(address) for address in addresses] == before
