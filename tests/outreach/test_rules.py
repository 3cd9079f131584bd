from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from outreach.activities import rules as counting
from outreach.fgd.rules import sessions as rules
from outreach.ground import rules as ground
from outreach.models import FgdEvent, FgdSession
from pmi_portal.words.nik import why_not_text
from stakeholders.models import District, Region, StakeholderGroup

TODAY = date(2024, 5, 6)


def a_session_on(day, *, zone="Asia/Jakarta"):
    return FgdSession(event=FgdEvent(region=Region(time_zone=zone)), held_on=day)


def test_evaluated_service_starts_on_1_august_2017():
    assert ground.why_not_date(date(2017, 8, 1)) is None
    assert ground.why_not_date(date(2017, 7, 31)) == (
        "Tanggal tidak boleh sebelum 1 Agustus 2017, awal periode evaluasi layanan."
    )


def test_a_year_that_nobody_plans_for_is_a_slip_of_the_finger():
    year = timezone.localdate().year
    assert ground.why_not_date(date(year + 10, 12, 31)) is None
    assert ground.why_not_date(date(9999, 1, 1)) == ("Tahun 9999 terlalu jauh di depan. Periksa tahunnya.")


def too_long(start, end):
    return f"Sesi dari {start} sampai {end} keesokan harinya terlalu panjang. Periksa jamnya."


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "reason"),
    [
        (None, None, None),
        (time(9), None, None),
        (time(9), time(9, 1), None),
        (time(9), time(9), too_long("09.00", "09.00")),
        (time(9), time(8), too_long("09.00", "08.00")),
        (time(22), time(0, 30), None),
        (time(22), time(0), None),
        (time(0), time(1), None),
        (time(20), time(8), None),
        (time(20), time(8, 1), too_long("20.00", "08.01")),
        (None, time(0), "Isi jam mulai bila jam selesai diketahui."),
        (None, time(9), "Isi jam mulai bila jam selesai diketahui."),
    ],
)
def test_a_sitting_ends_after_it_started(starts_at, ends_at, reason):
    assert rules.why_not_times(starts_at, ends_at) == reason


def test_a_district_belongs_to_its_region():
    here, there = Region(pk=1, name="Kupang"), Region(pk=2, name="Cilacap")
    district = District(name="Kota Kupang", region=here)

    assert ground.why_not_place(here, None) is None
    assert ground.why_not_place(here, district) is None
    assert ground.why_not_place(there, district) == "Kota Kupang tidak termasuk wilayah Cilacap."


def test_nothing_is_recorded_before_the_day_of_the_session():
    tomorrow = a_session_on(date(2024, 5, 7))

    assert rules.why_not_record_statements(tomorrow, TODAY) == (
        "Pernyataan baru dapat dicatat mulai 7 Mei 2024, hari sesi berlangsung."
    )
    assert rules.why_not_record_attendance(tomorrow, TODAY) == (
        "Kehadiran baru dapat dicatat mulai 7 Mei 2024, hari sesi berlangsung."
    )


def test_recording_starts_on_the_day_of_the_session():
    assert rules.why_not_record_statements(a_session_on(TODAY), TODAY) is None
    assert rules.why_not_record_attendance(a_session_on(TODAY), TODAY) is None


def test_today_is_told_in_the_zone_of_the_session(monkeypatch):
    half_past_ten_in_jakarta = datetime(2024, 5, 6, 15, 30, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: half_past_ten_in_jakarta)

    assert ground.today_at(a_session_on(TODAY, zone="Asia/Jakarta")) == date(2024, 5, 6)
    assert ground.today_at(a_session_on(TODAY, zone="Asia/Jayapura")) == date(2024, 5, 7)


def test_a_session_with_records_cannot_move_into_the_future():
    assert rules.why_not_postpone(date(2024, 5, 7), TODAY, has_records=False) is None
    assert rules.why_not_postpone(TODAY, TODAY, has_records=True) is None
    assert rules.why_not_postpone(date(2024, 5, 7), TODAY, has_records=True) == (
        "Sesi ini sudah berisi kehadiran, pernyataan, atau hasil, jadi tanggalnya tidak bisa di masa depan."
    )


def test_a_group_that_spoke_was_present():
    group = StakeholderGroup(name="Kepala desa")

    assert rules.why_not_absent(group, statement_count=0) is None
    assert rules.why_not_absent(group, statement_count=1) == (
        "Kepala desa tercatat menyampaikan pernyataan di sesi ini; hapus dahulu pernyataannya."
    )


@pytest.mark.parametrize(
    "text",
    [
        "NIK 3504014107908901 ditolak",
        "3504014107908901",
        "nomor 3504 0141 0790 8901 keliru",
        "350401-410790-8901",
        "３５０４０１４１０７９０８９０１",
    ],
)
def test_a_number_that_looks_like_a_nik_is_refused(text):
    assert why_not_text(text) == (
        "Tulisan ini memuat angka 16 digit yang tampak seperti NIK. Hapus nomor itu."
    )


@pytest.mark.parametrize(
    "text",
    ["Iuran Rp370.000 terasa berat", "350401234567890", "35040141079089012", "2019, 2020, 2021, dan 2022"],
)
def test_other_numbers_are_kept(text):
    assert why_not_text(text) is None


@pytest.mark.parametrize(
    ("status", "day", "allowed"),
    [
        ("held", date(2024, 5, 6), True),
        ("held", date(2024, 5, 7), False),
        ("planned", date(2024, 5, 7), True),
        ("cancelled", date(2024, 5, 7), True),
    ],
)
def test_an_activity_cannot_have_been_held_in_the_future(status, day, allowed):
    assert (counting.why_not_status(status, day, TODAY) is None) == allowed


@pytest.mark.parametrize(
    ("status", "people", "allowed"),
    [("held", 5, True), ("held", None, True), ("planned", None, True), ("planned", 0, False)],
)
def test_people_are_counted_only_where_an_activity_was_held(status, people, allowed):
    assert (counting.why_not_people(status, people) is None) == allowed


def test_more_than_twelve_people_are_too_many_for_one_session():
    assert rules.size_warning(None) is None
    assert rules.size_warning(12) is None
    assert rules.size_warning(13) == (
        "Sesi ini dihadiri 13 orang. Diskusi kelompok berjalan baik dengan 6 sampai 12 orang; "
        "pertimbangkan membaginya menjadi beberapa sesi."
    )
