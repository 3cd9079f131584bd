"""The whole way of a messy workbook: named, put right, saved, corrected, undone; and that of a clean one."""

from datetime import date

import openpyxl
import pytest
from playwright.sync_api import expect

from surveys.models import ImportBatch, Question, Response
from tests.support.records import a_region, an_officer
from tests.surveys.makers import ELEMENTS, an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)
PROFILE = ["No responden", "Wilayah", "Tanggal wawancara", "Jenis kelamin", "Usia", "Negara tujuan"]
HEADING = [*PROFILE, *ELEMENTS, "Anak", "Saran"]
AT = {name: place for place, name in enumerate(HEADING)}
ODD_HEADING = "Ongkos menurut Anda"  # in the place of BIAYA
FIRST_ROW, GOOD_ROWS = 3, 30
# (column, what stands there, the title by which it is named), one to a row.
FAULTS = [
    ("No responden", "5371012345670001", "Nomor responden berupa NIK"),
    ("No responden", "081234567890", "Nomor responden berupa nomor telepon"),
    ("No responden", "5,37E+15", "Nomor responden rusak"),
    ("No responden", "1", "Nomor responden dipakai dua kali"),
    ("Wilayah", "Atlantis", "Jawaban tidak dikenal"),
    ("Wilayah", "Cilacap", "Di luar wilayah tugas Anda"),
    ("Wilayah", None, "Wilayah kosong"),
    ("Tanggal wawancara", "31 Februari 2019", "Tanggal tidak terbaca"),
    ("Tanggal wawancara", "5 Mei 2018", "Tanggal di luar periode putaran"),
    ("Tanggal wawancara", "5 Mei 2016", "Tanggal sebelum evaluasi dimulai"),
    ("Tanggal wawancara", "5 Mei 2099", "Tanggal belum tiba"),
    ("Tanggal wawancara", None, "Tanggal wawancara kosong"),
    ("Jenis kelamin", "entah", "Jawaban tidak dikenal"),
    ("Usia", 12, "Usia di bawah 18 tahun"),
    ("Usia", "muda", "Usia tidak terbaca"),
    ("Negara tujuan", "Wakanda", "Negara tidak dikenal"),
    ("PERSYARATAN", 7, "Nilai di luar pilihan"),
    ("PROSEDUR", "bagus sekali", "Jawaban tidak dikenal"),
    ("WAKTU", "3?", "Isi yang diragukan"),
    ("PRODUK", "2/3", "Lebih dari satu jawaban"),
    ("KOMPETENSI", "1 - Sangat kompeten", "Angka dan kata tidak cocok"),
    ("PERILAKU", "#N/A", "Sel berisi kode kesalahan"),
    ("SARANA", "=1+2", "Rumus belum dihitung"),
    ("PENGADUAN", 0.03, "Angka berformat persen"),
    ("PERSYARATAN", "Sеsuai", "Huruf yang hanya mirip"),  # noqa: RUF001 - a Cyrillic letter
    ("Anak", "dua koma lima", "Bukan bilangan bulat"),
    ("Saran", "a" * 5001, "Teks terlalu panjang"),
]
ON_PAGE = "bagus sekali"  # mended in the grid
BY_VALUE = "entah"  # answered once


@pytest.fixture
def region():
    return a_region(name="Kupang", code="KUPANG")


@pytest.fixture
def survey_round(region):
    survey_round = an_skm_round(regions=[region, a_region(name="Cilacap", code="CILACAP")])
    for code, kind in (("ANAK", Question.Kind.INTEGER), ("SARAN", Question.Kind.TEXT)):
        survey_round.version.questions.create(
            code=code, label=code.capitalize(), text=code, kind=kind, order=99
        )
    return survey_round


def a_line(number):
    scores = [1 + (number + place) % 4 for place in range(len(ELEMENTS))]
    day = date(2019, 5, 1 + number % 28)
    return [number, "Kupang", day, "LP"[number % 2], 20 + number % 30, "Malaysia", *scores, 2, "Baik"]


