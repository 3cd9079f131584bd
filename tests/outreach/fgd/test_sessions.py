"""Lists and pages of FGD events and sessions."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from outreach.models import FgdEvent, FgdSession
from outreach.papers.documents.content import session_document
from pmi_portal.audit.models import Event
from tests.outreach.forms import event_form, fgd_form, sent_by, session_form, words
from tests.support.records import (
    LONG_AGO,
    a_board_member,
    a_complaint,
    a_district,
    a_follow_up,
    a_group,
    a_guide,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    a_user,
    an_event,
    an_institution,
    an_officer,
)

pytestmark = pytest.mark.django_db


def sessions_listed(client, query=""):
    return list(client.get(f"/fgd/{query}").context["table"].data)


def test_session_list_shows_only_the_officers_region(client):
    here, there = a_region(), a_region()
    ours, theirs = a_session(region=here), a_session(region=there)
    client.force_login(an_officer(of=here))

    page = client.get("/fgd/")

    assert list(page.context["table"].data) == [ours]
    assert theirs.venue not in page.content.decode()


def test_session_list_shows_the_whole_country_to_staff_and_board(client):
    sessions = {a_session(), a_session()}
    for user in (a_staff_member(), a_board_member()):
        client.force_login(user)
        assert set(sessions_listed(client)) == sessions


def test_session_list_is_newest_first(client):
    old, new = a_session(held_on=date(2018, 1, 1)), a_session(held_on=date(2024, 1, 1))
    late = a_session(held_on=date(2018, 1, 1), starts_at=time(13))
    client.force_login(a_staff_member())

    assert sessions_listed(client) == [new, late, old]


def test_session_list_tells_groups_heard_of_the_active_ones_and_people(client):
    session, group, retired = a_session(), a_group(), a_group(valid_to=LONG_AGO)
    a_group()
    a_participation(session=session, group=group, people=3)
    a_participation(session=session, group=group, institution=an_institution(group=group), people=4)
    a_participation(session=session, group=retired, people=None)
    client.force_login(a_staff_member())

    row = client.get("/fgd/").context["table"].rows[0]

    assert row.get_cell("group_count") == "1 dari 2"
    assert row.get_cell("attendance").strip() == "7"


def test_a_session_where_nobody_counted_has_no_number_of_people(client):
    session = a_session()
    a_participation(session=session, people=None)
    client.force_login(a_staff_member())

    assert client.get("/fgd/").context["table"].rows[0].get_cell("attendance").strip() == "–"


def test_session_list_is_searched_by_every_word_of_event_session_and_venue(client):
    found = a_session(event=an_event(title="FGD klaim"), title="Ahli waris", venue="Aula Disnaker")
    a_session(event=an_event(title="FGD klaim"), venue="Balai desa")
    client.force_login(a_staff_member())

    assert sessions_listed(client, "?q=klaim+disnaker+waris") == [found]


def test_session_list_is_filtered_by_region_period_group_and_theme(client):
    region, group, theme = a_region(), a_group(), a_theme()
    wanted = a_session(region=region, held_on=date(2023, 5, 1))
    other = a_session(held_on=date(2021, 5, 1))
    a_participation(session=wanted, group=group)
    a_participation(session=wanted, group=group, institution=an_institution(group=group))
    a_statement(session=wanted, theme=theme)
    a_statement(session=other)
    client.force_login(a_staff_member())

    for query in (f"region={region.code}", "since=2023-05-01", f"group={group.code}", f"theme={theme.code}"):
        assert sessions_listed(client, f"?{query}") == [wanted], query
    assert sessions_listed(client, "?until=2021-05-01") == [other]


def test_applied_filters_stand_as_chips_that_drop_themselves(client):
    region = a_region(name="Cilacap")
    a_session(region=region)
    client.force_login(a_staff_member())

    chips = client.get(f"/fgd/?region={region.code}&since=2023-05-01&page=1").context["chips"]

    assert [(chip.label, chip.value, chip.without) for chip in chips] == [
        ("Wilayah", "Cilacap", "/fgd/?since=2023-05-01"),
        ("Dari tanggal", "1 Mei 2023", f"/fgd/?region={region.code}"),
    ]


def test_a_faulty_filter_is_named_and_the_others_hold(client):
    session = a_session()
    a_session(venue="Hotel")
    client.force_login(a_staff_member())

    page = client.get(f"/fgd/?since=kemarin&region=99999&q={session.venue.replace(' ', '+')}")

    assert list(page.context["table"].data) == [session]
    assert set(page.context["filter"].form.errors) == {"since", "region"}


def test_region_filter_offers_an_officer_only_the_own_region(client):
    here = a_region()
    a_region()
    client.force_login(an_officer(of=here))

    assert list(client.get("/fgd/").context["filter"].form.fields["region"].queryset) == [here]


def test_an_empty_list_says_what_to_do_next(client):
    client.force_login(a_staff_member())
    assert "Catat FGD pertama" in words(client.get("/fgd/"))

    client.force_login(an_officer())
    assert "Belum ada sesi FGD yang dicatat di wilayah Anda." in words(client.get("/fgd/"))


def test_clock_times_are_told_with_the_zone_of_the_place(client):
    kupang = a_region(name="Kupang", time_zone="Asia/Makassar")
    session = a_session(region=kupang, starts_at=time(9), ends_at=time(11, 30))
    client.force_login(a_staff_member())

    assert "09.00–11.30 WITA" in words(client.get("/fgd/"))
    assert "09.00–11.30 WITA" in words(client.get(f"/fgd/{session.pk}/"))


def test_the_zone_of_the_district_goes_before_that_of_the_region(client):
    region = a_region(time_zone="Asia/Jakarta")
    district = a_district(region=region, time_zone="Asia/Jayapura")
    session = a_session(event=an_event(region=region, district=district), starts_at=time(9))
    client.force_login(a_staff_member())

    assert "mulai 09.00 WIT" in words(client.get(f"/fgd/{session.pk}/"))


def test_an_unknown_hour_is_called_unknown(client):
    session = a_session()
    client.force_login(a_staff_member())

    assert "Waktu tidak diketahui" in words(client.get(f"/fgd/{session.pk}/"))


def test_session_page_warns_above_twelve_people(client):
    session = a_session()
    a_participation(session=session, people=12)
    client.force_login(a_board_member())
    assert "Diskusi kelompok berjalan baik" not in words(client.get(f"/fgd/{session.pk}/"))

    a_participation(session=session, people=1)
    assert "Sesi ini dihadiri 13 orang." in words(client.get(f"/fgd/{session.pk}/"))


def test_readers_see_a_session_without_its_tools(client):
    session = a_session()
    statement = a_statement(session=session)
    client.force_login(a_board_member())

    page = client.get(f"/fgd/{session.pk}/")

    assert statement.text in words(page)
    assert "/ubah/" not in page.content.decode()
    assert "Catat pernyataan" not in words(page)


def the_main_action(page):
    """(address, words) of the button that stands out at the top of a page, or None."""
    found = re.search(
        r'<a class="btn btn-primary"\s+href="([^"]+)">(.*?)</a>', page.content.decode(), re.DOTALL
    )
    return found and (found[1], re.sub(r"<.*?>|\s+", " ", found[2], flags=re.DOTALL).strip())


def test_the_form_for_statements_is_one_step_from_the_top_once_somebody_is_present(client):
    session = a_session()
    client.force_login(a_staff_member())
    url = f"/fgd/{session.pk}/"

    before = the_main_action(client.get(url))
    a_participation(session=session)
    after = client.get(url)

    assert before == (f"{url}kehadiran/", "Isi kehadiran")
    assert the_main_action(after) == (f"{url}catat/", "Catat pernyataan")
    assert 'id="tambah"' in client.get(f"{url}catat/").content.decode()


def test_a_planned_session_says_when_recording_starts(client):
    tomorrow = timezone.localdate() + timedelta(days=2)
    session = a_session(held_on=tomorrow)
    client.force_login(a_staff_member())

    page = words(client.get(f"/fgd/{session.pk}/"))

    assert "Kehadiran baru dapat dicatat mulai" in page
    assert "Pernyataan baru dapat dicatat mulai" in page
    assert "Catat pernyataan" not in page


def test_sample_records_say_so_in_list_and_page(client):
    session = a_session(event=an_event(is_sample=True))
    client.force_login(a_staff_member())

    for address in ("/fgd/", f"/fgd/{session.pk}/", f"/fgd/kegiatan/{session.event_id}/"):
        assert "tag-sample" in client.get(address).content.decode(), address


def test_one_form_records_an_fgd_with_its_first_session(client):
    region, staff = a_region(), a_staff_member()
    client.force_login(staff)

    answer = client.post("/fgd/kegiatan/baru/", fgd_form(region))

    session = FgdSession.objects.get()
    assert answer.url == f"/fgd/{session.pk}/"
    assert (session.event.title, session.event.region, session.event.is_sample) == (
        "FGD layanan PMI",
        region,
        False,
    )
    assert (session.held_on, session.starts_at, session.venue) == (date(2024, 3, 5), time(9), "Balai desa")
    assert session.history.get().history_user == staff
    assert [event.action for event in Event.objects.order_by("pk")] == ["event.created", "session.created"]
    assert {event.actor for event in Event.objects.all()} == {staff}


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"title": ""}, ["title"]),
        ({"title": "x" * 201}, ["title"]),
        ({"purpose": "x" * 5001}, ["purpose"]),
        ({"region": "99999"}, ["region"]),
        ({"region": "abc"}, ["region"]),
        ({"sesi-venue": ""}, ["sesi-venue"]),
        ({"sesi-venue": "x" * 201}, ["sesi-venue"]),
        ({"sesi-agenda": "x" * 5001}, ["sesi-agenda"]),
        ({"sesi-held_on": ""}, ["sesi-held_on"]),
        ({"sesi-held_on": "31/02/2024"}, ["sesi-held_on"]),
        ({"sesi-held_on": "2017-07-31"}, ["sesi-held_on"]),
        ({"sesi-starts_at": "25:00"}, ["sesi-starts_at"]),
        ({"sesi-ends_at": "08:59"}, ["sesi-ends_at"]),
        ({"sesi-ends_at": "09:00"}, ["sesi-ends_at"]),
        ({"sesi-starts_at": ""}, ["sesi-ends_at"]),
        ({"title": "", "sesi-venue": ""}, ["title", "sesi-venue"]),
    ],
)
def test_a_faulty_fgd_is_refused_with_its_faults_and_nothing_is_written(client, typed, faults):
    client.force_login(a_staff_member())

    answer = client.post("/fgd/kegiatan/baru/", fgd_form(a_region(), **typed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == faults
    assert (FgdEvent.objects.count(), FgdSession.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_an_empty_form_is_refused(client):
    client.force_login(a_staff_member())

    answer = client.post("/fgd/kegiatan/baru/", {})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["title", "region", "sesi-held_on", "sesi-venue"]


def test_a_date_before_the_evaluation_is_refused_with_the_reason(client):
    client.force_login(a_staff_member())

    answer = client.post("/fgd/kegiatan/baru/", fgd_form(a_region(), **{"sesi-held_on": "2017-07-31"}))

    assert "Tanggal tidak boleh sebelum 1 Agustus 2017, awal periode evaluasi layanan." in words(answer)


def test_a_district_of_another_region_is_refused(client):
    client.force_login(a_staff_member())

    answer = client.post("/fgd/kegiatan/baru/", fgd_form(a_region(), district=a_district().pk))

    assert list(answer.context["form"].errors) == ["district"]
    assert FgdEvent.objects.count() == 0


def test_regional_staff_cannot_record_in_another_region(client):
    here, there = a_region(), a_region()
    client.force_login(a_user("kpkp_staff", of=here))

    answer = client.post("/fgd/kegiatan/baru/", fgd_form(there))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["region"]
    assert FgdEvent.objects.count() == 0


def test_the_only_region_is_chosen_already(client):
    here = a_region()
    client.force_login(a_user("kpkp_staff", of=here))

    page = client.get("/fgd/kegiatan/baru/").content.decode()

    assert f'<option value="{here.pk}" selected>' in page


def test_a_further_session_joins_its_event(client):
    event = an_event(region=a_region(time_zone="Asia/Makassar"))
    client.force_login(a_staff_member())
    assert "Waktu setempat (WITA)." in words(client.get(f"/fgd/kegiatan/{event.pk}/sesi-baru/"))

    answer = client.post(f"/fgd/kegiatan/{event.pk}/sesi-baru/", session_form(title="Sesi 2"))

    session = event.sessions.get()
    assert (answer.url, session.title) == (f"/fgd/{session.pk}/", "Sesi 2")


def test_a_planned_session_with_an_outcome_of_before_can_still_be_changed(client):
    later = timezone.localdate() + timedelta(days=30)
    session = a_session(held_on=later, observations="Ditulis sebelum harinya.")
    client.force_login(a_staff_member())

    answer = client.post(f"/fgd/{session.pk}/ubah/", session_form(held_on=later, venue="Balai baru"))

    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.venue == "Balai baru"
    moved = session_form(held_on=later + timedelta(days=1), venue="Balai baru")
    assert client.post(f"/fgd/{session.pk}/ubah/", moved).status_code == 422


def test_a_session_may_be_planned(client):
    event, next_year = an_event(), timezone.localdate().year + 1
    client.force_login(a_staff_member())

    client.post(f"/fgd/kegiatan/{event.pk}/sesi-baru/", session_form(held_on=f"{next_year}-01-05"))

    assert event.sessions.get().held_on == date(next_year, 1, 5)


def test_editing_a_session_keeps_the_old_version_in_its_history(client):
    session, staff = a_session(), a_staff_member()
    before = session.venue
    client.force_login(staff)

    answer = client.post(f"/fgd/{session.pk}/ubah/", session_form(venue="Aula baru"))

    assert answer.url == f"/fgd/{session.pk}/"
    assert list(session.history.values_list("venue", flat=True)) == ["Aula baru", before]
    assert "Diubah: tanggal, mulai, selesai, tempat" in words(client.get(f"/fgd/{session.pk}/"))


def test_a_session_with_records_cannot_be_moved_into_the_future(client):
    session = a_session()
    a_participation(session=session)
    client.force_login(a_staff_member())

    answer = client.post(f"/fgd/{session.pk}/ubah/", session_form(held_on="2099-01-05"))

    session.refresh_from_db()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["held_on"]
    assert session.held_on == date(2024, 5, 6)


def test_editing_an_event_changes_it_and_its_timeline(client):
    event = an_event()
    client.force_login(a_staff_member())

    answer = client.post(f"/fgd/kegiatan/{event.pk}/ubah/", event_form(event.region, title="FGD baru"))

    event.refresh_from_db()
    page = words(client.get(answer.url))
    assert event.title == "FGD baru"
    assert "Diubah: judul, tujuan" in page
    assert "Perubahan kegiatan FGD “FGD baru” disimpan." in page


def test_event_page_lists_its_sessions_in_the_order_they_were_held(client):
    event = an_event()
    second = a_session(event=event, held_on=date(2024, 1, 2))
    first = a_session(event=event, held_on=date(2024, 1, 1))
    a_session()
    client.force_login(a_staff_member())

    assert list(client.get(f"/fgd/kegiatan/{event.pk}/").context["sessions"]) == [first, second]


def test_text_of_people_is_escaped(client):
    session = a_session(venue="<script>alert(1)</script>")
    a_statement(session=session, text="<b>tebal</b>")
    client.force_login(a_staff_member())

    page = client.get(f"/fgd/{session.pk}/").content.decode()

    assert "<script>alert(1)" not in page
    assert "<b>tebal" not in page


@pytest.mark.parametrize("grown", [a_complaint, a_follow_up])
def test_an_event_stays_in_its_region_once_something_grew_out_of_it(client, grown):
    client.force_login(a_staff_member())
    session = a_session()
    grown(statement=a_statement(session=session), region=session.event.region)
    address = f"/fgd/kegiatan/{session.event.pk}/ubah/"

    answer = client.post(address, event_form(a_region(), title="FGD pindah"))

    assert answer.status_code == 422
    assert "jadi wilayahnya tidak dapat diubah" in words(answer)
    assert client.post(address, event_form(session.event.region, title="FGD tetap")).status_code == 302
    session.event.refresh_from_db()
    assert session.event.title == "FGD tetap"


def test_a_session_of_2017_keeps_its_19_groups_on_page_event_file_and_document(client):
    """Seven of nineteen were heard; one of the seven is switched off since, and a twentieth came later."""
    groups = [a_group() for _ in range(19)]
    session = a_session(held_on=date(2017, 9, 4))
    for group in groups[:7]:
        a_participation(session=session, group=group)
    groups[0].valid_to = timezone.localdate() - timedelta(days=1)
    groups[0].save()
    late = a_group(valid_from=date(2020, 1, 1))
    newer = a_session(event=session.event, held_on=date(2021, 5, 3))
    a_participation(session=newer, group=late)
    client.force_login(a_staff_member())

    page = client.get(session.get_absolute_url()).content.decode()
    event = client.get(session.event.get_absolute_url()).content.decode()
    rows = client.get("/fgd/").context["table"].rows
    heard = [(row.record.group_count, row.record.group_total) for row in rows]

    assert "7 dari 19 kelompok" in page
    assert event.index("7 dari 19") < event.index("1 dari 20")
    assert heard == [(1, 20), (7, 19)]
    assert len(session_document(session, a_staff_member())["peserta"]) == 7


def test_a_further_session_begins_as_the_first_one_and_may_differ(client):
    client.force_login(a_staff_member())
    guide, event = a_guide(), an_event()
    a_session(event=event, held_on=date(2024, 5, 8), venue="Balai lain", starts_at=time(13))
    first = {"venue": "Aula", "starts_at": time(9), "ends_at": time(11), "guide": guide}
    a_session(event=event, held_on=date(2024, 5, 6), title="Sesi 1", **first)
    address = f"/fgd/kegiatan/{event.pk}/sesi-baru/"

    page = client.get(address)
    typed = sent_by(page) | {"held_on": "2024-05-09", "venue": "Balai desa"}

    assert "diambil dari sesi pertama" in words(page)
    assert (typed["title"], client.post(address, typed).status_code) == ("", 302)
    made = event.sessions.get(held_on=date(2024, 5, 9))
    assert (made.venue, made.starts_at, made.ends_at, made.guide) == ("Balai desa", time(9), time(11), guide)


def test_the_first_session_of_an_event_begins_empty(client):
    client.force_login(a_staff_member())
    page = client.get(f"/fgd/kegiatan/{an_event().pk}/sesi-baru/")

    assert page.context["form"].initial.get("venue") is None
    assert "diambil dari sesi pertama" not in words(page)
