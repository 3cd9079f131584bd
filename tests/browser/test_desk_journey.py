"""The whole work of the KPKP desk, and the way back from the figure of the board to the words said."""

import io
import zipfile
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from outreach.models import Coding, Complaint, FollowUp, Statement
from stakeholders.models import Region, StakeholderGroup
from tests.browser import desk_steps as desk
from tests.browser.desk_steps import main, row, step
from tests.browser.test_drafts import leave, provoked
from tests.support.files import PDF
from tests.support.records import a_staff_member, an_institution

pytestmark = pytest.mark.django_db(transaction=True)
FAMILIES = "Keluarga PMI dan ahli waris"
CLAIMS, OFFICES = "T4 Klaim dan manfaat", "T6 Layanan petugas dan kantor"
WORDS = "Klaim santunan ditolak tiga kali tanpa alasan tertulis."
FIRST = (WORDS, "Berkas diminta lagi oleh petugas yang lain.", "Kantor jauh dari desa.")
SECOND = ("Petugas tidak mau menerima berkas fotokopi.", "Nomor antrean habis pukul sembilan.")
OFFICE = "BPJS Ketenagakerjaan Cilacap"


@pytest.fixture
def cilacap():
    call_command("load_reference", verbosity=0)
    region = Region.objects.get(code="CILACAP")
    an_institution(name=OFFICE, region=region, group=StakeholderGroup.objects.first())
    return region


@pytest.fixture
def today(cilacap):
    return timezone.localdate(timezone=ZoneInfo(cilacap.time_zone))


@pytest.fixture
def desk_page(page, sign_in, cilacap):
    sign_in(page, a_staff_member())
    page.goto("/")
    yield page
    leave(page)


@pytest.fixture
def second_coder(browser, live_server, sign_in):
    """The page of a colleague."""
    context = browser.new_context(base_url=live_server.url, locale="id-ID")
    page = context.new_page()
    sign_in(page, a_staff_member())
    yield page
    leave(page)
    context.close()


def test_from_the_words_to_the_confirmation_and_back_from_the_figure(
    desk_page, second_coder, cilacap, today, tmp_path, faults
):
    evidence = tmp_path / "surat-edaran.pdf"
    evidence.write_bytes(PDF)

    session_url = hold_both_sessions(desk_page, cilacap, today)
    provoked(faults, "ERR_INTERNET_DISCONNECTED")
    code_statements(desk_page, session_url, second_coder)
    follow_ups = raise_what_is_to_be_done(desk_page, session_url, due=today + timedelta(days=30))
    let_the_institution_answer(desk_page)
    for address in follow_ups:
        desk_page.goto(address)
        see_it_done(desk_page, second_coder, evidence, today)
    print_the_notes(desk_page, session_url)
    walk_back_from_the_figure(desk_page, cilacap)


def hold_both_sessions(page, region, day):
    """Gives the address of the second session, at which the words fell."""
    desk.plan_event(page, title="FGD layanan PMI Cilacap", region=region, day=day, session="Sesi 1, keluarga")
    desk.mark_present(page, FAMILIES, 4)
    desk.take_notes(page, group=FAMILIES, theme=OFFICES, before=SECOND[:1], without_line=SECOND[1:])
    desk.add_session(page, "Sesi 2, ahli waris", day)
    desk.mark_present(page, FAMILIES, 3)
    desk.take_notes(page, group=FAMILIES, theme=OFFICES, before=FIRST[:1], without_line=FIRST[1:])
    assert list(Statement.objects.order_by("pk").values_list("text", flat=True)) == [*SECOND, *FIRST]
    return page.url.split("#")[0]


def code_statements(page, session_url, colleague):
    for words in FIRST[:2]:
        desk.code(page, words, theme=CLAIMS, sentiment="negatif", agreement="mayoritas")
    desk.code_blind(colleague, "Sesi 2, ahli waris", theme=CLAIMS, times=len(FIRST))
    page.goto(session_url)
    expect(page.locator("#daftar-pernyataan section").filter(has_text=CLAIMS)).to_contain_text(WORDS)
    assert Coding.objects.filter(theme__code="T4").count() == len(FIRST)


