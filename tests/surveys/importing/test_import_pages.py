"""The import in the browser: upload, check page, decision."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pmi_portal.jobs.models import Job
from surveys.importing.actions.imports import check_batch, commit_batch, upload_file
from surveys.importing.actions.undoing import redo_batch, undo_batch
from surveys.importing.undoing import undoing_of
from surveys.models import ImportBatch, Response, SurveyRound
from tests.support.records import a_region, an_officer
from tests.surveys.importing.test_undoing import corrected
from tests.surveys.makers import HEADINGS, a_file, a_row, an_skm_round, xlsx_bytes

pytestmark = pytest.mark.django_db
State = ImportBatch.State


@pytest.fixture
def survey_round(region):
    return an_skm_round(regions=[region, a_region(name="Cilacap", code="CILACAP")])


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return client


def send(page, survey_round, file, **fields):
    return page.post("/impor/baru/", {"round": survey_round.pk, "basis": "consent", "file": file, **fields})


def a_checked_batch(survey_round, *rows, by, name="survei.csv"):
    batch = upload_file(
        survey_round=survey_round,
        region=None,
        file=a_file(*rows, name=name),
        basis="public_task",
        by=by,
    )
    return check_batch(batch=batch, by=by)


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_an_upload_leads_to_its_check_page(page, survey_round, region):
    answer = send(page, survey_round, a_file(HEADINGS, a_row(region), a_row(region, 9)))
    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer.url, batch.state) == (302, f"/impor/{batch.pk}/", State.CHECKED)
    shown = text_of(page.get(answer.url))
    assert "Simpan 1 baris yang benar" in shown
    assert "“9” bukan nilai yang diterima." in shown
    assert "Sel C3." in shown
    assert Response.objects.count() == 0


def test_after_saving_the_page_tells_how_many_each_region_had_and_has(
    client, survey_round, region, administrator
):
    client.force_login(administrator)
    there = survey_round.regions.get(code="CILACAP")
    for rows in ([a_row(region), a_row(there)], [a_row(region, 1), a_row(region, 2)]):
        batch = a_checked_batch(survey_round, HEADINGS, *rows, by=administrator)
        assert page_by_region(client, batch) == []
        commit_batch(batch=batch, by=administrator)
    assert page_by_region(client, batch) == [["Kupang", 1, 3]]


def test_what_a_file_changes_is_told_as_offered_and_once_saved_as_done(page, survey_round, region, officer):
    heading = ["No responden", *HEADINGS]
    first = a_checked_batch(survey_round, heading, ["1", *a_row(region, 1)], by=officer)
    commit_batch(batch=first, by=officer)
    rows = [["1", *a_row(region, 4)], ["2", *a_row(region, 2)]]
    batch = a_checked_batch(survey_round, heading, *rows, by=officer)
    offered = text_of(page.get(f"/impor/{batch.pk}/"))
    assert "Simpan 1 baris dan perbarui 1 responden" in offered
    assert ("Isi berkas" in offered, "Menjadi" in offered) == (True, False)
    assert meanings(page, batch)[:3:2] == ["akan disimpan", "isi berkas berbeda dari yang tersimpan"]
    commit_batch(batch=batch, updates=True, by=officer)
    done = text_of(page.get(f"/impor/{batch.pk}/"))
    assert ("Isi berkas" in done, "Menjadi" in done) == (False, True)
    assert meanings(page, batch)[:3:2] == ["disimpan", "diperbarui"]


def test_a_change_that_was_not_saved_is_not_told_as_done(page, survey_round, region, officer):
    heading = ["No responden", *HEADINGS]
    first = a_checked_batch(survey_round, heading, ["1", *a_row(region, 1)], by=officer)
    commit_batch(batch=first, by=officer)
    rows = [["1", *a_row(region, 4)], ["2", *a_row(region, 2)]]
    batch = commit_batch(batch=a_checked_batch(survey_round, heading, *rows, by=officer), by=officer)
    assert meanings(page, batch)[:3:2] == ["disimpan", "isi berkas berbeda dari yang tersimpan"]
    assert "Menjadi" not in text_of(page.get(f"/impor/{batch.pk}/"))


def test_an_import_that_was_undone_is_not_told_as_saved(page, survey_round, region, officer):
    heading = ["No responden", *HEADINGS]
    first = a_checked_batch(survey_round, heading, ["1", *a_row(region, 1)], by=officer)
    commit_batch(batch=first, by=officer)
    rows = [["1", *a_row(region, 4)], ["2", *a_row(region, 2)]]
    batch = a_checked_batch(survey_round, heading, *rows, by=officer)
    batch = commit_batch(batch=batch, updates=True, by=officer)
    undo_batch(batch=batch, reason="Keliru.", shown=undoing_of(batch).shown, by=officer)
    told = meanings(page, batch)[:3:2]
    assert told == ["pernah disimpan, lalu diurungkan", "pernah diperbarui, lalu diurungkan"]
    shown = text_of(page.get(f"/impor/{batch.pk}/"))
    assert ("Isi berkas" in shown, "Menjadi" in shown, "Sel kosong dibiarkan" in shown) == (
        True,
        False,
        False,
    )
    redo_batch(batch=batch, by=officer)
    assert meanings(page, batch)[:5:2] == ["disimpan", "diperbarui", "tidak ada"]


@pytest.mark.parametrize(
    ("state", "by_uploader", "told"),
    [
        ("checked", True, "perbaiki di portal, atau di berkas lalu unggah lagi"),
        ("checked", False, "perbaiki di berkas, lalu unggah lagi"),
        ("committed", True, "perbaiki di berkas, lalu unggah lagi"),
    ],
)
def test_where_refused_rows_are_mended_is_told_as_it_is(
    client, survey_round, region, officer, state, by_uploader, told
):
    batch = a_checked_batch(survey_round, HEADINGS, a_row(region), a_row(region, 9), by=officer)
    if state == "committed":
        commit_batch(batch=batch, by=officer)
    if not by_uploader:
        ImportBatch.objects.update(region=region)
    client.force_login(officer if by_uploader else an_officer(of=region))
    assert meanings(client, batch)[4] == told


def test_what_can_be_done_about_refused_rows_is_told_in_the_decision(page, survey_round, region, officer):
    some = a_checked_batch(survey_round, HEADINGS, a_row(region), a_row(region, 9), by=officer)
    none = a_checked_batch(survey_round, HEADINGS, a_row(region, 9), by=officer, name="b.csv")
    both_ways = "Perbaiki baris yang ditolak di portal, atau di berkas lalu unggah lagi."
    told = [text_of(page.get(f"/impor/{batch.pk}/")) for batch in (some, none)]
    assert f"1 baris tidak ikut tersimpan. {both_ways} Baris yang benar dapat disimpan sekarang" in told[0]
    assert f"{both_ways} Bila satu kolom salah dimengerti, ubah pencocokannya." in told[1]


def test_rows_that_only_differ_from_what_was_corrected_are_not_to_be_mended(
    page, survey_round, region, officer
):
    heading = ["No responden", *HEADINGS]
    first = a_checked_batch(survey_round, heading, ["1", *a_row(region, 1)], by=officer)
    commit_batch(batch=first, by=officer)
    corrected(survey_round, "1", 3, by=officer)
    batch = a_checked_batch(survey_round, heading, ["1", *a_row(region, 4)], by=officer)
    shown = text_of(page.get(f"/impor/{batch.pk}/"))
    assert "Barisnya dari responden yang sudah dikoreksi, disisihkan, atau menarik diri." in shown
    assert "Perbaiki baris yang ditolak" not in shown


def meanings(page, batch):
    return [str(count.meaning) for count in page.get(f"/impor/{batch.pk}/").context["check"].counts]


def page_by_region(client, batch):
    return client.get(f"/impor/{batch.pk}/").context["check"].counts_by_region


def test_saving_from_the_page_writes_and_says_so(page, survey_round, region, officer):
    batch = a_checked_batch(survey_round, HEADINGS, a_row(region), a_row(region), by=officer)
    answer = page.post(f"/impor/{batch.pk}/simpan/", follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        f"2 responden disimpan ke {survey_round.title}."
    ]
    assert Response.objects.count() == 2


def test_saving_a_second_time_is_refused_with_409(page, survey_round, region, officer):
    batch = a_checked_batch(survey_round, HEADINGS, a_row(region), by=officer)
    page.post(f"/impor/{batch.pk}/simpan/")
    answer = page.post(f"/impor/{batch.pk}/simpan/")
    assert answer.status_code == 409
    assert "Unggahan ini sudah disimpan pada" in text_of(answer)
    assert Response.objects.count() == 1


def test_saving_what_has_changed_is_refused_and_offers_another_check(page, survey_round, region, officer):
    batch = a_checked_batch(
        survey_round, HEADINGS, a_row(region), a_row(region, day="7 Mei 2019"), by=officer
    )
    SurveyRound.objects.filter(pk=survey_round.pk).update(ends_on="2019-05-06")
    answer = page.post(f"/impor/{batch.pk}/simpan/")
    assert answer.status_code == 409
    assert "Hasil pemeriksaan berubah sejak halaman ini dibuka" in text_of(answer)
    assert "Periksa ulang" in text_of(answer)
    assert Response.objects.count() == 0
    page.post(f"/impor/{batch.pk}/periksa/")
    assert page.post(f"/impor/{batch.pk}/simpan/").status_code == 302
    assert Response.objects.count() == 1


def test_an_officer_of_another_region_now_cannot_save(page, survey_round, region, officer):
    batch = a_checked_batch(survey_round, HEADINGS, a_row(region), by=officer)
    officer.postings.update(region=a_region())
    answer = page.post(f"/impor/{batch.pk}/simpan/")
    assert (answer.status_code, Response.objects.count()) == (409, 0)
    assert "Putaran ini bukan untuk wilayah tugas Anda." in text_of(answer)


@pytest.mark.parametrize("door", ["simpan", "batal", "periksa"])
def test_the_doors_that_write_take_no_get(page, survey_round, region, officer, door):
    batch = a_checked_batch(survey_round, HEADINGS, a_row(region), by=officer)
    assert page.get(f"/impor/{batch.pk}/{door}/").status_code == 405


def test_cancelling_from_the_page(page, survey_round, region, officer):
    batch = a_checked_batch(survey_round, HEADINGS, a_row(region), by=officer)
    answer = page.post(f"/impor/{batch.pk}/batal/", follow=True)
    assert "Unggahan ini dibatalkan." in text_of(answer)
    assert page.post(f"/impor/{batch.pk}/batal/").status_code == 409


def test_the_page_says_when_and_by_whom_the_file_was_imported(page, survey_round, region, officer):
    rows = [HEADINGS, a_row(region)]
    first = a_checked_batch(survey_round, *rows, by=officer)
    commit_batch(batch=first, by=officer)
    second = a_checked_batch(survey_round, *rows, by=officer)
    shown = text_of(page.get(f"/impor/{second.pk}/"))
    assert "Berkas ini sudah disimpan pada" in shown
    assert f"oleh {officer.full_name}." in shown
    assert "Tidak ada baris baru untuk disimpan." in shown
    assert "Simpan 1 baris" not in shown


def test_a_stranger_who_imported_the_file_is_not_named(page, survey_round, region, officer, administrator):
    rows = [HEADINGS, a_row(region)]
    commit_batch(batch=a_checked_batch(survey_round, *rows, by=administrator), by=administrator)
    shown = text_of(page.get(f"/impor/{a_checked_batch(survey_round, *rows, by=officer).pk}/"))
    assert "oleh petugas lain." in shown
    assert administrator.full_name not in shown


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({}, "file", "Wajib diisi."),
        ({"file": SimpleUploadedFile("kosong.csv", b"")}, "file", "Berkas ini tidak berisi."),
    ],
)
def test_an_upload_without_content_is_refused(page, survey_round, fields, field, words):
    answer = page.post("/impor/baru/", {"round": survey_round.pk, "basis": "consent", **fields})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert ImportBatch.objects.count() == 0


def test_two_files_at_once_are_refused(page, survey_round, region):
    answer = send(page, survey_round, [a_file(HEADINGS), a_file(HEADINGS)])
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == [
        "Unggah satu berkas saja; berkas lain diunggah setelahnya."
    ]
    assert ImportBatch.objects.count() == 0


def test_a_workbook_of_31_megabytes_is_refused(page, survey_round):
    answer = send(page, survey_round, SimpleUploadedFile("besar.xlsx", b"x" * 31 * 1024**2))
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0].startswith("Ukuran berkas lebih dari 30 MB.")


def test_a_round_of_another_region_is_no_choice(page):
    answer = send(page, an_skm_round(regions=[a_region()]), a_file(HEADINGS))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["round"])


def test_a_foreign_region_for_the_file_is_no_choice(page, survey_round):
    foreign = survey_round.regions.get(code="CILACAP")
    answer = send(page, survey_round, a_file(HEADINGS), region=foreign.pk)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["region"])


def test_a_region_outside_the_round_is_refused(client, administrator, survey_round):
    client.force_login(administrator)
    answer = send(client, survey_round, a_file(HEADINGS), region=a_region().pk)
    assert answer.context["form"].errors == {"region": ["Wilayah itu tidak ikut putaran ini."]}


def test_a_workbook_named_csv_gets_words_and_the_next_upload_works(page, survey_round, region):
    answer = send(page, survey_round, SimpleUploadedFile("data.csv", xlsx_bytes(HEADINGS)))
    assert "Nama berkas berakhiran .csv, tetapi isinya Excel." in text_of(page.get(answer.url))
    assert send(page, survey_round, a_file(HEADINGS, a_row(region))).status_code == 302
    assert [batch.state for batch in ImportBatch.objects.order_by("pk")] == [State.REFUSED, State.CHECKED]


def test_content_is_shown_as_text(page, survey_round, region, officer):
    evil = "<script>alert(1)</script>"
    row = a_row(region)
    row[4] = evil
    batch = a_checked_batch(survey_round, [*HEADINGS, evil], [*row, evil], by=officer, name="<b>x</b>.csv")
    assert evil not in page.get(f"/impor/{batch.pk}/").content.decode()
    assert evil not in page.get("/impor/").content.decode()


def test_all_problems_come_as_csv_even_those_the_page_has_no_room_for(page, survey_round, region, officer):
    batch = a_checked_batch(survey_round, HEADINGS, *[a_row(region, 7)] * 1100, by=officer)
    answer = page.get(f"/impor/{batch.pk}/masalah.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1101
    assert rows[0] == ["Sel", "Baris", "Kolom", "Judul kolom", "Isi sel", "Masalah", "Mungkin maksudnya"]
    assert rows[1][:5] == ["C2", "2", "C", "Persyaratan", "7"]


@pytest.mark.parametrize(
    ("sheet", "named"), [("Data", "Data!"), ("Mei 2019", "'Mei 2019'!"), ("D'Lima", "'D''Lima'!")]
)
def test_a_problem_of_a_workbook_is_told_with_its_sheet(page, survey_round, region, officer, sheet, named):
    rows = [HEADINGS, a_row(region, 7), a_row(region, 7), ["Jumlah", "", *[9] * 9]]
    file = SimpleUploadedFile("survei.xlsx", xlsx_bytes(sheets={sheet: rows}))
    batch = upload_file(survey_round=survey_round, region=None, file=file, basis="public_task", by=officer)
    batch = check_batch(batch=batch, by=officer)
    lines = [group.lines for group in page.get(f"/impor/{batch.pk}/").context["check"].groups]
    assert [where for ((_message, where),) in lines] == [f"{named}C2, C3", "4"]
    content = page.get(f"/impor/{batch.pk}/masalah.csv").content.decode("utf-8-sig")
    told = [row[0].removeprefix("'") for row in csv.reader(io.StringIO(content), delimiter=";")][1:]
    assert told == [each.removeprefix("'") for each in (f"{named}C2", f"{named}C3", f"{named}4:4")]


def test_the_same_fault_in_many_cells_is_one_line_and_totals_come_last(page, survey_round, region, officer):
    rows = [["Jumlah", "", *[9] * 9], ["Total", "", *[9] * 9], *[a_row(region, 7)] * 30, a_row(region, 8)]
    batch = a_checked_batch(survey_round, HEADINGS, *rows, by=officer)
    groups = page.get(f"/impor/{batch.pk}/").context["check"].groups
    assert [(group.title, group.column, group.count) for group in groups] == [
        ("Nilai di luar pilihan", "C", 31),
        ("Baris jumlah atau catatan", "", 2),
    ]
    (message, where), (_message, single) = groups[0].lines
    assert message.startswith("“7” bukan nilai yang diterima.")
    assert where == ", ".join(f"C{row}" for row in range(4, 24)) + ", dan 10 lainnya"
    assert single == "C34"


def test_the_csv_of_problems_holds_no_live_formula(page, survey_round, region, officer):
    row = a_row(region)
    row[4] = "=HYPERLINK(1)"
    batch = a_checked_batch(survey_round, HEADINGS, row, by=officer)
    assert '"\'=HYPERLINK(1)"' in page.get(f"/impor/{batch.pk}/masalah.csv").content.decode()


def test_another_sheet_can_be_checked(page, survey_round, region, officer):
    content = xlsx_bytes(sheets={"Grafik": [["judul"]], "Data": [HEADINGS, a_row(region)]})
    send(page, survey_round, SimpleUploadedFile("survei.xlsx", content))
    batch = ImportBatch.objects.get()
    assert "Periksa lembar yang dicentang" in text_of(page.get(f"/impor/{batch.pk}/"))
    page.post(f"/impor/{batch.pk}/periksa/", {"sheet": "tidak ada"})
    page.post(f"/impor/{batch.pk}/periksa/", {"sheet": "Data"})
    batch.refresh_from_db()
    assert (batch.sheets, batch.state, batch.report["counts"]["new"]) == (["Data"], State.CHECKED, 1)


@pytest.fixture
def waiting(survey_round, region, officer):
    batch = upload_file(
        survey_round=survey_round,
        region=None,
        file=a_file(HEADINGS, a_row(region)),
        basis="public_task",
        by=officer,
    )
    batch.job = Job.objects.create(kind="import_check", created_by=officer)
    batch.save()
    return batch


def test_while_a_worker_is_busy_the_page_asks_again_every_two_seconds(page, waiting):
    Job.objects.filter(pk=waiting.job_id).update(
        state="running", heartbeat_at=timezone.now(), done=40, total=100
    )
    shown = text_of(page.get(f"/impor/{waiting.pk}/"))
    assert 'hx-trigger="every 2s"' in shown
    part = page.get(f"/impor/{waiting.pk}/", headers={"hx-request": "true"}).content.decode()
    assert "40 dari 100 baris." in part
    assert "<html" not in part


def test_when_the_worker_is_done_the_asking_stops_and_the_page_comes_anew(page, waiting, officer):
    Job.objects.filter(pk=waiting.job_id).update(state="done")
    check_batch(batch=waiting, job=waiting.job, by=officer)
    answer = page.get(f"/impor/{waiting.pk}/", headers={"hx-request": "true"})
    assert (answer.headers["HX-Refresh"], answer.content) == ("true", b"")
    assert "every 2s" not in text_of(page.get(f"/impor/{waiting.pk}/"))


def test_a_stalled_check_offers_to_check_again(page, waiting):
    Job.objects.filter(pk=waiting.job_id).update(
        state="running", heartbeat_at=timezone.now() - timedelta(minutes=4)
    )
    shown = text_of(page.get(f"/impor/{waiting.pk}/"))
    assert "Pemeriksaan berkas ini terhenti sebelum selesai." in shown
    assert "Periksa ulang" in shown
    page.post(f"/impor/{waiting.pk}/periksa/")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.job) == (State.CHECKED, None)


def test_a_saving_that_broke_off_is_told_and_can_be_repeated(page, survey_round, region, officer):
    batch = a_checked_batch(survey_round, HEADINGS, a_row(region), by=officer)
    batch.job = Job.objects.create(kind="import_commit", created_by=officer, state="failed")
    batch.save()
    shown = text_of(page.get(f"/impor/{batch.pk}/"))
    assert "Penyimpanan terhenti karena gangguan." in shown
    assert page.post(f"/impor/{batch.pk}/simpan/").status_code == 302
    assert Response.objects.count() == 1


def test_a_busy_import_can_be_neither_saved_nor_checked_again(page, waiting):
    for door in ("simpan", "periksa"):
        answer = page.post(f"/impor/{waiting.pk}/{door}/")
        assert (answer.status_code, "Berkas masih diproses." in text_of(answer)) == (409, True)


def test_a_busy_import_can_be_cancelled(page, waiting, uploads, django_capture_on_commit_callbacks):
    assert "Batalkan unggahan" in text_of(page.get(f"/impor/{waiting.pk}/"))
    with django_capture_on_commit_callbacks(execute=True):
        assert page.post(f"/impor/{waiting.pk}/batal/").status_code == 302
    waiting.refresh_from_db()
    assert (waiting.state, waiting.job.state) == (State.CANCELLED, "failed")
    assert list((uploads / "imports").iterdir()) == []


def a_done_job(survey_round, seconds, size, *, by, kind="import_check"):
    now = timezone.now()
    job = Job.objects.create(
        kind=kind, created_by=by, state="done", started_at=now, ended_at=now + timedelta(seconds=seconds)
    )
    return ImportBatch.objects.create(
        round=survey_round, file="x", original_name="x", sha256="0", size=size, uploaded_by=by, job=job
    )


@pytest.mark.parametrize(
    ("gone", "told"),
    [(0, "Kira-kira 2 menit lagi."), (75, "Kira-kira 50 detik lagi."), (400, "Sebentar lagi selesai.")],
)
def test_the_page_tells_about_how_long_it_still_takes(page, waiting, survey_round, officer, gone, told):
    a_done_job(survey_round, 60, 1000, by=officer)
    a_done_job(survey_round, 600, 1000, by=officer, kind="import_commit")
    ImportBatch.objects.filter(pk=waiting.pk).update(size=2000)
    started = timezone.now() - timedelta(seconds=gone)
    Job.objects.filter(pk=waiting.job_id).update(
        state="running", started_at=started, heartbeat_at=timezone.now()
    )
    assert told in text_of(page.get(f"/impor/{waiting.pk}/"))


def test_how_long_it_takes_is_not_told_of_what_nobody_has_done_yet(page, waiting):
    now = timezone.now()
    Job.objects.filter(pk=waiting.job_id).update(state="running", started_at=now, heartbeat_at=now)
    shown = text_of(page.get(f"/impor/{waiting.pk}/"))
    assert ("Kira-kira" in shown, "Sebentar lagi" in shown) == (False, False)


def test_looking_at_an_import_writes_nothing(page, waiting, django_assert_num_queries):
    before = ImportBatch.objects.values().get()
    page.get(f"/impor/{waiting.pk}/")
    page.get(f"/impor/{waiting.pk}/masalah.csv")
    assert ImportBatch.objects.values().get() == before


def test_foreign_and_skipped_rows_are_not_called_faulty(page, survey_round, region, officer):
    foreign = survey_round.regions.get(code="CILACAP")
    rows = [a_row(region), a_row(region, 9), a_row(foreign), a_row(foreign), ["Jumlah", "", *[9] * 9]]
    batch = a_checked_batch(survey_round, HEADINGS, *rows, by=officer)
    shown = page.get(f"/impor/{batch.pk}/")
    counts = {count.name: (count.rows, count.meaning) for count in shown.context["check"].counts}
    assert counts["Ditolak"] == (1, "perbaiki di portal, atau di berkas lalu unggah lagi")
    assert counts["Wilayah lain"] == (2, "bukan wilayah tugas Anda")
    assert counts["Dilewati"] == (1, "kosong, jumlah, ganda, atau tidak bersedia")
    text = text_of(shown)
    assert ("1 masalah" in text, "1 baris tidak ikut tersimpan." in text) == (True, True)
    to_mend, rest = text.split("Baris yang tidak disimpan dan tidak perlu diperbaiki")
    assert ("Nilai di luar pilihan" in to_mend, "Di luar wilayah tugas Anda" in to_mend) == (True, False)
    assert ("Di luar wilayah tugas Anda" in rest, "Baris jumlah atau catatan" in rest) == (True, True)


def test_a_file_of_foreign_rows_only_says_so(page, survey_round, officer):
    foreign = survey_round.regions.get(code="CILACAP")
    batch = a_checked_batch(survey_round, HEADINGS, a_row(foreign), by=officer)
    shown = text_of(page.get(f"/impor/{batch.pk}/"))
    assert "Barisnya bukan dari wilayah tugas Anda." in shown
    assert "Perbaiki baris yang ditolak" not in shown


def test_a_check_whose_job_was_given_up_but_ended_after_all_is_not_called_a_broken_saving(page, waiting):
    check_batch(batch=waiting, job=waiting.job, by=waiting.uploaded_by)
    Job.objects.filter(pk=waiting.job_id).update(state="failed", message="Pekerja latar berhenti.")
    shown = text_of(page.get(f"/impor/{waiting.pk}/"))
    assert ("Penyimpanan terhenti" in shown, "Pekerja latar" in shown) == (False, False)


def test_rows_that_are_stored_already_tell_from_which_import(page, survey_round, region, officer):
    first = [a_row(region, 1), a_row(region, 2)]
    commit_batch(batch=a_checked_batch(survey_round, HEADINGS, *first, by=officer), by=officer)
    rows = [*first, a_row(region, 3)]
    commit_batch(batch=a_checked_batch(survey_round, HEADINGS, *rows, by=officer), by=officer)
    again = a_checked_batch(survey_round, HEADINGS, *rows, a_row(region, 4), by=officer)

    shown = text_of(page.get(f"/impor/{again.pk}/"))
    for n in (2, 1):
        assert f"{n} baris sudah disimpan dari “survei.csv” pada" in shown
    assert f"oleh {officer}." in shown
    commit_batch(batch=again, by=officer)
    assert "baris sudah disimpan dari" not in text_of(page.get(f"/impor/{again.pk}/"))


def test_of_another_officers_import_the_name_is_not_told(client, survey_round, region, officer):
    commit_batch(batch=a_checked_batch(survey_round, HEADINGS, a_row(region), by=officer), by=officer)
    other = an_officer(of=region)
    again = a_checked_batch(survey_round, HEADINGS, a_row(region), a_row(region, 2), by=other)
    ImportBatch.objects.exclude(pk=again.pk).update(original_name="rahasia.csv", region=None)

    client.force_login(other)
    shown = text_of(client.get(f"/impor/{again.pk}/"))
    assert "1 baris sudah disimpan pada" in shown
    assert ("oleh petugas lain." in shown, "rahasia.csv" in shown) == (True, False)
