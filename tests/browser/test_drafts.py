"""A poor line, a dead battery, an ended login: what was typed comes back, and only to who typed it."""

import json
from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_der_private_key
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from outreach.models import FgdEvent
from pmi_portal.drafts.keys import browser_keys
from pmi_portal.drafts.models import Draft
from tests.support.records import PASSWORD, a_staff_member, an_event

pytestmark = pytest.mark.django_db(transaction=True)
# Two thousand characters and more, of the kinds people type and paste.
LONG = "Loket tutup siang hari; “berkas diminta lagi”. 🙂 é \u200f\u0627\u0644\u0639\n" * 40
OFFER = ".draft-offer"
STATUS = "[data-draft-status]"


@pytest.fixture
def person():
    return a_staff_member()


@pytest.fixture
def event():
    return an_event(title="FGD Cilacap", note="")


@pytest.fixture
def form(page, sign_in, person, event):
    """The page with the form of an event, opened by a person who may change it."""
    page.clock.install()
    sign_in(page, person)
    page.goto(address(event))
    yield page
    leave(page)


def leave(page):
    """A page that is left sends what it has; the test waits for it before its database is emptied."""
    if not page.is_closed():
        page.goto("about:blank")
        page.wait_for_timeout(500)


def ten_seconds_on(page):
    """So long the form waits before it sends a draft; the clock of the page is turned on by that."""
    expect(page.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    page.clock.fast_forward(10_000)
    expect(page.locator(STATUS)).to_contain_text("Tersimpan di portal")


def address(event):
    return f"/fgd/kegiatan/{event.pk}/ubah/"


def note(page):
    return page.get_by_label("Catatan")


def in_browser(page, store="drafts"):
    """What lies in the database of the browser, each record with its words as its owner's key opens them."""
    return [opened(record) for record in sealed_in_browser(page, store)]


def sealed_in_browser(page, store="drafts"):
    """The same as anybody reads it who looks into the database; bytes are written as numbers."""
    return json.loads(
        page.evaluate(
            """store => new Promise((resolve) => {
                const opening = indexedDB.open("portal-pmi");
                const isBytes = (value) => value instanceof Uint8Array;
                const plain = (key, value) => isBytes(value) ? [...value] : value;
                opening.onsuccess = () => {
                    const done = (found) => {
                        resolve(JSON.stringify(found, plain));
                        opening.result.close();
                    };
                    if (!opening.result.objectStoreNames.contains(store)) {
                        opening.result.close();
                        indexedDB.deleteDatabase("portal-pmi").onsuccess = () => resolve("[]");
                        return;
                    }
                    const all = opening.result.transaction(store).objectStore(store).getAll();
                    all.onsuccess = () => done(all.result);
                };
            })""",
            store,
        )
    )


def opened(record):
    keys = browser_keys(by=get_user_model().objects.get(pk=record["user"]))
    private = load_der_private_key(b64decode(keys["private"]), None)
    seal = {name: bytes(numbers) for name, numbers in record.pop("seal").items()}
    once = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), seal["once"])
    words = json.loads(AESGCM(private.exchange(ec.ECDH(), once)).decrypt(seal["iv"], seal["data"], None))
    return record | (words if "entries" in words else {"content": words})


def as_sent(text):
    return text.replace("\r\n", "\n")


def provoked(faults, *texts):
    """Forget what the browser itself reports about that which the test is about."""
    faults[:] = [fault for fault in faults if not any(text in fault for text in texts)]


def test_what_is_typed_lies_on_the_device_within_two_seconds_and_survives_a_reload(form, event):
    note(form).fill(LONG)
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat", timeout=2500)

    form.goto(address(event))
    expect(form.locator(OFFER)).to_contain_text("Ada isian yang belum disimpan dari")
    expect(form.locator(OFFER)).to_contain_text("Loket tutup siang hari")
    expect(note(form)).to_have_value("")
    form.get_by_role("button", name="Pulihkan isian").click()

    expect(note(form)).to_have_value(LONG)
    expect(form.locator(OFFER)).to_have_count(0)


