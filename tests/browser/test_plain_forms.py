"""Forms that keep no draft go out only over a line that answers, and once."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_drafts import provoked, wait_for
from tests.support.records import a_complaint, a_staff_member

pytestmark = pytest.mark.django_db(transaction=True)
GONE = "Sambungan terputus; isian masih ada di halaman ini. Simpan lagi setelah tersambung."


@pytest.fixture
def complaint(page, sign_in):
    complaint = a_complaint()
    sign_in(page, a_staff_member())
    return complaint


def sent(page):
    """The forms that went out, as they go."""
    forms = []

    def keep(request):
        if request.method == "POST" and request.is_navigation_request():
            forms.append(request)

    page.on("request", keep)
    return forms


def reason(page):
    return page.get_by_label("Alasan perubahan")


def test_without_a_line_the_text_stays_on_the_page(page, complaint, faults):
    page.goto(f"/pengaduan/{complaint.pk}/ubah/")
    page.set_viewport_size({"width": 360, "height": 640})
    reason(page).fill("Pelapor menambah keterangan.")
    forms = sent(page)
    page.context.set_offline(True)
    button = page.get_by_role("button", name="Simpan perubahan")
    for _n in range(2):
        button.click()
        expect(page.get_by_role("alert")).to_have_text(GONE)
    expect(reason(page)).to_have_value("Pelapor menambah keterangan.")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    assert forms == []

    page.context.set_offline(False)
    button.click()
    expect(page.get_by_role("alert")).to_contain_text("isian yang perlu diperbaiki")
    expect(reason(page)).to_have_value("Pelapor menambah keterangan.")
    assert len(forms) == 1
    provoked(faults, "status of 422")


def test_a_second_click_sends_no_second_form(page, complaint):
    page.goto(f"/pengaduan/{complaint.pk}/")
    page.route("**/lampiran/**", lambda route: None)  # a server that takes its time
    forms = sent(page)
    page.get_by_text("Lampirkan berkas").click()
    button = page.get_by_role("button", name="Unggah berkas")
    button.evaluate("button => { button.click(); setTimeout(() => button.click(), 500); }")
    wait_for(page, lambda: forms)
    page.wait_for_timeout(1000)

    assert len(forms) == 1


def test_a_file_goes_along_and_the_answer_of_the_server_is_shown(page, complaint, faults):
    page.goto(f"/pengaduan/{complaint.pk}/")
    page.get_by_text("Lampirkan berkas").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "bukti.exe", "mimeType": "application/octet-stream", "buffer": b"MZ" + b"0" * 100}
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Unggah berkas").click()

    expect(page.get_by_role("main")).to_contain_text("Jenis berkas “.exe” tidak diterima.")
    provoked(faults, "status of 422")


def test_the_button_that_was_pressed_goes_along(page):
    page.goto("/akun/login/")
    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
