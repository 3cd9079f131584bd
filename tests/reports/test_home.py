"""Home says what needs this person now, and nothing that is not theirs."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from surveys.models import ImportBatch, Response
from tests.support.records import (
    a_board_member,
    a_group,
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
    written = a_session(region=region)
    a_participation(session=written, group=group)
    a_statement(session=written, group=group)
    a_session(event=an_event(title="FGD Kupang", region=region), held_on=date(2024, 5, 6))

    assert the_matters(client, a_staff_member()) == ["Sesi FGD Kupang (6 Mei 2024) belum berisi pernyataan."]


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
    assert matter.endswith("0 jawaban sudah masuk.")


def test_officer_is_told_of_planned_activities_that_passed(client):
    here = a_region()
    an_activity(region=here, title="Sosialisasi Adipala", held_on=date(2024, 5, 6), status="planned")
    an_activity(region=here, held_on=date(2024, 5, 6), status="held")
    an_activity(held_on=date(2024, 5, 6), status="planned")

    assert the_matters(client, an_officer(of=here)) == [
        "Kegiatan Sosialisasi Adipala direncanakan 6 Mei 2024 dan belum dilaporkan."
    ]


def test_board_is_told_of_groups_never_heard(client):
    region = a_region(name="Kupang")
    a_participation(session=a_session(region=region), group=a_group())
    a_group()
    a_group()

    assert the_matters(client, a_board_member()) == ["Kupang: 2 kelompok belum pernah didengar."]


def test_administrator_is_told_of_accounts_that_can_do_nothing(client):
    a_user(email="baru@portal.example")

    (matter,) = the_matters(client, an_administrator())

    assert matter.endswith("belum punya penugasan dan belum dapat berbuat apa-apa.")


def test_person_without_posting_is_told_whom_to_ask(client):
    client.force_login(a_user())

    page = client.get("/")

    assert "Hubungi administrator" in page.content.decode()
    assert [entry["label"] for entry in page.context["menu"]] == ["Beranda"]


def test_officer_is_told_only_of_answers_from_the_own_region(client):
    here, there = a_region(), a_region()
    today = timezone.localdate()
    shared = a_round(regions=[here, there], title="SKM bersama", starts_on=today, ends_on=today)
    for number in range(3):
        Response.objects.create(round=shared, region=there, row_key=str(number), content_digest="")

    (matter,) = the_matters(client, an_officer(of=here))

    assert matter.endswith("0 jawaban sudah masuk.")