def test_while_somebody_types_on_it_is_saved_all_the_time(form):
    note(form).focus()
    for n in range(8):
        form.keyboard.type(f"kata {n} ")
        form.clock.run_for(500)

    kept = in_browser(form)[0]["content"]["note"][0]
    assert kept.startswith("kata 0 kata 1 kata 2 kata 3 ")


def test_it_lies_on_the_server_after_ten_seconds_and_comes_back_on_another_device(
    form, event, person, browser, live_server, sign_in
):
    note(form).fill(LONG)
    ten_seconds_on(form)

    context = browser.new_context(base_url=live_server.url, locale="id-ID")
    other = context.new_page()
    sign_in(other, person)
    other.goto(address(event))
    other.get_by_role("button", name="Pulihkan isian").click()
    expect(note(other)).to_have_value(LONG)
    context.close()


def test_a_draft_too_long_for_the_server_says_that_it_lies_only_on_the_device(form, faults):
    sent = []
    form.on("request", lambda request: sent.append(request) if "/draf/simpan/" in request.url else None)
    note(form).evaluate("(area) => { area.value = 'x'.repeat(500_001); }")
    note(form).press("End")
    for letter in "yz":
        note(form).type(letter)
        expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
        form.clock.fast_forward(10_000)
        expect(form.locator(STATUS)).to_contain_text("isian tersimpan hanya di perangkat ini")

    assert len(in_browser(form)[0]["content"]["note"][0]) == 500_003
    assert len(sent) == 1  # and not again while it is as long
    assert Draft.objects.count() == 0
    provoked(faults, "status of 413")


def test_a_closed_tab_sends_its_last_words_to_the_server_and_keeps_them_in_the_browser(form, event):
    note(form).fill("Kata terakhir")
    other = form.context.new_page()
    form.close(run_before_unload=True)
    other.wait_for_timeout(1000)

    other.goto(address(event))
    other.get_by_role("button", name="Pulihkan isian").click()
    expect(note(other)).to_have_value("Kata terakhir")
    assert json.loads(Draft.objects.get().content)["note"] == ["Kata terakhir"]


def test_ten_minutes_without_a_line_lose_nothing(form, event, faults):
    form.clock.install()
    form.goto(address(event))
    note(form).fill(LONG)
    form.context.set_offline(True)
    form.clock.run_for(600_000)
    expect(form.locator(STATUS)).to_contain_text("Sambungan terputus; isian tersimpan di perangkat ini")
    assert as_sent(in_browser(form)[0]["content"]["note"][0]) == LONG

    form.get_by_role("button", name="Simpan perubahan").click()
    expect(form.locator(STATUS)).to_contain_text("lagi setelah tersambung.")
    expect(note(form)).to_have_value(LONG)
    form.context.set_offline(False)
    form.get_by_role("button", name="Simpan perubahan").click()

    expect(form.get_by_role("main")).to_contain_text("Perubahan kegiatan FGD “FGD Cilacap” disimpan.")
    assert as_sent(FgdEvent.objects.get().note) == LONG.strip()
    provoked(faults, "ERR_INTERNET_DISCONNECTED")


def test_who_sends_without_a_line_sees_the_message_from_the_top_of_a_long_form(form, faults):
    form.set_viewport_size({"width": 360, "height": 640})
    form.context.set_offline(True)
    form.get_by_label("Judul").press("Enter")

    expect(form.locator(STATUS)).to_contain_text("lagi setelah tersambung.")
    expect(form.locator(STATUS)).to_be_in_viewport()
    provoked(faults, "ERR_INTERNET_DISCONNECTED")


