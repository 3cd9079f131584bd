"""Notes taken at the table on a poor line: row by row from the keyboard, each statement once and in order."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from outreach.models import FgdSession, Statement
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Posting
from tests.browser.test_drafts import in_browser, leave, provoked, wait_for
from tests.support.records import PASSWORD, a_group, a_session, a_staff_member, a_statement, a_theme

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = ".waiting > ul > li"
CUT = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture
def person():
    return a_staff_member()


@pytest.fixture
def session():
    a_group(name="Kepala desa")
    a_theme(name="Klaim")
    return a_session()


@pytest.fixture
def table(page, sign_in, person, session):
    """The page of a session with the form for statements; group, theme and kind are chosen already."""
    page.clock.install()
    sign_in(page, person)
    page.goto(session.get_absolute_url())
    choose(page)
    yield page
    leave(page)


def choose(page):
    page.locator("#tambah").get_by_label("Disampaikan oleh kelompok").select_option(label="Kepala desa")
    page.locator("#tambah [name=theme]").select_option(index=1)
    page.locator("#tambah [name=kind]").select_option("complaint")


def log_in(page, user, *, to):
    page.goto(f"/akun/login/?next={to}")
    page.get_by_label("Alamat surel").fill(user.email)
    page.get_by_label("Kata sandi", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()


def text(page):
    return page.get_by_label("Isi pernyataan")


def said():
    return list(Statement.objects.order_by("pk").values_list("text", flat=True))


def test_statements_follow_each_other_from_the_keyboard_alone(table):
    text(table).focus()
    for words in ("Satu.", "Dua.", "Tiga."):
        table.keyboard.type(words)
        table.keyboard.press("Enter")
        table.keyboard.type("Baris kedua.")
        table.keyboard.press("Control+Enter")

    expect(table.locator("#daftar-pernyataan li")).to_have_count(3)
    expect(text(table)).to_be_focused()
    expect(table.locator(WAITING)).to_have_count(0)
    assert [one.replace("\r", "") for one in said()] == [
        f"{words}\nBaris kedua." for words in ("Satu.", "Dua.", "Tiga.")
    ]
    assert in_browser(table, "queue") == []


def test_without_a_line_statements_wait_and_are_sent_in_order_and_once(table, faults):
    table.context.set_offline(True)
    for words in ("Satu.", "Dua.", "Tiga."):
        text(table).fill(words)
        table.keyboard.press("Control+Enter")
        expect(text(table)).to_have_value("")
    expect(table.locator(WAITING)).to_have_count(3)
    expect(table.locator(WAITING).first).to_contain_text("menunggu dikirim")
    expect(table.get_by_role("status").filter(has_text="dikirim begitu tersambung lagi")).to_be_visible()
    assert said() == []

    table.context.set_offline(False)

    expect(table.locator("#daftar-pernyataan li")).to_have_count(3)
    expect(table.locator(WAITING)).to_have_count(0)
    assert said() == ["Satu.", "Dua.", "Tiga."]
    provoked(faults, CUT)


def test_waiting_statements_survive_a_closed_tab(table, session, faults):
    table.context.set_offline(True)
    text(table).fill("Satu.")
    table.keyboard.press("Control+Enter")
    expect(table.locator(WAITING)).to_have_count(1)
    other = table.context.new_page()
    table.close()
    other.context.set_offline(False)

    other.goto(session.get_absolute_url())

    expect(other.locator("#daftar-pernyataan")).to_contain_text("Satu.")
    assert said() == ["Satu."]
    provoked(faults, CUT)


def test_an_answer_that_was_lost_makes_no_second_statement(table, faults):
    lost = []

    def swallow(route):
        lost.append(route.fetch())
        route.abort()

    table.route("**/pernyataan/tambah/", swallow, times=1)
    text(table).fill("Satu.")
    table.keyboard.press("Control+Enter")
    expect(table.get_by_role("status").filter(has_text="Sambungan terputus")).to_be_visible()
    expect(table.locator(WAITING)).to_have_count(1)
    assert said() == ["Satu."]

    table.evaluate("dispatchEvent(new Event('online'))")

    expect(table.locator(WAITING)).to_have_count(0)
    expect(table.locator("#daftar-pernyataan li")).to_have_count(1)
    assert (len(lost), said()) == (1, ["Satu."])
    provoked(faults, "net::ERR_FAILED")


def test_a_statement_the_server_fails_on_holds_up_no_other_and_is_tried_again(table, faults):
    by_itself = []  # of each time the first one is sent

    def fail(route):
        rotten = "Rusak" in route.request.post_data
        if rotten:
            by_itself.append(route.request.headers.get("x-by-itself"))
        route.fulfill(status=500, body="") if rotten else route.continue_()

    table.route("**/pernyataan/tambah/", fail)
    for words in ("Rusak.", "Dua."):
        text(table).fill(words)
        table.keyboard.press("Control+Enter")

    expect(table.locator("#daftar-pernyataan")).to_contain_text("Dua.")
    expect(table.locator(WAITING)).to_have_count(1)
    expect(table.locator(WAITING)).to_contain_text("belum tercatat; dicoba lagi")
    expect(table.locator(WAITING).get_by_role("button", name="Perbaiki pernyataan")).to_be_visible()
    assert said() == ["Dua."]
    table.clock.fast_forward(6000)
    wait_for(table, lambda: len(by_itself) > 1, seconds=30)
    assert by_itself[:2] == [None, "1"]  # a retry is no sign of a person

    table.unroute("**/pernyataan/tambah/")

    table.clock.fast_forward(11_000)
    expect(table.locator("#daftar-pernyataan")).to_contain_text("Rusak.", timeout=30_000)
    expect(table.locator(WAITING)).to_have_count(0)
    assert said() == ["Dua.", "Rusak."]
    provoked(faults, "status of 500")


def queue_one(table, words):
    text(table).fill(words)
    table.keyboard.press("Control+Enter")


def hold(table, held):
    """Statements reach no server until the test answers held["route"]."""
    table.route("**/pernyataan/tambah/", lambda route: held.update(route=route))


def try_again(table):
    table.evaluate("dispatchEvent(new Event('online'))")


def in_queue(table, act):
    """Do this with the store of the queue, as another tab would."""
    table.evaluate(
        """act => new Promise((resolve) => {
            const opening = indexedDB.open("portal-pmi");
            opening.onsuccess = () => {
                const change = opening.result.transaction("queue", "readwrite");
                if (act === "clear") change.objectStore("queue").clear();
                else change.objectStore("queue").openCursor().onsuccess = ({ target: { result } }) => {
                    if (!result) return;
                    result.update({ ...result.value, notBefore: 0 });
                    result.continue();
                };
                change.oncomplete = () => { opening.result.close(); resolve(); };
            };
        })""",
        act,
    )


@pytest.mark.parametrize("status", [500, 422])
def test_a_statement_dropped_while_it_is_sent_does_not_come_back(table, faults, status):
    held = {}
    hold(table, held)
    queue_one(table, "Satu.")
    wait_for(table, lambda: "route" in held)
    in_queue(table, "clear")

    held["route"].fulfill(status=status, body="")

    expect(table.locator(WAITING)).to_have_count(0)
    assert in_browser(table, "queue") == []
    provoked(faults, f"status of {status}")


def test_a_statement_on_its_way_can_be_neither_dropped_nor_mended(table, faults):
    held = {}
    hold(table, held)
    queue_one(table, "Satu.")
    wait_for(table, lambda: "route" in held)
    row = table.locator(WAITING)
    expect(row).to_contain_text("sedang dikirim")
    expect(row.get_by_role("button")).to_have_count(0)

    held.pop("route").fulfill(status=500, body="")
    expect(row.get_by_role("button", name="Hapus pernyataan")).to_be_visible()
    in_queue(table, "due")
    try_again(table)
    wait_for(table, lambda: "route" in held)
    expect(row).to_contain_text("sedang dikirim")
    expect(row.get_by_role("button")).to_have_count(0)

    held["route"].continue_()
    expect(row).to_have_count(0)
    assert said() == ["Satu."]
    provoked(faults, "status of 500")


def test_a_statement_taken_in_before_the_server_failed_is_no_second_one_when_it_is_mended(table, faults):
    def take_in_and_fail(route):
        route.fetch()
        route.fulfill(status=502, body="")

    table.route("**/pernyataan/tambah/", take_in_and_fail, times=1)
    queue_one(table, "Satu.")
    table.locator(WAITING).get_by_role("button", name="Perbaiki pernyataan").click()
    expect(text(table)).to_have_value("Satu.")
    expect(text(table)).to_be_focused()
    table.keyboard.press("Control+Enter")

    expect(table.locator("#daftar-pernyataan")).to_contain_text("Satu.")
    expect(table.locator(WAITING)).to_have_count(0)
    assert said() == ["Satu."]
    provoked(faults, "status of 502")


def test_a_refused_statement_is_mended_under_a_new_number(table, faults):
    queue_one(table, "NIK 3504012345678901")
    expect(table.locator(WAITING)).to_contain_text("tidak diterima")
    [refused] = in_browser(table, "queue")
    table.locator(WAITING).get_by_role("button", name="Perbaiki pernyataan").click()
    expect(table.locator(WAITING)).to_have_count(0)

    assert ["submission", table.locator("#tambah [name=submission]").input_value()] not in refused["entries"]
    leave(table)
    provoked(faults, "status of 422")


def test_the_longer_the_text_the_longer_the_line_may_take(table):
    table.evaluate(
        """() => {
            const timeout = AbortSignal.timeout;
            AbortSignal.timeout = (ms) => { (window.limits ??= []).push(ms); return timeout(ms); };
        }"""
    )
    queue_one(table, "Pendek.")
    expect(table.locator("#daftar-pernyataan")).to_contain_text("Pendek.")
    text(table).evaluate("area => area.removeAttribute('maxlength')")
    text(table).fill("x" * 200_000)
    table.clock.fast_forward(10_000)
    wait_for(table, lambda: max(table.evaluate("limits")) > 60_000)

    limits = table.evaluate("limits")
    assert 30_000 < min(limits) < 32_000
    assert 130_000 < max(limits) < 135_000
    leave(table)


def test_a_line_that_swallows_the_question_counts_as_cut(page, sign_in, person, session, faults):
    page.clock.install()
    sign_in(page, person)
    page.goto(session.get_absolute_url())
    choose(page)
    page.route("**/pernyataan/tambah/", lambda route: None, times=1)
    text(page).fill("Satu.")
    with page.expect_request("**/pernyataan/tambah/"):
        page.keyboard.press("Control+Enter")
    page.clock.fast_forward(31_000)

    expect(page.get_by_role("status").filter(has_text="Sambungan terputus")).to_be_visible()
    assert said() == []
    page.clock.fast_forward(6000)
    expect(page.locator("#daftar-pernyataan")).to_contain_text("Satu.", timeout=20_000)
    assert said() == ["Satu."]
    leave(page)


def test_a_refused_statement_stays_with_its_reason_and_can_be_mended(table, faults):
    for words in ("NIK 3504012345678901", "Dua."):
        text(table).fill(words)
        table.keyboard.press("Control+Enter")
    expect(table.locator("#daftar-pernyataan")).to_contain_text("Dua.", timeout=10_000)
    refused = table.locator(WAITING)
    expect(refused).to_contain_text("tampak seperti NIK. Hapus nomor itu.")
    expect(refused).to_contain_text("tidak diterima")

    table.reload()
    expect(refused).to_contain_text("tampak seperti NIK. Hapus nomor itu.")
    refused.get_by_role("button", name="Perbaiki pernyataan").click()
    expect(text(table)).to_have_value("NIK 3504012345678901")
    expect(table.locator("#tambah [name=kind]")).to_have_value("complaint")
    text(table).fill("NIK tidak disebut.")
    table.keyboard.press("Control+Enter")

    expect(table.locator(WAITING)).to_have_count(0)
    expect(table.locator("#daftar-pernyataan")).to_contain_text("NIK tidak disebut.")
    assert said() == ["Dua.", "NIK tidak disebut."]
    provoked(faults, "status of 422")


def test_an_incomplete_statement_is_not_queued(table):
    table.locator("#tambah [name=kind]").select_option("")
    text(table).fill("Satu.")
    table.keyboard.press("Control+Enter")

    expect(table.locator("#tambah [name=kind]")).to_be_focused()
    expect(text(table)).to_have_value("Satu.")
    assert in_browser(table, "queue") == []


def test_after_the_login_ended_statements_wait_for_the_next_login(table, person, session):
    Session.objects.all().delete()
    text(table).fill("Satu.")
    table.keyboard.press("Control+Enter")
    hint = table.get_by_role("status").filter(has_text="Anda keluar otomatis")
    with table.expect_navigation():
        hint.get_by_role("link", name="Masuk").click()
    log_in(table, person, to=session.get_absolute_url())

    expect(table.locator("#daftar-pernyataan")).to_contain_text("Satu.")
    assert said() == ["Satu."]


def test_who_must_set_up_a_second_factor_first_keeps_the_waiting_statements(table, person, settings):
    settings.MFA_REQUIRED_ROLES = [Role.ADMINISTRATOR]
    Posting.objects.create(user=person, role=Role.ADMINISTRATOR)
    text(table).fill("Satu.")
    table.keyboard.press("Control+Enter")

    expect(table.get_by_role("status").filter(has_text="Anda keluar otomatis")).to_be_visible()
    expect(table.locator(WAITING)).to_contain_text("menunggu dikirim")
    assert len(in_browser(table, "queue")) == 1
    assert said() == []


def test_a_full_disk_loses_no_word(table, faults):
    table.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new Error('disk is full'); }; }")
    for words in ("Satu.", "Dua."):
        choose(table)
        text(table).fill(words)
        table.keyboard.press("Control+Enter")
        expect(table.locator("#daftar-pernyataan")).to_contain_text(words)

    assert said() == ["Satu.", "Dua."]
    provoked(faults, "disk is full")


def test_without_a_database_in_the_browser_an_ended_sign_in_loses_no_word(
    page, sign_in, person, session, faults
):
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    sign_in(page, person)
    page.goto(session.get_absolute_url())
    for words in ("Satu tercatat.", "Dua tidak tercatat."):
        choose(page)
        text(page).fill(words)
        page.locator("#tambah").get_by_role("button", name="Catat pernyataan").click()
        if words.startswith("Satu"):
            expect(page.locator("#daftar-pernyataan")).to_contain_text(words)
            Session.objects.all().delete()

    expect(page.get_by_role("heading", name="isian ini tidak tersimpan")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Dua tidak tercatat.")
    assert said() == ["Satu tercatat."]
    provoked(faults, "status of 403")


def test_two_people_take_notes_at_the_same_time(table, session, browser, live_server, sign_in):
    context = browser.new_context(base_url=live_server.url, locale="id-ID")
    other = context.new_page()
    sign_in(other, a_staff_member())
    other.goto(session.get_absolute_url())
    choose(other)

    for n in range(3):
        for page, who in ((table, "pertama"), (other, "kedua")):
            text(page).fill(f"Notulis {who}, {n}.")
            page.keyboard.press("Control+Enter")
    expect(table.locator("#daftar-pernyataan")).to_contain_text("Notulis pertama, 2.")
    expect(other.locator("#daftar-pernyataan")).to_contain_text("Notulis kedua, 2.")
    expect(other.locator(WAITING)).to_have_count(0)

    assert sorted(said()) == sorted(f"Notulis {who}, {n}." for who in ("pertama", "kedua") for n in range(3))
    context.close()


def test_what_is_being_typed_is_offered_after_a_reload_and_not_after_it_was_sent(table, session):
    text(table).fill("Setengah kal")
    expect(table.locator("#tambah [data-draft-status]")).to_contain_text("Tersimpan di perangkat")
    table.goto(session.get_absolute_url())
    table.get_by_role("button", name="Pulihkan isian").click()
    text(table).press("End")
    table.keyboard.type("imat.")
    table.keyboard.press("Control+Enter")
    expect(table.locator("#daftar-pernyataan")).to_contain_text("Setengah kalimat.")

    table.goto(session.get_absolute_url())
    table.wait_for_load_state("networkidle")
    expect(table.locator(".draft-offer")).to_have_count(0)
    assert in_browser(table) == []


def test_who_logs_out_with_statements_waiting_is_asked(table, faults):
    table.route("**/pernyataan/tambah/", lambda route: route.abort())
    text(table).fill("Satu.")
    table.keyboard.press("Control+Enter")
    expect(table.locator(WAITING)).to_have_count(1)
    asked = []
    table.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    table.locator(".account-menu summary").click()
    table.get_by_role("button", name="Keluar").click()
    wait_for(table, lambda: asked)

    expect(table.locator(WAITING)).to_have_count(1)
    assert asked == ["1 pernyataan belum terkirim dan akan hilang bila Anda keluar. Tetap keluar?"]
    assert len(in_browser(table, "queue")) == 1
    provoked(faults, "net::ERR_FAILED")


def test_statements_of_somebody_else_are_neither_shown_nor_sent(table, session, faults):
    Session.objects.all().delete()
    text(table).fill("Rahasia.")
    table.keyboard.press("Control+Enter")
    expect(table.locator(WAITING)).to_have_count(1)
    other = table.context.new_page()
    log_in(other, a_staff_member(), to=session.get_absolute_url())
    expect(other.locator("#tambah")).to_be_visible()
    table.bring_to_front()
    table.evaluate("dispatchEvent(new Event('online'))")
    table.wait_for_timeout(1000)

    expect(other.locator(WAITING)).to_have_count(0)
    assert said() == []
    other.reload()
    expect(other.locator("#tambah")).to_be_visible()
    assert in_browser(other, "queue") == []
    provoked(faults, "status of 403")


def test_a_session_that_is_gone_keeps_the_words_in_sight(table, session, faults):
    text(table).fill("Satu.")
    FgdSession.objects.filter(pk=session.pk).delete()
    table.keyboard.press("Control+Enter")

    expect(table.locator(WAITING)).to_contain_text("Satu.")
    expect(table.locator(WAITING)).to_contain_text("tidak diterima")
    leave(table)
    provoked(faults, "status of 404")


def test_the_page_with_a_waiting_statement_can_be_used_by_everybody(table, axe, session, faults):
    a_statement(session=session)
    text(table).fill("NIK 3504012345678901")
    table.keyboard.press("Control+Enter")
    expect(table.locator(WAITING)).to_contain_text("tidak diterima")

    assert axe(table) == []
    table.set_viewport_size({"width": 360, "height": 800})
    assert table.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    provoked(faults, "status of 422")
