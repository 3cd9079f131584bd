"""Home says what needs this person now, and nothing that is not theirs."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from surveys.models import ImportBatch, Response
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_follow_up,
    a_group,
    a_holiday,
    a_participation,
    a_region,
    a_round,
    a_session,
    a_staff_member,
    a_statement,
    a_user,
    an_activity,
    an_administrator,
    an_event,
    an_officer,
)

pytestmark = pytest.mark.django_db


def the_matters(client, user):
    client.force_login(user)
    return [matter.text for matter in client.get("/").context["matters"]]


def test_staff_are_told_of_sessions_without_statements(client):
    region = a_region()
    group = a_group()
    today = timezone.localdate()
    written = a_session(region=region, held_on=today)
    a_participation(session=written, group=group)
    a_statement(session=written, group=group)
    a_session(event=an_event(title="FGD Kupang", region=region), held_on=today - timedelta(days=365))
    a_session(event=an_event(title="FGD lama", region=region), held_on=today - timedelta(days=366))

    (matter,) = the_matters(client, a_staff_member())

    assert matter.startswith("Sesi FGD Kupang (")
    assert matter.endswith(") belum berisi pernyataan.")


def test_record_made_from_a_publication_is_not_chased(client):
    a_session(event=an_event(source="https://example.org/berita"))

    assert the_matters(client, a_staff_member()) == []


def test_everybody_who_reads_sessions_is_told_of_those_to_come(client):
    soon = timezone.localdate() + timedelta(days=3)
    region = a_region()
    a_session(event=an_event(title="FGD Cilacap", region=region), held_on=soon)
    a_session(region=region, held_on=soon + timedelta(days=90))

    (matter,) = the_matters(client, a_board_member())

    assert matter.startswith("Sesi FGD Cilacap akan diadakan")


def a_checked_batch(*, region, by, name="tahap1.xlsx"):
    return ImportBatch.objects.create(
        round=a_round(regions=[region]),
        region=region,
        file=ContentFile(b"x", name="x"),
        original_name=name,
        sha256="0" * 64,
        size=1,
        state=ImportBatch.State.CHECKED,
        uploaded_by=by,
    )


def test_officer_is_told_of_the_own_files_that_wait(client):
    here = a_region()
    officer = an_officer(of=here)
    a_checked_batch(region=here, by=officer)
    a_checked_batch(region=a_region(), by=an_officer(), name="rahasia.xlsx")

    assert the_matters(client, officer) == ["Berkas tahap1.xlsx sudah diperiksa dan menunggu keputusan Anda."]


def test_officer_is_told_of_the_round_that_runs_in_the_own_region(client):
    today = timezone.localdate()
    here = a_region()
    running = {"starts_on": today - timedelta(days=1), "ends_on": today + timedelta(days=1)}
    a_round(regions=[here], title="SKM Cilacap", **running)
    a_round(regions=[a_region()], title="SKM lain", **running)
    a_round(regions=[here], title="SKM lama")

    (matter,) = the_matters(client, an_officer(of=here))

    assert matter.startswith("SKM Cilacap berjalan sampai")
    assert matter.endswith("0 responden sudah tercatat.")


def test_officer_is_told_of_planned_activities_that_passed(client):
    here = a_region()
    an_activity(region=here, title="Sosialisasi Adipala", held_on=date(2024, 5, 6), status="planned")
    an_activity(region=here, held_on=date(2024, 5, 6), status="held")
    an_activity(held_on=date(2024, 5, 6), status="planned")

    assert the_matters(client, an_officer(of=here)) == [
        "Sosialisasi “Sosialisasi Adipala” direncanakan 6 Mei 2024 dan hasilnya belum diisi."
    ]


def test_board_is_told_of_groups_never_heard(client):
    region = a_region(name="Kupang")
    a_participation(session=a_session(region=region), group=a_group())
    a_group()
    a_group()

    assert the_matters(client, a_board_member()) == ["Kupang: 2 kelompok belum pernah didengar."]


def test_administrator_is_told_of_accounts_that_can_do_nothing(client):
    a_user(email="baru@portal.example")
    a_holiday(date=timezone.localdate() + timedelta(days=365))

    (matter,) = the_matters(client, an_administrator())

    assert matter.endswith("belum punya penugasan dan belum dapat memakai portal.")


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2027, 8, 1), []),
        (date(2027, 9, 5), ["Hari libur baru diisi sampai 31 Desember 2027; batas waktu pengaduan"]),
        (date(2028, 3, 1), ["Hari libur baru diisi sampai 31 Desember 2027; batas waktu pengaduan"]),
    ],
)
def test_administrator_is_told_before_the_holidays_run_out(client, monkeypatch, today, told):
    administrator = an_administrator()
    a_holiday(date=date(2027, 8, 17))
    a_holiday(date=date(2028, 1, 1), active=False)
    noon = datetime.combine(today, time(12), tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)

    found = the_matters(client, administrator)

    assert [matter[: len(one)] for matter, one in zip(found, told, strict=True)] == told


def test_administrator_is_told_of_a_calendar_without_holidays_and_nobody_else(client):
    (matter,) = the_matters(client, an_administrator())

    assert (
        matter == "Kalender kantor belum berisi hari libur; batas waktu pengaduan dihitung tanpa hari libur."
    )
    assert the_matters(client, a_staff_member()) == []


def test_person_without_posting_is_told_whom_to_ask(client):
    client.force_login(a_user())

    page = client.get("/")

    assert "Hubungi administrator" in page.content.decode()
    assert page.context["menu"]["groups"] == []


def test_officer_is_told_only_of_answers_from_the_own_region(client):
    here, there = a_region(), a_region()
    today = timezone.localdate()
    shared = a_round(regions=[here, there], title="SKM bersama", starts_on=today, ends_on=today)
    for number in range(3):
        Response.objects.create(round=shared, region=there, row_key=str(number), content_digest="")

    (matter,) = the_matters(client, an_officer(of=here))

    assert matter.endswith("0 responden sudah tercatat.")


def test_officer_is_told_how_many_complaints_of_the_own_region_wait(client):
    here = a_region()
    a_complaint(region=here)
    a_complaint(region=here, status="handled", verified_at=timezone.now())
    a_complaint(region=here, severity="emergency", urgent_on=date(2024, 5, 6))
    later = timezone.localdate() + timedelta(days=2)
    a_complaint(region=here, status="handled", verified_at=timezone.now(), answer_by=later)
    a_complaint(severity="emergency", urgent_on=date(2024, 5, 6))

    assert the_matters(client, an_officer(of=here)) == [
        "1 pengaduan darurat belum selesai.",
        "3 pengaduan terlambat dijawab.",
        "2 pengaduan belum diverifikasi.",
    ]


DESK = ("/pengaduan/", "/tindak-lanjut/")


def the_desk_matters(client, user):
    client.force_login(user)
    return [matter for matter in client.get("/").context["matters"] if matter.url.startswith(DESK)]


def the_lists(client, user):
    """Numbers of the rows behind each matter of the desk, in the order of the page."""
    pages = [client.get(matter.url) for matter in the_desk_matters(client, user)]
    return [[str(row) for row in page.context["table"].data] for page in pages]


def test_each_matter_leads_to_the_list_of_just_those_records(client):
    region = a_region()
    waiting = a_complaint(region=region, answer_by=timezone.localdate() + timedelta(days=9))
    late = a_complaint(region=region, status="handled", verified_at=timezone.now())
    follow_up = a_follow_up(complaint=late)
    done = a_follow_up(complaint=late, state="done", done_on=date(2024, 5, 8), evidence_note="Kuitansi.")

    found = the_lists(client, a_staff_member())

    assert found == [[late.number], [waiting.number], [follow_up.number], [done.number]]


def test_a_group_that_was_not_asked_and_one_that_disputes_are_each_told(client):
    group, later = a_group(), timezone.localdate() + timedelta(days=9)
    done = {"state": "done", "done_on": date(2024, 5, 8), "verified_at": timezone.now()}
    asked = a_follow_up(raised_by=group, **done)
    disputed = a_follow_up(
        raised_by=group,
        due_on=later,
        confirmation="disputed",
        confirmed_on=date(2024, 5, 9),
        confirmation_note="Belum.",
    )

    assert the_lists(client, a_staff_member()) == [[disputed.number], [asked.number]]


def test_only_kpkp_is_told_of_follow_ups_to_verify(client):
    here = a_region()
    complaint = a_complaint(region=here, status="paused", paused_on=date(2024, 5, 7), paused_from="handled")
    a_follow_up(complaint=complaint, state="done", done_on=date(2024, 5, 8), evidence_note="Kuitansi.")
    a_follow_up(complaint=complaint)
    late = "1 tindak lanjut terlambat."

    told = [
        [matter.text for matter in the_desk_matters(client, user)]
        for user in (a_staff_member(), an_officer(of=here))
    ]

    assert told == [[late, "1 tindak lanjut selesai dan belum diperiksa."], [late]]


def test_who_only_reads_complaints_is_not_chased_for_them(client):
    a_follow_up(complaint=a_complaint(severity="emergency", urgent_on=date(2024, 5, 6)))

    assert the_desk_matters(client, a_board_member()) == []