def test_a_form_that_was_sent_leaves_no_draft_behind(form, event):
    note(form).fill("Hujan")
    ten_seconds_on(form)
    form.get_by_role("button", name="Simpan perubahan").click()
    expect(form.get_by_role("main")).to_contain_text("disimpan.")

    form.goto(address(event))
    expect(note(form)).to_have_value("Hujan")
    expect(form.locator(OFFER)).to_have_count(0)
    assert (in_browser(form), Draft.objects.count()) == ([], 0)


def test_a_discarded_draft_is_not_offered_again(form, event):
    note(form).fill("Salah tulis")
    ten_seconds_on(form)
    form.goto(address(event))
    with form.expect_response("**/draf/buang/"):
        form.get_by_role("button", name="Hapus isian").click()
    note(form).fill("")
    expect(form.locator(OFFER)).to_have_count(0)

    form.goto(address(event))
    form.wait_for_load_state("networkidle")
    expect(form.locator(OFFER)).to_have_count(0)
    assert (in_browser(form), Draft.objects.count()) == ([], 0)


def test_a_refused_form_keeps_what_was_typed(form, event, faults):
    note(form).fill("Hujan")
    form.get_by_label("Judul").fill("")
    form.get_by_role("button", name="Simpan perubahan").click()
    expect(form.get_by_role("alert")).to_contain_text("isian yang perlu diperbaiki")
    expect(form.locator(OFFER)).to_have_count(0)

    form.goto(address(event))
    form.get_by_role("button", name="Pulihkan isian").click()
    expect(note(form)).to_have_value("Hujan")
    expect(form.get_by_label("Judul")).to_have_value("")
    provoked(faults, "status of 422")


def test_after_the_login_ended_every_character_comes_back(form, event, person, faults):
    note(form).fill(LONG)
    Session.objects.all().delete()
    form.get_by_role("button", name="Simpan perubahan").click()

    expect(form.get_by_role("heading", name="isian ini tidak tersimpan")).to_be_visible()
    provoked(faults, "status of 403")
    form.get_by_role("link", name="Masuk lagi").click()
    form.get_by_label("Alamat surel").fill(person.email)
    form.get_by_label("Kata sandi", exact=False).first.fill(PASSWORD)
    form.get_by_role("main").get_by_role("button", name="Masuk").click()
    form.get_by_role("button", name="Pulihkan isian").click()
    assert note(form).input_value() == LONG
    form.get_by_role("button", name="Simpan perubahan").click()
    expect(form.get_by_role("main")).to_contain_text("disimpan.")
    assert as_sent(FgdEvent.objects.get().note) == LONG.strip()


def test_a_new_token_from_another_tab_does_not_kill_the_form(form, event, person, faults):
    note(form).fill("Hujan")
    other = form.context.new_page()
    form.context.clear_cookies()
    other.goto("/akun/login/")
    other.get_by_label("Alamat surel").fill(person.email)
    other.get_by_label("Kata sandi", exact=False).first.fill(PASSWORD)
    other.get_by_role("main").get_by_role("button", name="Masuk").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Beranda")

    form.bring_to_front()
    ten_seconds_on(form)
    form.get_by_role("button", name="Simpan perubahan").click()
    expect(form.get_by_role("main")).to_contain_text("disimpan.")
    assert FgdEvent.objects.get().note == "Hujan"
    provoked(faults, "status of 403")


def test_a_draft_of_an_older_version_is_joined_with_what_others_saved_since(form, event):
    note(form).fill("Tulisan saya")
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    FgdEvent.objects.filter(pk=event.pk).update(purpose="Tujuan Sari", revision=2)

    form.goto(address(event))
    form.get_by_role("button", name="Pulihkan isian").click()
    form.get_by_role("button", name="Simpan perubahan").click()

    expect(form.get_by_role("main")).to_contain_text("yang Anda tidak ubah: Tujuan")
    saved = FgdEvent.objects.get()
    assert (saved.note, saved.purpose) == ("Tulisan saya", "Tujuan Sari")


