"""Signing out leaves nothing in the browser and loses nothing unasked."""

import json

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from pmi_portal.drafts.models import Draft
from tests.browser.test_drafts import (
    STATUS,
    address,
    in_browser,
    leave,
    note,
    provoked,
    ten_seconds_on,
    wait_for,
)
from tests.support.records import a_group, a_session, a_staff_member, a_theme, an_event

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN = "Masuk ke Portal PMI"
ON_DEVICE = "Tersimpan di perangkat"


@pytest.fixture
def event():
    return an_event(title="FGD Cilacap", note="")


@pytest.fixture
def form(page, sign_in, event):
    """The page with the form of an event."""
    page.clock.install()
    sign_in(page, a_staff_member())
    page.goto(address(event))
    yield page
    leave(page)


@pytest.fixture
def asked(form):
    """The questions that the page put, all answered with no."""
    questions = []
    form.on("dialog", lambda dialog: (questions.append(dialog.message), dialog.dismiss()))
    return questions


def click_out(page):
    if not page.get_by_role("button", name="Keluar").is_visible():
        page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Keluar").click()


def type_note(page, words):
    note(page).fill(words)
    expect(page.locator(STATUS)).to_contain_text(ON_DEVICE)


def notes_on_server():
    return [json.loads(draft.content)["note"] for draft in Draft.objects.all()]


def test_what_lies_only_in_the_browser_goes_to_the_server_first(form, event):
    type_note(form, "Belum di server")
    form.goto("/")
    form.wait_for_timeout(500)
    Draft.objects.all().delete()  # as if the last words of the page had been lost on the line
    assert [draft["isSent"] for draft in in_browser(form)] == [False]
    click_out(form)

    expect(form.get_by_role("heading", name=LOGIN)).to_be_visible()
    assert notes_on_server() == [["Belum di server"]]
    assert in_browser(form) == []


def test_the_last_letters_of_this_page_go_to_the_server_too(form):
    type_note(form, "Awal")
    note(form).fill("Awal dan akhir")
    click_out(form)

    expect(form.get_by_role("heading", name=LOGIN)).to_be_visible()
    assert notes_on_server() == [["Awal dan akhir"]]


def test_who_would_lose_a_draft_is_asked(form, asked, faults):
    type_note(form, "Rahasia")
    form.route("**/draf/simpan/", lambda route: route.fulfill(status=500, body=""))
    click_out(form)
    wait_for(form, lambda: asked)

    assert asked == ["1 isian belum tersimpan di portal dan akan hilang bila Anda keluar. Tetap keluar?"]
    expect(note(form)).to_have_value("Rahasia")
    assert len(in_browser(form)) == 1
    assert Session.objects.exists()
    provoked(faults, "status of 500")


def test_a_draft_that_the_server_has_is_not_asked_about(form, asked):
    note(form).fill("Di server")
    ten_seconds_on(form)
    saves = []
    form.route("**/draf/simpan/", lambda route: (saves.append(route), route.abort()))
    click_out(form)

    expect(form.get_by_role("heading", name=LOGIN)).to_be_visible()
    assert (asked, saves) == ([], [])


def test_without_a_line_nobody_is_signed_out_and_nothing_is_lost(form, event):
    type_note(form, "Rahasia")
    form.context.set_offline(True)
    click_out(form)

    said = form.get_by_role("alert")
    expect(said).to_have_text("Sambungan terputus; Anda belum keluar. Coba lagi setelah tersambung.")
    expect(said).to_be_in_viewport()
    expect(note(form)).to_have_value("Rahasia")
    assert len(in_browser(form)) == 1
    form.context.set_offline(False)
    click_out(form)
    expect(form.get_by_role("heading", name=LOGIN)).to_be_visible()
    assert in_browser(form) == []


def test_the_other_tab_says_that_the_person_signed_out_and_keeps_the_words_in_sight(form, axe):
    type_note(form, "Masih di sini")
    form.evaluate("scrollTo(0, document.body.scrollHeight)")
    other = form.context.new_page()
    other.goto("/")
    click_out(other)
    expect(other.get_by_role("heading", name=LOGIN)).to_be_visible()

    said = form.get_by_role("alert")
    expect(said).to_contain_text("Anda sudah keluar.")
    expect(said).to_be_in_viewport()
    expect(note(form)).to_have_value("Masih di sini")
    note(form).fill("Masih di sini dan lagi")
    form.evaluate("dispatchEvent(new Event('online'))")
    form.clock.fast_forward(2500)
    form.wait_for_timeout(500)
    assert in_browser(form) == []
    assert axe(form) == []


def test_a_statement_typed_after_the_logout_in_another_tab_comes_back_to_be_copied(page, sign_in, faults):
    a_group(name="Kepala desa")
    a_theme(name="Klaim")
    sign_in(page, a_staff_member())
    page.goto(f"/fgd/{a_session().pk}/catat/")
    page.get_by_role("radio", name="Kepala desa").check()
    page.get_by_role("radio", name="Klaim").check()
    page.locator("#tambah [name=kind]").select_option("complaint")
    other = page.context.new_page()
    other.goto("/")
    click_out(other)
    expect(other.get_by_role("heading", name=LOGIN)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Anda sudah keluar.")
    page.evaluate("addEventListener('unhandledrejection', () => console.error('unhandled'))")

    page.get_by_label("Isi pernyataan").fill("Loket tutup.")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", name="Anda keluar otomatis")).to_be_visible()
    expect(page.get_by_text("Loket tutup.")).to_be_visible()
    provoked(faults, "status of 403")


def test_who_signed_in_again_elsewhere_is_signed_out_for_good(page, sign_in):
    person = a_staff_member()
    sign_in(page, person)
    page.goto("/")
    page.evaluate("""() => {
        for (const input of document.getElementsByName('csrfmiddlewaretoken')) input.value = 'x'.repeat(64);
    }""")  # as after another login in another tab
    click_out(page)

    expect(page.get_by_role("heading", name=LOGIN)).to_be_visible()
    assert not Session.objects.exists()
