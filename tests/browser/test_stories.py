"""The portal in a day's use, played in a real browser from the login form on, for each role."""

from datetime import date

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from outreach.models import Statement
from pmi_portal.files.sheets import Sheet, write_xlsx
from stakeholders.models import Region
from surveys.models import QuestionnaireVersion, Response, SurveyRound
from tests.support.records import (
    PASSWORD,
    a_board_member,
    a_staff_member,
    an_administrator,
    an_observer,
    an_officer,
)
from tests.support.tallies import ELEMENTS

pytestmark = pytest.mark.django_db(transaction=True)
THIS_YEAR = date.today().year


@pytest.fixture
def reference():
    call_command("load_reference", verbosity=0)


@pytest.fixture
def cilacap(reference):
    return Region.objects.get(code="CILACAP")


@pytest.fixture
def survey_round(cilacap):
    survey_round = SurveyRound.objects.create(
        code="skm-uji",
        title="SKM Cilacap",
        version=QuestionnaireVersion.objects.get(questionnaire__code="SKM-2017"),
        starts_on=date(THIS_YEAR, 1, 1),
        ends_on=date(THIS_YEAR, 12, 31),
        sampling_method="convenience",
    )
    survey_round.regions.set([cilacap])
    return survey_round


def log_in(page, user):
    page.goto("/")
    page.get_by_label("Surel").fill(user.email)
    page.get_by_label("Kata sandi", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beranda")


def follow(page, entry):
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name=entry, exact=True).click()


def a_survey_file(path, *, rows, faulty=0):
    """An officer's workbook: a title above the header, names of their own, and some answers off the scale."""
    header = [
        "No",
        "Tanggal wawancara",
        "Wilayah",
        "Jenis kelamin",
        *(f"U{number}" for number in range(1, 10)),
    ]
    good = [[n, date(THIS_YEAR, 1, 5), "Cilacap", "P", *[3 + n % 2] * 9] for n in range(1, rows + 1)]
    wrong = [[rows + n, date(THIS_YEAR, 1, 6), "Cilacap", "L", *[9] * 9] for n in range(1, faulty + 1)]
    path.write_bytes(write_xlsx([Sheet("Data", [header, *good, *wrong])]))
    return path


def test_staff_log_an_fgd_from_the_event_to_its_statements(page, cilacap):
    log_in(page, a_staff_member())
    follow(page, "Sesi FGD")
    page.get_by_role("link", name="Catat FGD").first.click()
    page.get_by_label("Judul").fill("FGD layanan PMI Cilacap")
    page.locator("select[name$=region]").select_option(label=str(cilacap))
    page.locator("input[name$=held_on]").fill("2024-05-06")
    page.locator("input[name$=starts_at]").fill("09:00")
    page.locator("input[name$=ends_at]").fill("11:30")
    page.locator("input[name$=venue]").fill("Balai Desa Adipala")
    page.get_by_role("main").locator("form button[type=submit]").click()
    expect(page.get_by_role("main")).to_contain_text("09.00–11.30 WIB")

    page.get_by_role("link", name="Isi kehadiran").first.click()
    page.get_by_label("Kepala desa dan pemerintah desa", exact=True).check()
    page.get_by_label("Kepala desa dan pemerintah desa: jumlah orang").fill("4")
    page.get_by_role("button", name="Simpan kehadiran").click()

    page.get_by_role("main").get_by_role("link", name="Catat pernyataan").first.click()
    form = page.locator("#tambah")
    form.get_by_role("radio", name="Kepala desa dan pemerintah desa").check()
    form.get_by_role("radio", name="T4").check()
    form.get_by_label("Jenis").select_option(label="keluhan")
    form.get_by_label("Isi pernyataan").fill("Klaim memakan waktu lama karena berkas diminta berulang kali.")
    form.get_by_role("button", name="Catat pernyataan").click()
    expect(page.locator("#daftar-pernyataan")).to_contain_text("berkas diminta berulang kali")
    form.get_by_label("Jenis").select_option(label="masalah koordinasi")
    form.get_by_label("Isi pernyataan").fill("Warga belum tahu ke mana melapor.")
    form.get_by_role("button", name="Catat pernyataan").click()
    expect(page.locator("#daftar-pernyataan")).to_contain_text("belum tahu ke mana melapor")

    follow(page, "Dasbor")
    expect(page.locator("#pernyataan .figure-title")).to_contain_text("1 dari 19 kelompok")
    assert Statement.objects.count() == 2


