"""A sign-in that ends does so over the page: words and place stay, and what was held back goes out."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from outreach.models import Statement
from tests.browser.test_drafts import leave, provoked, ten_seconds_on
from tests.browser.test_notes import choose, notes_of
from tests.support.records import PASSWORD, a_group, a_session, a_staff_member, a_theme
from tests.support.sign_in import a_second_factor, code_now

pytestmark = pytest.mark.django_db(transaction=True)
DIALOG = "dialog[data-session]"


@pytest.fixture
def person():
    return a_staff_member()


@pytest.fixture
def notes(page, sign_in, person, faults):
    """The note-taking page of a session."""
    a_group(name="Kepala desa")
    a_theme(name="Klaim")
    page.clock.install()
    sign_in(page, person)
    page.goto(notes_of(a_session()))
    choose(page)
    yield page
    leave(page)
    provoked(faults, "status of 403")  # what is sent after the end


def say(page, words):
    page.get_by_label("Isi pernyataan").fill(words)
    page.keyboard.press("Control+Enter")


def give_password(page, person):
    dialog = page.locator(DIALOG)
    dialog.get_by_label("Alamat surel").fill(person.email)
    dialog.get_by_label("Kata sandi", exact=False).first.fill(PASSWORD)
    dialog.get_by_role("button", name="Masuk", exact=True).click()


@pytest.mark.parametrize("with_code", [False, True])
def test_who_signs_in_over_the_page_goes_on_where_they_were(notes, person, axe, with_code):
    secret = a_second_factor(person)[0] if with_code else ""
    place = notes.url
    Session.objects.all().delete()
    say(notes, "Satu.")
    expect(notes.locator(DIALOG).get_by_role("heading", name="Anda keluar otomatis")).to_be_visible()
    expect(notes.locator(DIALOG).get_by_label("Alamat surel")).to_be_focused()
    assert axe(notes) == []
    give_password(notes, person)
    if with_code:
        code = notes.locator(DIALOG).locator("input[name=code]")
        expect(code).to_be_focused()
        code.fill(code_now(secret))
        notes.locator(DIALOG).get_by_role("button", name="Masuk", exact=True).click()

    expect(notes.locator(DIALOG)).to_be_hidden()
    expect(notes.locator("#daftar-pernyataan")).to_contain_text("Satu.")
    assert [statement.text for statement in Statement.objects.all()] == ["Satu."]
    assert notes.url == place


def test_a_wrong_password_is_said_in_the_dialog_and_can_be_mended(notes, person):
    Session.objects.all().delete()
    say(notes, "Satu.")
    dialog = notes.locator(DIALOG)
    dialog.get_by_label("Alamat surel").fill(person.email)
    dialog.get_by_label("Kata sandi", exact=False).first.fill("bukan kata sandinya")
    dialog.get_by_role("button", name="Masuk", exact=True).click()
    expect(dialog.get_by_role("alert").first).to_be_visible()
    give_password(notes, person)
    expect(notes.locator("#daftar-pernyataan")).to_contain_text("Satu.")


def test_somebody_else_who_signs_in_there_gets_neither_words_nor_page(notes, person):
    Session.objects.all().delete()
    say(notes, "Satu.")
    give_password(notes, a_staff_member())
    expect(notes.locator(DIALOG)).to_contain_text("Anda masuk dengan akun lain.")
    assert Statement.objects.count() == 0


def test_five_minutes_before_the_end_a_countdown_offers_to_stay(notes):
    dialog = notes.locator(DIALOG)
    notes.get_by_label("Isi pernyataan").fill("Belum selesai")
    ten_seconds_on(notes)
    notes.clock.fast_forward(24 * 60_000)
    notes.wait_for_timeout(300)
    expect(dialog).to_be_hidden()
    notes.clock.fast_forward(70_000)
    expect(dialog).to_contain_text("Sisa waktu 4:")
    dialog.get_by_role("button", name="Tetap masuk").click()
    expect(dialog).to_be_hidden()
    notes.clock.fast_forward(5 * 60_000)
    notes.wait_for_timeout(300)
    expect(dialog).to_be_hidden()
    expect(notes.get_by_label("Isi pernyataan")).to_have_value("Belum selesai")