def test_a_double_click_makes_one_record(page, sign_in, person):
    region = an_event().region
    sign_in(page, person)
    page.goto("/fgd/kegiatan/baru/")
    page.get_by_label("Judul").first.fill("FGD dua kali")
    page.locator("select[name=region]").select_option(str(region.pk))
    page.locator("input[name$=held_on]").fill("2024-05-06")
    page.locator("input[name$=venue]").fill("Balai")
    page.get_by_role("button", name="Simpan FGD").dblclick()

    expect(page.get_by_role("main")).to_contain_text("dicatat. Isi kehadiran")
    assert FgdEvent.objects.filter(title="FGD dua kali").count() == 1


def test_logging_out_leaves_nothing_in_the_browser(form, event):
    note(form).fill("Rahasia")
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    form.locator(".account-menu summary").click()
    form.get_by_role("button", name="Keluar").click()
    expect(form.get_by_role("heading", name="Masuk ke Portal PMI")).to_be_visible()

    assert in_browser(form) == []


def test_an_answer_that_comes_after_the_logout_in_another_tab_brings_nothing_back(form, event):
    held = {}
    form.route("**/draf/simpan/", lambda route: held.update(answer=route))
    note(form).fill("Rahasia")
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    form.evaluate("dispatchEvent(new Event('online'))")
    wait_for(form, lambda: "answer" in held)
    other = form.context.new_page()
    other.goto("/")
    other.locator(".account-menu summary").click()
    other.get_by_role("button", name="Keluar").click()
    expect(other.get_by_role("button", name="Masuk").first).to_be_visible()

    held["answer"].fulfill(json={"saved": True, "at": "2026-11-23T10:00:00+07:00"})
    form.wait_for_timeout(500)

    assert in_browser(form) == []


def wait_for(page, happened, seconds=5):
    for _ in range(seconds * 10):
        if happened():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it did not happen within {seconds} seconds")


def test_somebody_else_at_the_same_computer_sees_no_foreign_draft_and_loses_none(
    form, event, person, sign_in
):
    note(form).fill("Rahasia Sari")
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    Draft.objects.all().delete()
    lies_there = json.dumps(sealed_in_browser(form))
    assert ("Rahasia" in lies_there, in_browser(form)[0]["content"]["note"]) == (False, ["Rahasia Sari"])
    as_numbers = json.dumps([*b"Rahasia"], separators=(",", ":"))[1:-1]
    assert as_numbers not in lies_there.replace(" ", "")
    goes_on(form, a_staff_member(), sign_in, event)

    expect(form.locator("[data-others]")).to_have_text("1 belum terkirim milik akun lain")
    expect(form.locator(OFFER)).to_have_count(0)
    expect(note(form)).to_have_value("")
    assert "Rahasia" not in form.content()
    Draft.objects.all().delete()  # what its page had sent when it was left
    goes_on(form, person, sign_in, event)

    form.get_by_role("button", name="Pulihkan isian").click()
    expect(note(form)).to_have_value("Rahasia Sari")
    expect(form.locator("[data-others]")).to_have_text("")


def goes_on(page, person, sign_in, event):
    """This person signs in where another one was signed in, and opens the form."""
    page.goto("about:blank")
    page.wait_for_timeout(500)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    sign_in(page, person)
    page.goto(address(event))
    page.wait_for_load_state("networkidle")


def test_who_signs_out_takes_nothing_from_somebody_else(form, event, sign_in):
    note(form).fill("Rahasia Sari")
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    goes_on(form, a_staff_member(), sign_in, event)
    form.locator(".account-menu summary").click()
    form.get_by_role("button", name="Keluar").click()

    expect(form.get_by_role("button", name="Masuk").first).to_be_visible()
    assert [draft["content"]["note"] for draft in in_browser(form)] == [["Rahasia Sari"]]


