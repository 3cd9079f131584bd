"""Two people at once: what they change apart is kept, the same is asked about, and a step is taken once."""

import pytest
from playwright.sync_api import expect

from outreach.models import Complaint, FgdSession, Statement
from stakeholders.models import Institution
from tests.browser.desk_steps import choose, main, press, say
from tests.browser.test_drafts import leave, provoked
from tests.support.records import (
    a_complaint,
    a_group,
    a_region,
    a_session,
    a_staff_member,
    a_theme,
    an_institution,
    an_officer,
    the_limits,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def region():
    the_limits()
    return a_region()


@pytest.fixture
def kpkp(page, sign_in, region):
    sign_in(page, a_staff_member())
    yield page
    leave(page)


@pytest.fixture
def beside(browser, live_server, sign_in):
    """beside(user): the page of somebody else at the same moment."""
    pages = []

    def run(user):
        page = browser.new_context(base_url=live_server.url, locale="id-ID").new_page()
        page.set_default_timeout(15_000)
        pages.append(page)
        sign_in(page, user)
        return page

    yield run
    for page in pages:
        leave(page)
        page.context.close()


@pytest.fixture
def officer(beside, region):
    return beside(an_officer(of=region))


def field(page, name):
    return main(page).locator(f"[name={name}]")


def saved(page, verb="Simpan perubahan"):
    """Sends the form, and is on another page when it is taken."""
    address = page.url
    press(page, verb)
    expect(page).not_to_have_url(address)


def asked(page, name, *, mine, theirs, verb="Simpan perubahan"):
    """Sends the form and is asked about one field, with both words; what was typed still stands in it."""
    press(page, verb)
    difference = page.locator(".conflict")
    expect(difference).to_have_count(1)
    expect(difference).to_contain_text(mine)
    expect(difference).to_contain_text(theirs)
    expect(field(page, name)).to_have_value(mine)


def keep_mine(page, verb="Simpan perubahan"):
    page.locator(".conflict").get_by_label("Isian Anda").check()
    saved(page, verb)


def test_one_complaint_is_edited_by_two(kpkp, officer, region, faults):
    complaint = a_complaint(region=region)
    for person, reason in ((kpkp, "Kata pelapor."), (officer, "Kata keluarga.")):
        person.goto(f"/pengaduan/{complaint.pk}/ubah/")
        field(person, "reason").fill(reason)

    field(officer, "remedy_sought").fill("Minta gaji dibayar.")
    saved(officer)
    field(kpkp, "text").fill("Gaji empat bulan belum dibayar.")
    saved(kpkp)

    expect(main(kpkp)).to_contain_text("yang Anda tidak ubah")
    complaint = Complaint.objects.get()
    assert (complaint.text, complaint.remedy_sought) == (
        "Gaji empat bulan belum dibayar.",
        "Minta gaji dibayar.",
    )

    for person, reason in ((kpkp, "Dibaca ulang."), (officer, "Ditelepon lagi.")):
        person.goto(f"/pengaduan/{complaint.pk}/ubah/")
        field(person, "reason").fill(reason)
    field(officer, "text").fill("Gaji lima bulan belum dibayar.")
    saved(officer)
    field(kpkp, "text").fill("Gaji enam bulan belum dibayar.")
    asked(kpkp, "text", mine="Gaji enam bulan belum dibayar.", theirs="Gaji lima bulan belum dibayar.")
    expect(field(kpkp, "reason")).to_have_value("Dibaca ulang.")
    keep_mine(kpkp)
    assert Complaint.objects.get().text == "Gaji enam bulan belum dibayar."
    provoked(faults, "status of 409")


def test_a_step_is_taken_by_the_first_and_the_second_reads_by_whom(kpkp, beside, region, faults):
    complaint, sari = a_complaint(region=region), an_officer(of=region)
    officer = beside(sari)
    for person in (kpkp, officer):
        person.goto(f"/pengaduan/{complaint.pk}/langkah/verifikasi/")
    field(kpkp, "reason").fill("Berkas saya lihat lengkap.")

    main(officer).get_by_role("button").last.click()
    expect(page_title(officer)).to_contain_text(complaint.number)
    main(kpkp).get_by_role("button").last.click()

    expect(main(kpkp)).to_contain_text(f"Langkah terakhir: Pengaduan diverifikasi, oleh {sari.full_name}")
    expect(main(kpkp)).to_contain_text("Berkas saya lihat lengkap.")
    assert list(complaint.steps.values_list("what", flat=True)) == ["verified"]
    provoked(faults, "status of 409")


def test_a_step_that_still_makes_sense_is_asked_again_and_keeps_its_words(kpkp, beside, region, faults):
    complaint, sari = a_complaint(region=region), an_officer(of=region)
    officer = beside(sari)
    officer.goto(f"/pengaduan/{complaint.pk}/langkah/verifikasi/")
    kpkp.goto(f"/pengaduan/{complaint.pk}/langkah/tunda/")
    field(kpkp, "reason").fill("Menunggu surat dari keluarga.")

    main(officer).get_by_role("button").last.click()
    expect(page_title(officer)).to_contain_text(complaint.number)
    main(kpkp).get_by_role("button").last.click()

    told = f"Sejak halaman ini dibuka, ada perubahan: Pengaduan diverifikasi, oleh {sari.full_name}"
    expect(main(kpkp)).to_contain_text(told)
    expect(field(kpkp, "reason")).to_have_value("Menunggu surat dari keluarga.")
    main(kpkp).get_by_role("button").last.click()
    expect(page_title(kpkp)).to_contain_text(complaint.number)
    assert list(complaint.steps.order_by("pk").values_list("what", flat=True)) == ["verified", "paused"]
    provoked(faults, "status of 409")


def page_title(page):
    return page.get_by_role("heading", level=1)


def test_one_session_is_noted_counted_and_closed_by_two(kpkp, beside, region, faults):
    group, other = a_group(name="Keluarga PMI"), a_group(name="Kepala desa")
    a_theme(name="Klaim")
    session = a_session(region=region)
    colleague = beside(a_staff_member())
    colleague.goto(f"/fgd/{session.pk}/kehadiran/")
    colleague.get_by_label(other.name, exact=True).check()
    colleague.get_by_label(f"{other.name}: jumlah orang").fill("5")

    kpkp.goto(f"/fgd/{session.pk}/catat/")
    form = kpkp.locator("#tambah")
    form.get_by_role("radio", name=group.name).check()
    form.get_by_role("radio", name="Klaim").check()
    choose(form, "Jenis", "keluhan")
    say(kpkp, "Klaim ditolak tanpa alasan.")
    expect(kpkp.locator("#daftar-pernyataan li")).to_have_count(1)
    press(colleague, "Simpan kehadiran")
    expect(main(colleague)).to_contain_text("disimpan")
    present = dict(session.participations.values_list("group__name", "people"))
    assert (present, Statement.objects.count()) == ({"Keluarga PMI": None, "Kepala desa": 5}, 1)

    for person in (kpkp, colleague):
        person.goto(f"/fgd/{session.pk}/hasil/")
    field(colleague, "observations").fill("Peserta ramai bertanya.")
    saved(colleague, "Simpan hasil")
    field(kpkp, "conclusions").fill("Loket perlu dibuka siang.")
    saved(kpkp, "Simpan hasil")
    session = FgdSession.objects.get()
    assert (session.observations, session.conclusions) == (
        "Peserta ramai bertanya.",
        "Loket perlu dibuka siang.",
    )


def test_one_institution_is_edited_by_two(kpkp, officer, region, faults):
    institution = an_institution(region=region, name="Disnaker Cilacap")
    for person in (kpkp, officer):
        person.goto(f"/instansi/{institution.pk}/ubah/")

    field(officer, "address").fill("Jalan Kalimantan 14")
    field(officer, "note").fill("Buka sampai pukul tiga.")
    saved(officer, "Simpan instansi")
    field(kpkp, "name").fill("Dinas Tenaga Kerja Cilacap")
    field(kpkp, "note").fill("Tutup hari Jumat.")
    asked(kpkp, "note", mine="Tutup hari Jumat.", theirs="Buka sampai pukul tiga.", verb="Simpan instansi")
    keep_mine(kpkp, "Simpan instansi")

    institution = Institution.objects.get()
    assert (institution.name, institution.address, institution.note) == (
        "Dinas Tenaga Kerja Cilacap",
        "Jalan Kalimantan 14",
        "Tutup hari Jumat.",
    )
    provoked(faults, "status of 409")