@pytest.fixture
def messy(tmp_path):
    """A workbook with a title, a heading nobody knows, and 27 rows each with a fault of its own."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = "Data"
    page.append(["Survei Kupang"])
    page.append([ODD_HEADING if name == "BIAYA" else name for name in HEADING])
    for number in range(1, GOOD_ROWS + 1):
        page.append(a_line(number))
    for number, (name, said, _title) in enumerate(FAULTS, start=100):
        page.append(a_line(number))
        cell = page.cell(page.max_row, AT[name] + 1)
        cell.value = said
        if said == 0.03:
            cell.number_format = "0%"
    path = tmp_path / "survei-kupang.xlsx"
    workbook.save(path)
    return path


def address(index):
    letter = openpyxl.utils.get_column_letter(AT[FAULTS[index][0]] + 1)
    return f"{letter}{FIRST_ROW + GOOD_ROWS + index}"


def upload(page, survey_round, path):
    page.goto(f"/impor/baru/?putaran={survey_round.code}")
    page.get_by_label("Berkas", exact=False).first.set_input_files(path)
    page.get_by_label("Dasar hukum").select_option("public_task")
    page.get_by_role("button", name="Unggah dan periksa").click()


def say_what_a_column_is(page):
    page.get_by_role("link", name="Cocokkan kolom").click()
    letter = openpyxl.utils.get_column_letter(AT["BIAYA"] + 1)
    page.get_by_label(f"Kolom {letter} dibaca sebagai").select_option("q:BIAYA")
    page.get_by_role("button", name="Simpan dan periksa ulang").click()
    expect(page.get_by_text("Pencocokan kolom disimpan")).to_be_visible()


def find_every_fault(page):
    for index, (_name, _said, title) in enumerate(FAULTS):
        expect(page.locator("main").get_by_text(title, exact=False).first).to_be_visible()
        is_whole_row = title.startswith("Di luar wilayah")
        place = str(FIRST_ROW + GOOD_ROWS + index) if is_whole_row else address(index)
        expect(page.locator("main")).to_contain_text(place)


def mend_on_pages(page):
    """One cell in the grid, and one value for all rows."""
    page.get_by_role("link", name="Perbaiki di portal").click()
    page.locator(f"input[value='{ON_PAGE}']").fill("3")
    page.get_by_role("button", name="Simpan dan periksa ulang").click()
    expect(page.get_by_text("Perbaikan disimpan")).to_be_visible()
    page.get_by_role("link", name="survei-kupang.xlsx").click()
    page.get_by_role("link", name="Jawab isi yang belum pasti").click()
    page.get_by_label(f"“{BY_VALUE}” di Jenis kelamin dibaca sebagai").select_option("P")
    page.get_by_role("button", name="Simpan dan periksa ulang").click()
    expect(page.get_by_text("Jawaban tentang isi sel disimpan")).to_be_visible()


def mend_in_the_workbook(page, marked):
    """All that is left, in the officer's own workbook with its problems marked."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh berkas bertanda (Excel)").click()
    download.value.save_as(marked)
    mended = openpyxl.load_workbook(marked)
    for index, (name, said, _title) in enumerate(FAULTS):
        if said not in (ON_PAGE, BY_VALUE):
            mended["Data"][address(index)].value = a_line(100 + index)[AT[name]]
            mended["Data"][address(index)].number_format = "General"
    mended.save(marked)


def save(page):
    everybody = GOOD_ROWS + len(FAULTS)
    page.get_by_role("button", name=f"Simpan {everybody} baris yang benar").click()
    expect(page.get_by_text(f"{everybody} responden disimpan")).to_be_visible()
    assert Response.objects.count() == everybody
    return ImportBatch.objects.get(state="committed")


def correct(page, response):
    page.goto(f"{response.get_absolute_url()}ubah/")
    page.get_by_label("Jenis kelamin").select_option("P" if response.sex == "L" else "L")
    page.get_by_label("Alasan koreksi").fill("Salah ketik di lembar kertas.")
    page.get_by_role("button", name="Simpan koreksi").click()
    page.wait_for_url(f"**{response.get_absolute_url()}")


def undo_but_what_was_corrected(page, batch):
    page.goto(f"/impor/{batch.pk}/urungkan/")
    expect(page.get_by_text("Diubah sejak unggahan ini")).to_be_visible()
    page.get_by_label("Alasan").fill("Berkas uji coba.")
    page.get_by_role("button", name="Urungkan unggahan").click()
    expect(page.get_by_text("diurungkan").first).to_be_visible()


def test_a_messy_workbook_on_its_whole_way(page, sign_in, survey_round, region, messy, tmp_path):
    sign_in(page, an_officer(of=region))
    upload(page, survey_round, messy)
    say_what_a_column_is(page)
    find_every_fault(page)
    mend_on_pages(page)
    mend_in_the_workbook(page, tmp_path / "ditandai.xlsx")
    upload(page, survey_round, tmp_path / "ditandai.xlsx")
    batch = save(page)
    correct(page, Response.objects.get(number="2"))
    undo_but_what_was_corrected(page, batch)
    assert list(Response.objects.values_list("number", flat=True)) == ["2"]


def test_a_filled_template_is_saved_in_two_clicks(page, sign_in, survey_round, region, tmp_path):
    sign_in(page, an_officer(of=region))
    page.goto(survey_round.get_absolute_url())
    with page.expect_download() as download:
        page.get_by_role("link", name="Templat", exact=False).first.click()
    path = tmp_path / "templat.xlsx"
    download.value.save_as(path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Jawaban"]
    for row in (3, 4):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column).value = sheet.cell(2, column).value if column > 1 else row
    workbook.save(path)

    upload(page, survey_round, path)
    page.get_by_role("button", name="Simpan 2 baris yang benar").click()

    expect(page.get_by_text("2 responden disimpan")).to_be_visible()
    assert Response.objects.count() == 2