def test_two_tabs_of_one_blank_form_keep_a_draft_each(page, person, sign_in):
    sign_in(page, person)
    tabs = [page, page.context.new_page()]
    for tab, words in zip(tabs, ("Tab satu", "Tab dua"), strict=True):
        tab.goto("/fgd/kegiatan/baru/")
        expect(tab.locator(OFFER)).to_have_count(0)
        note(tab).fill(words)
        expect(tab.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    for tab in tabs:
        tab.goto("about:blank")
        tab.wait_for_timeout(500)

    page.goto("/fgd/kegiatan/baru/")
    expect(page.locator(OFFER)).to_have_count(2)
    expect(page.locator(OFFER).first).to_contain_text("Tab dua")
    page.locator(OFFER).last.get_by_role("button", name="Hapus isian").click()
    expect(page.locator(OFFER)).to_have_count(1)
    page.get_by_role("button", name="Pulihkan isian").click()
    expect(note(page)).to_have_value("Tab dua")
    leave(page)
    assert [json.loads(draft.content)["note"] for draft in Draft.objects.all()] == [["Tab dua"]]


def test_without_a_line_a_page_says_how_much_waits_and_shows_no_word(form, event, axe, faults):
    note(form).fill("Rahasia Sari")
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    form.evaluate("navigator.serviceWorker.ready.then(() => true)")
    form.reload()
    form.wait_for_function("navigator.serviceWorker.controller")
    form.context.set_offline(True)
    form.goto(address(event))

    expect(form.get_by_role("heading", name="Sambungan terputus")).to_be_visible()
    expect(form.get_by_role("heading", name="1 belum terkirim di perangkat ini")).to_be_visible()
    expect(form.get_by_role("listitem")).to_contain_text("FGD, ")
    assert "Rahasia" not in form.content()
    assert axe(form) == []
    kept = form.evaluate(
        """async () => {
            const names = await caches.keys();
            const stores = await Promise.all(names.map((name) => caches.open(name)));
            return (await Promise.all(stores.map((store) => store.keys()))).flat()
                .map(({ url }) => new URL(url).pathname);
        }"""
    )
    assert [path for path in kept if path != "/luring/" and not path.startswith("/static/")] == []
    form.context.set_offline(False)
    form.get_by_role("button", name="Pulihkan isian").click()
    expect(note(form)).to_have_value("Rahasia Sari")
    provoked(faults, "ERR_INTERNET_DISCONNECTED")


def test_two_versions_are_chosen_between_with_a_page_that_everybody_can_use(form, event, axe, faults):
    note(form).fill("Tulisan saya")
    saved = FgdEvent.objects.get()
    saved.note, saved.revision = "Tulisan Sari", 2
    saved.save()
    form.get_by_role("button", name="Simpan perubahan").click()

    conflict = form.locator(".conflict")
    expect(conflict).to_contain_text("Tulisan saya")
    expect(conflict).to_contain_text("Tulisan Sari")
    assert axe(form) == []
    for width in (360, 1280):
        form.set_viewport_size({"width": width, "height": 800})
        assert form.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    conflict.get_by_label("Isian Anda").check()
    form.get_by_role("button", name="Simpan perubahan").click()
    expect(form.get_by_role("main")).to_contain_text("disimpan.")
    assert FgdEvent.objects.get().note == "Tulisan saya"
    provoked(faults, "status of 409")


def test_the_offer_can_be_read_by_everybody(form, event, axe):
    note(form).fill(LONG)
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di perangkat")
    form.goto(address(event))
    expect(form.locator(OFFER)).to_be_visible()

    assert axe(form) == []
    form.set_viewport_size({"width": 360, "height": 800})
    assert form.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_message_of_a_cut_line_goes_when_the_line_is_back(form):
    note(form).fill("Hujan")
    ten_seconds_on(form)
    form.context.set_offline(True)
    expect(form.locator(STATUS)).to_contain_text("Sambungan terputus")
    form.context.set_offline(False)
    expect(form.locator(STATUS)).to_contain_text("Tersimpan di portal")
