"""Without TLS a browser has no cipher: the device keeps nothing, says so, and no word is lost."""

import pytest
from playwright.sync_api import expect

from outreach.models import FgdEvent, Statement
from tests.browser.test_drafts import STATUS, address, leave, note, provoked
from tests.browser.test_notes import choose, notes_of, text
from tests.support.records import a_group, a_session, a_staff_member, a_theme, an_event

pytestmark = pytest.mark.django_db(transaction=True)
CUT = "ERR_INTERNET_DISCONNECTED"
NO_TLS = """
Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined });
Object.defineProperty(Navigator.prototype, "serviceWorker", { get: () => undefined });
"""
ONLY_HERE = "Perangkat ini tidak dapat menyimpan isian; isian hanya ada di halaman ini."


@pytest.fixture
def plain(page, sign_in):
    page.add_init_script(NO_TLS)
    page.clock.install()
    sign_in(page, a_staff_member())
    yield page
    leave(page)


def test_a_draft_lies_on_the_portal_and_the_page_says_that_the_device_keeps_none(plain, faults):
    event = an_event(title="FGD Cilacap", note="")
    plain.goto(address(event))
    note(plain).fill("Hujan lebat.")
    plain.clock.fast_forward(10_000)
    expect(plain.locator(STATUS)).to_contain_text("Tersimpan di portal")

    plain.context.set_offline(True)
    expect(plain.locator(STATUS)).to_contain_text(ONLY_HERE)
    note(plain).fill("Hujan lebat, jalan putus.")
    plain.clock.fast_forward(10_000)
    expect(plain.locator(STATUS)).to_contain_text(ONLY_HERE)
    plain.get_by_role("button", name="Simpan perubahan").click()
    expect(plain.locator(STATUS)).to_contain_text(ONLY_HERE)
    expect(note(plain)).to_have_value("Hujan lebat, jalan putus.")

    plain.context.set_offline(False)
    plain.get_by_role("button", name="Simpan perubahan").click()
    expect(plain.get_by_role("main")).to_contain_text("disimpan.")
    assert FgdEvent.objects.get().note == "Hujan lebat, jalan putus."
    provoked(faults, CUT)


def test_a_statement_that_cannot_wait_stays_in_its_form_until_the_line_is_back(plain, faults):
    a_group(name="Kepala desa")
    a_theme(name="Klaim")
    plain.goto(notes_of(a_session()))
    choose(plain)
    plain.context.set_offline(True)
    text(plain).fill("Kantor jauh dari desa.")
    plain.keyboard.press("Control+Enter")
    expect(plain.get_by_role("alert").filter(has_text="isian masih ada di halaman ini")).to_be_visible()
    expect(text(plain)).to_have_value("Kantor jauh dari desa.")

    plain.context.set_offline(False)
    text(plain).press("Control+Enter")
    expect(plain.locator("#daftar-pernyataan li")).to_have_count(1)
    assert Statement.objects.get().text == "Kantor jauh dari desa."
    provoked(faults, CUT)
