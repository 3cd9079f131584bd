"""Old lists in the browser: sent, saved, marked wherever their records stand, and taken back."""

import io

import openpyxl
import pytest
from django.urls import reverse

from outreach.models import Complaint, OutreachActivity, OutreachTopic
from surveys.importing.subjects import subject_of
from surveys.models import ImportBatch
from tests.support.records import a_complaint, a_region, a_staff_member, an_observer
from tests.surveys.makers import a_file
from tests.surveys.past.test_past_imports import HEADINGS, ROWS, checked, saved

pytestmark = pytest.mark.django_db


def sent(client, **facts):
    file = a_file(*(row.split(";") for row in (HEADINGS, *ROWS)), name="lama.csv")
    data = {"subject": "complaints", "basis": "public_task", "file": file, "submission": "1" * 32} | facts
    return client.post("/impor/riwayat/", data, follow=True)


def test_an_old_list_is_sent_checked_and_saved(client, officer):
    client.force_login(officer)
    page = sent(client)
    batch = ImportBatch.objects.get()
    assert (batch.subject, batch.round, batch.state) == ("complaints", None, "checked")
    assert "Simpan 2 baris yang benar" in page.content.decode()

    page = client.post(f"/impor/{batch.pk}/simpan/", follow=True).content.decode()
    assert "2 catatan disimpan sebagai riwayat." in page
    assert reverse("complaint_list") + "?past=only" in page
    assert "pengaduan lama" in client.get("/impor/").content.decode()


@pytest.mark.parametrize(("chosen", "told"), [("", 3), ("only", 2), ("without", 1)])
def test_the_list_of_complaints_shows_the_past_or_leaves_it_out(client, officer, region, chosen, told):
    saved(HEADINGS, *ROWS, by=officer)
    a_complaint(region=region)
    client.force_login(officer)
    page = client.get("/pengaduan/", {"past": chosen})
    assert len(page.context["table"].rows) == told
    assert page.content.decode().count(">riwayat</span>") == {"": 2, "only": 2, "without": 0}[chosen]


def test_the_page_of_a_past_complaint_tells_its_row_and_no_clock(client, officer):
    batch = saved(HEADINGS, *ROWS, by=officer)
    client.force_login(officer)
    page = client.get(Complaint.objects.get(past_row=3).get_absolute_url()).content.decode()
    assert f"unggahan {batch.pk} (baris 3), nomor lama 018/2018" in " ".join(page.split())
    for gone in ("Batas jawaban", "Langkah berikutnya", "Golongan", "00.00"):
        assert gone not in page


def test_a_step_sent_by_hand_is_refused(client, officer):
    saved(HEADINGS, *ROWS, by=officer)
    client.force_login(officer)
    complaint = Complaint.objects.get(past_row=3)
    page = client.post(f"/pengaduan/{complaint.pk}/langkah/jawab/", {"reason": "Selesai."})
    assert page.status_code in (403, 409)
    assert Complaint.objects.get(pk=complaint.pk).status == "handled"


def test_undoing_asks_of_what_was_touched(client, officer):
    batch = saved(HEADINGS, *ROWS, by=officer)
    touched = Complaint.objects.get(past_row=3)
    Complaint.objects.filter(pk=touched.pk).update(revision=2)
    client.force_login(officer)
    page = client.get(f"/impor/{batch.pk}/urungkan/").content.decode()
    assert "Centang catatan yang juga dihapus." in page
    shown = subject_of(batch).undone.undoing(batch).shown
    data = {"reason": "Salah berkas", "shown": shown, "submission": "2" * 32}
    page = client.post(f"/impor/{batch.pk}/urungkan/", data, follow=True).content.decode()
    assert "1 catatan dihapus, 1 tetap karena sudah diubah atau dirujuk." in page
    assert [one.pk for one in Complaint.objects.all()] == [touched.pk]


def test_the_template_of_a_list_names_its_columns(client, officer):
    a_region(name="Cilacap", code="CILACAP")
    client.force_login(officer)
    answer = client.get("/impor/riwayat/templat-complaints.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    headings = [cell.value for cell in book.worksheets[0][1]]
    assert headings[:4] == ["Nomor pengaduan", "Wilayah", "Tanggal diterima", "Kategori"]
    assert client.get("/impor/riwayat/templat-survey.xlsx").status_code == 404


def test_who_records_nothing_brings_nothing(client):
    client.force_login(an_observer())
    assert client.get("/impor/riwayat/").status_code == 403


def test_kpkp_sees_what_an_officer_brought(client, officer):
    batch = saved(HEADINGS, *ROWS, by=officer)
    client.force_login(a_staff_member())
    assert client.get(batch.get_absolute_url()).status_code == 200


def test_nothing_is_promised_to_be_remembered(client, officer):
    batch = checked(HEADINGS, ROWS[0].replace("Selesai", "Hilang"), by=officer)
    client.force_login(officer)
    page = client.get(f"/impor/{batch.pk}/nilai/").content.decode()
    assert "“Hilang”" in page
    assert "ingat untuk berkas berikutnya" not in page


@pytest.mark.parametrize(("topic", "told"), [("", True), (";Hak dan kewajiban", False)])
def test_topics_that_an_old_list_does_not_name_are_not_denied(client, officer, topic, told):
    OutreachTopic.objects.create(code="a", name="Hak dan kewajiban")
    headings = "Tanggal Kegiatan;Wilayah;Nama Kegiatan;Bentuk Kegiatan" + (";Materi" if topic else "")
    saved(headings, f"12/09/2019;Kupang;Sosialisasi;desa{topic}", by=officer, subject="activities")
    client.force_login(officer)
    page = client.get(OutreachActivity.objects.get().get_absolute_url()).content.decode()
    assert ("Berkas lama tidak menyebut materinya." in page, "1 dari 1 materi" in page) == (told, not told)
