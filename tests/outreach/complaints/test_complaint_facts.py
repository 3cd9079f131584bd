"""What figures will ask of a case: whom it is about, when it happened, its signs; and an internal note."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from outreach.complaints.actions.register import edit_complaint
from outreach.models import Complaint
from tests.outreach.complaints.complaint_cases import complaint_form
from tests.outreach.forms import words
from tests.support.records import (
    a_board_member,
    a_category,
    a_complaint,
    a_limit,
    a_region,
    a_staff_member,
    the_limits,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(client):
    the_limits()
    client.force_login(a_staff_member())
    return complaint_form(a_region(), a_category(), a_limit())


def sent(client, typed, **more):
    return client.post("/pengaduan/baru/", typed | more)


def test_whom_it_is_about_is_kept_apart_from_who_reported(client, typed):
    sent(client, typed, reporter="family", person_stage="abroad", person_sex="female", detained="on")

    kept = Complaint.objects.get()
    assert (kept.reporter, kept.person_stage, kept.person_sex) == ("family", "abroad", "female")
    assert (kept.detained, kept.severity) == (True, "emergency")
    page = words(client.get(kept.get_absolute_url()))
    assert "PMI di luar negeri, jenis kelamin perempuan" in page
    assert "ditahan atau kasus hukum" in page


@pytest.mark.parametrize(
    ("happened", "day", "kept", "shown"),
    [
        ("day", "2024-05-04", date(2024, 5, 4), "4 Mei 2024"),
        ("month", "2024-03-17", date(2024, 3, 1), "Maret 2024"),
        ("unknown", "", None, "tidak diketahui"),
        ("day", "2024-05-06", date(2024, 5, 6), "6 Mei 2024"),
    ],
)
def test_the_day_of_the_event_is_known_by_day_by_month_or_not(client, typed, happened, day, kept, shown):
    sent(client, typed, happened=happened, happened_on=day)

    complaint = Complaint.objects.get()
    assert (complaint.happened, complaint.happened_on) == (happened, kept)
    assert f"Waktu kejadian {shown}" in words(client.get(complaint.get_absolute_url()))


@pytest.mark.parametrize(
    ("happened", "day", "reason"),
    [
        ("day", "2024-05-07", "Kejadian tidak boleh setelah hari pengaduan diterima."),
        ("month", "", "Isi tanggalnya"),
        ("unknown", "2024-05-04", "Pilih apakah tanggal atau bulannya diketahui"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_what_to_do(client, typed, happened, day, reason):
    answer = sent(client, typed, happened=happened, happened_on=day)

    assert answer.status_code == 422
    assert reason in words(answer)
    assert not Complaint.objects.exists()


def test_the_action_asks_the_same_rule():
    the_limits()
    complaint = a_complaint()
    complaint.happened, complaint.happened_on = "day", date(2999, 1, 1)

    with pytest.raises(ValidationError, match="Kejadian tidak boleh"):
        edit_complaint(complaint=complaint, reason="x", by=a_staff_member())


def test_what_was_not_asked_stays_unknown(client, typed):
    sent(client, typed)

    kept = Complaint.objects.get()
    assert (kept.person_stage, kept.person_sex, kept.happened, kept.happened_on) == (
        *("unknown", "unknown", "unknown"),
        None,
    )


def test_the_note_of_the_office_is_for_who_works_on_it(client, typed):
    sent(client, typed, internal_note="Hubungi lewat kepala desa saja.")
    complaint = Complaint.objects.get()

    assert "Hubungi lewat kepala desa saja." in words(client.get(complaint.get_absolute_url()))
    client.force_login(a_board_member())
    assert "Hubungi lewat kepala desa" not in words(client.get(complaint.get_absolute_url()))


def test_the_note_is_searched_for_numbers_too(client, typed):
    assert sent(client, typed, internal_note="NIK 3504014107908901").status_code == 422


def test_the_database_keeps_day_and_knowledge_together():
    complaint = a_complaint()
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=complaint.pk).update(happened="day")