def test_officer_imports_a_survey_and_the_board_sees_the_index(page, cilacap, survey_round, tmp_path):
    file = a_survey_file(tmp_path / "survei mei.xlsx", rows=40, faulty=2)
    log_in(page, an_officer(of=cilacap))
    follow(page, "Unggahan survei")
    page.get_by_role("link", name="Unggah berkas").first.click()
    page.get_by_label("Putaran survei").select_option(label="SKM Cilacap")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Dasar hukum").select_option(label="persetujuan responden")
    page.get_by_role("button", name="Unggah dan periksa").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("survei mei.xlsx")
    expect(page.get_by_role("main")).to_contain_text("2 baris tidak ikut tersimpan")
    assert Response.objects.count() == 0
    page.get_by_role("button", name="Simpan 40 baris yang benar").click()
    expect(page.get_by_role("main")).to_contain_text("Disimpan oleh")
    assert Response.objects.count() == 40

    page.get_by_role("link", name="Lihat putarannya").click()
    page.get_by_role("link", name="Hasil", exact=False).first.click()
    expect(page.get_by_role("main")).to_contain_text("87,50")

    page.context.clear_cookies()
    log_in(page, a_board_member())
    follow(page, "Dasbor")
    expect(page.get_by_role("main")).to_contain_text(f"IKM {cilacap.name} {THIS_YEAR}")
    expect(page.get_by_role("main")).to_contain_text("87,50")
    figure = page.locator("figure#ikm")
    expect(figure.locator("svg")).to_be_visible()
    figure.get_by_text("Lihat tabel").click()
    expect(figure.get_by_role("table")).to_contain_text("rentang hanya gambaran, sampel tidak acak")
    with page.expect_download() as download:
        figure.get_by_role("link", name="Unduh CSV").click()
    assert download.value.suggested_filename == "ikm.csv"


def test_administrator_makes_an_officer_who_can_then_sign_in(page, cilacap, browser, live_server):
    log_in(page, an_administrator())
    follow(page, "Administrasi")
    page.goto("/admin/accounts/user/add/")
    page.locator("#id_email").fill("petugas.baru@portal.example")
    page.locator("#id_full_name").fill("Petugas Baru")
    page.locator("#id_password1").fill(PASSWORD)
    page.locator("#id_password2").fill(PASSWORD)
    page.locator("#id_postings-0-role").select_option("regional_officer")
    page.locator("#id_postings-0-region").select_option(label=str(cilacap))
    page.locator("input[name=_save]").click()
    expect(page.locator(".success")).to_be_visible()

    context = browser.new_context(base_url=live_server.url)
    other = context.new_page()
    other.goto("/")
    other.get_by_label("Surel").fill("petugas.baru@portal.example")
    other.locator("input[type=password]").fill(PASSWORD)
    other.get_by_role("main").get_by_role("button", name="Masuk").click()
    expect(other.get_by_role("main")).to_contain_text("Selamat datang, Petugas Baru")
    other.wait_for_load_state("networkidle")  # the new sign-in leaves its key with the server
    context.close()


def test_observer_reads_but_is_offered_nothing_to_change(page, reference):
    log_in(page, an_observer())
    follow(page, "Sesi FGD")
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("Hotel Crown Victoria")
    expect(page.get_by_role("link", name="Isi kehadiran")).to_have_count(0)
    expect(page.get_by_role("link", name="Catat pernyataan")).to_have_count(0)
    assert page.request.get("/fgd/kegiatan/baru/").status == 403


def test_person_reads_the_portal_in_english_after_choosing_it(page, reference):
    log_in(page, a_board_member())
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("navigation", name="Main menu")).to_contain_text("Dashboard")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_questionnaire_names_the_nine_elements(reference):
    version = QuestionnaireVersion.objects.get(questionnaire__code="SKM-2017")

    assert list(version.questions.order_by("order").values_list("code", flat=True)) == ELEMENTS