def raise_what_is_to_be_done(page, session_url, *, due):
    """From the words a complaint and a follow-up, from the complaint another; gives the addresses of both."""
    row(page, WORDS).get_by_role("link", name="Alur penanganan").click()
    expect(main(page)).to_contain_text("Belum ada pengaduan atau tindak lanjut atas pernyataan ini.")
    chain = page.url
    desk.raise_follow_up(
        page, recommendation="Setiap penolakan ditulis alasannya.", institution=OFFICE, due=due
    )
    from_words = page.url
    page.goto(chain)
    desk.raise_complaint(page, category="BPJS-CLAIM Klaim sulit atau gagal", limit=1)
    expect(main(page)).to_contain_text(WORDS)
    complaint = page.url
    desk.raise_follow_up(page, recommendation="Klaim diperiksa ulang.", institution=OFFICE, due=due)
    addresses = (from_words, page.url)
    assert set(FollowUp.objects.values_list("raised_by__name", flat=True)) == {FAMILIES}
    page.goto(complaint)
    return addresses


def let_the_institution_answer(page):
    told = {"Pelapor diberi tahu lewat": "telepon"}
    step(page, "Catat tanda terima", "Tanda terima dicatat.", chosen=told)
    step(page, "Verifikasi pengaduan", "Pengaduan diverifikasi.")
    desk.refer(page, OFFICE, "Periksa ulang klaimnya.")
    step(page, "Catat: diterima instansi", "Instansi tercatat menerima pengaduan ini.")
    step(page, "Catat tanggapan instansi", "Tanggapan instansi dicatat.", reply="Klaim disetujui.")
    step(
        page,
        "Catat jawaban kepada pelapor",
        "Jawaban kepada pelapor dicatat.",
        outcome="Santunan dibayar bulan ini.",
    )
    step(page, "Catat: pelapor menerima jawaban", "Pengaduan dinyatakan selesai.")
    assert Complaint.objects.get().status == Complaint.Status.DONE


def see_it_done(page, colleague, evidence, day):
    """Who reported it done does not approve it: a colleague does."""
    step(page, "Mulai tindak lanjut", "Tindak lanjut dimulai.")
    desk.upload(page, evidence)
    step(page, "Nyatakan selesai", "dinyatakan selesai", done_on=day.isoformat())
    colleague.goto(page.url)
    step(colleague, "Setujui hasil", "Hasil disetujui KPKP.")
    page.reload()
    answer = {"answered_on": day.isoformat(), "note": "Alasan kini tertulis."}
    step(page, "Catat: kelompok mengonfirmasi", "hasilnya dikonfirmasi", **answer)


def print_the_notes(page, session_url):
    page.goto(session_url)
    word = desk.download(page, page.get_by_role("link", name="Notulen (Word)"))
    assert word.startswith(b"PK")
    assert WORDS in zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()
    assert desk.download(page, page.get_by_role("link", name="Notulen (PDF)")).startswith(b"%PDF")


def walk_back_from_the_figure(page, region):
    """The number of the board -> the statements it counts -> the words and everything that followed."""
    desk.follow(page, "Dasbor")
    figure = page.locator("figure#pernyataan")
    figure.get_by_text("Lihat tabel").click()
    counted = figure.get_by_role("row").filter(has_text=region.name).filter(has_text=CLAIMS)
    counted.get_by_role("link", name="2", exact=True).click()
    found = main(page).get_by_role("table").get_by_role("row")
    expect(found).to_have_count(1 + 2)
    found.filter(has_text=WORDS).get_by_role("link", name=WORDS).click()

    links = page.locator(".chain > li")
    expect(links).to_have_count(4)
    expect(links.nth(0)).to_contain_text(WORDS)
    expect(links.nth(1)).to_contain_text(f"{OFFICE}")
    expect(links.nth(1)).to_contain_text("Klaim disetujui.")
    for n, recommendation in ((2, "Setiap penolakan ditulis alasannya."), (3, "Klaim diperiksa ulang.")):
        for words in (recommendation, "surat-edaran.pdf", "Alasan kini tertulis.", FAMILIES):
            expect(links.nth(n)).to_contain_text(words)
    expect(main(page)).to_contain_text("Alur penanganan ini lengkap.")
