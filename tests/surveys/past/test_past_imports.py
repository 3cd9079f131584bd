"""The years before the portal: old lists become records that nobody has to work on any more."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from outreach.complaints.actions.register import edit_complaint
from outreach.models import Complaint, OutreachActivity, OutreachTopic
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.subjects import subject_of
from surveys.models import ImportBatch
from tests.support.records import a_follow_up, a_region, a_staff_member
from tests.surveys.makers import a_file

pytestmark = pytest.mark.django_db
HEADINGS = (
    "No Pengaduan;Tanggal Pengaduan;Wilayah;Jenis Pengaduan;Isi Pengaduan;Status;Tanggal Selesai;Jumlah orang"
)
ROWS = (
    "017/2018;5 Maret 2018;Kupang;Gaji tidak dibayar;Gaji tiga bulan belum dibayar;Selesai;20/04/2018;2",
    "018/2018;7 Maret 2018;Kupang;Gaji tidak dibayar;Ditahan agen di Johor;dalam proses;;",
)


def checked(*rows, by, subject="complaints", region=None):
    file = a_file(*(row.split(";") for row in rows), name="lama.csv")
    about = {"survey_round": None, "region": region, "basis": "public_task", "subject": subject}
    return check_batch(batch=upload_file(**about, file=file, by=by), by=by)


def saved(*rows, by, **options):
    return commit_batch(batch=checked(*rows, by=by, **options), by=by)


def undone(batch, *, by, reverted=()):
    shown = subject_of(batch).undone.undoing(batch).shown
    return undo_batch(batch=batch, reason="Berkas yang salah", shown=shown, reverted=reverted, by=by)


def test_an_old_list_of_complaints_is_stored_as_it_was(officer, region):
    batch = saved(HEADINGS, *ROWS, by=officer)
    done, left = Complaint.objects.order_by("pk")
    home = ZoneInfo(region.time_zone)

    assert batch.state == ImportBatch.State.COMMITTED
    assert (done.past_number, done.status, done.people, done.region) == ("017/2018", "done", 2, region)
    assert done.received_at.astimezone(home).date() == date(2018, 3, 5)
    assert done.answered_at.astimezone(home).date() == date(2018, 4, 20)
    assert (left.status, left.answered_at, left.people) == ("handled", None, 1)
    assert (done.past_import, done.past_row, left.past_row) == (batch.pk, 2, 3)
    assert [step.what for step in done.steps.all()] == ["registered"]
    assert batch.report["by_region"] == [["Kupang", 0, 2]]


def test_nobody_has_to_work_on_what_is_past(officer):
    saved(HEADINGS, *ROWS, by=officer)
    asked = Complaint.objects
    some = (asked.waiting(), asked.open(), asked.overdue(), asked.held(), asked.urgent())
    assert [records.count() for records in some] == [0] * 5


def test_a_past_complaint_is_put_right_and_stays_past(officer):
    saved(HEADINGS, *ROWS, by=officer)
    left = Complaint.objects.order_by("-pk").select_related("region").first()
    left.severity, left.text = "emergency", "Ditahan agen di Johor Bahru"
    edit_complaint(complaint=left, reason="Nama kota", by=officer)

    left = Complaint.objects.get(pk=left.pk)
    assert (left.text[-5:], left.holder, left.is_urgent, left.rank) == ("Bahru", "", False, 1)


def test_the_same_list_again_brings_nothing(officer):
    first = saved(HEADINGS, *ROWS, by=officer)
    more = "019/2018;1 April 2018;Kupang;Gaji tidak dibayar;Lain;Selesai;;"
    again = checked(HEADINGS, *ROWS, more, by=officer)
    assert (again.report["counts"]["unchanged"], again.report["counts"]["new"]) == (2, 1)
    assert dict(again.report["brought_by"]) == {first.pk: 2}


def test_a_number_with_other_words_changes_nothing(officer):
    saved(HEADINGS, *ROWS, by=officer)
    other = checked(HEADINGS, ROWS[0].replace("tiga bulan", "empat bulan"), by=officer)
    assert other.report["counts"]["conflict"] == 1
    [problem] = other.report["problems"]
    assert "sudah dibawa unggahan" in problem[5]
    with pytest.raises(ValidationError, match="Tidak ada baris baru"):
        commit_batch(batch=other, by=officer)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1;5 Maret 2018;Kupang;Gaji tidak dibayar;Kasus;Selesai;1 Maret 2018;1", "ended_before_received"),
        ("1;5 Maret 2018;Kupang;Gaji tidak dibayar;Kasus;Selesai;;0", "strikes_nobody"),
        ("1;5 Maret 2016;Kupang;Gaji tidak dibayar;Kasus;Selesai;;1", "date_before_programme"),
        ("1;5 Maret 2096;Kupang;Gaji tidak dibayar;Kasus;Selesai;;1", "date_in_future"),
        ("1;;Kupang;Gaji tidak dibayar;Kasus;Selesai;;1", "date_blank"),
        ("1;5 Maret 2018;Kupang;Gaji tidak dibayar;Kasus;Hilang;;1", "unknown_option"),
        ("1;5 Maret 2018;Kupang;Gaji tidak dibayar;;Selesai;;1", "required_blank"),
        ("1;5 Maret 2018;Atlantis;Gaji tidak dibayar;Kasus;Selesai;;1", "unknown_option"),
    ],
)
def test_a_row_that_cannot_be_so_is_refused(officer, row, code):
    batch = checked(HEADINGS, ROWS[0], row, by=officer)
    assert (batch.report["counts"]["refused"], batch.report["counts"]["new"]) == (1, 1)
    assert code in {problem[4] for problem in batch.report["problems"]}


def test_rows_of_another_region_are_another_officers(officer):
    a_region(name="Cilacap", code="CILACAP")
    batch = checked(HEADINGS, ROWS[0], ROWS[1].replace("Kupang", "Cilacap"), by=officer)
    assert (batch.report["counts"]["foreign"], batch.report["counts"]["new"]) == (1, 1)


def test_numbers_of_persons_in_words_are_hidden(officer):
    saved(HEADINGS, ROWS[0].replace("Gaji tiga bulan", "NIK 5371012345678901"), by=officer)
    assert "5371012345678901" not in Complaint.objects.get().text


def test_an_import_of_the_past_is_undone_and_the_undo_taken_back(officer):
    batch = saved(HEADINGS, *ROWS, by=officer)
    undone(batch, by=officer)
    batch.refresh_from_db()
    assert (Complaint.objects.count(), batch.report["undone"]["taken"]) == (0, 2)

    redo_batch(batch=batch, by=officer)
    assert Complaint.objects.of_import(batch.pk).count() == 2


def test_what_was_touched_since_stays_unless_chosen(officer):
    batch = saved(HEADINGS, *ROWS, by=officer)
    first, last = Complaint.objects.order_by("pk").select_related("region")
    for complaint in (first, last):
        complaint.text += "."
        edit_complaint(complaint=complaint, reason="Ejaan", by=officer)
    [_one, chosen] = subject_of(batch).undone.undoing(batch).conflicts

    undone(batch, by=officer, reverted=(chosen.key,))
    assert list(Complaint.objects.values_list("pk", flat=True)) == [first.pk]


def test_nothing_that_hangs_on_a_record_is_deleted(officer, region):
    batch = saved(HEADINGS, *ROWS, by=officer)
    first = Complaint.objects.order_by("pk").first()
    a_follow_up(complaint=first, region=region)

    assert subject_of(batch).undone.undoing(batch).kept == [first]
    undone(batch, by=officer)
    assert list(Complaint.objects.all()) == [first]


def test_an_old_list_of_activities_is_stored_as_held(officer):
    OutreachTopic.objects.create(code="a", name="Hak dan kewajiban")
    headings = "Tanggal Kegiatan;Kabupaten/Kota;Nama Kegiatan;Bentuk Kegiatan;Desa;Perempuan;Laki-laki;Materi"
    row = "12/09/2019;Kupang;Sosialisasi Desa Baumata;balai desa;Baumata;30;12;Hak dan kewajiban"
    batch = saved(headings, row, by=officer, subject="activities")
    activity = OutreachActivity.objects.get()

    assert (activity.status, activity.held_on, activity.channel) == ("held", date(2019, 9, 12), "village")
    assert (activity.people, activity.village, activity.is_past) == (42, "Baumata", True)
    assert [topic.code for topic in activity.topics.all()] == ["a"]
    undone(batch, by=officer)
    assert not OutreachActivity.objects.exists()


def test_a_title_longer_than_its_record_holds_is_refused(officer):
    headings = "Tanggal Kegiatan;Wilayah;Nama Kegiatan;Bentuk Kegiatan"
    rows = [f"12/09/2019;Kupang;{'a' * length};desa" for length in (200, 201)]
    batch = checked(headings, *rows, by=officer, subject="activities")
    assert (batch.report["counts"]["new"], batch.report["counts"]["refused"]) == (1, 1)


def test_kpkp_brings_lists_of_all_regions(region):
    a_region(name="Cilacap", code="CILACAP")
    saved(HEADINGS, ROWS[0], ROWS[1].replace("Kupang", "Cilacap"), by=a_staff_member())
    assert Complaint.objects.count() == 2
