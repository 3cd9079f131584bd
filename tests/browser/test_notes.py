"""Notes taken at the table on a poor line: row by row from the keyboard, each statement once and in order."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from outreach.models import FgdSession, Statement
from pmi_portal.accounts.permissions import Role
from stakeholders.models import Posting
from tests.browser.test_drafts import in_browser, leave, provoked, wait_for
from tests.support.records import (
    PASSWORD,
    a_group,
    a_participation,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
)

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
    page.goto(notes_of(session))
    choose(page)
    yield page
    leave(page)


def notes_of(session):
    return f"/fgd/{session.pk}/catat/"


def choose(page):
    page.get_by_role("radio", name="Kepala desa").check()
    page.get_by_role("radio", name="Klaim").check()
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

    other.goto(notes_of(session))

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


def number_of(table):
    return table.locator("#tambah [name=submission]").input_value()


def test_a_refusal_takes_the_old_message_away_and_puts_the_words_back(table, faults):
    queue_one(table, "Satu.")
    expect(table.locator("#baru-dicatat")).to_contain_text("Pernyataan dicatat")
    refused = number_of(table)

    queue_one(table, "NIK 3504014107908901")

    expect(table.locator("#tambah [role=alert]")).to_contain_text("tampak seperti NIK. Hapus nomor itu.")
    expect(text(table)).to_have_value("NIK 3504014107908901")
    expect(text(table)).to_be_focused()
    expect(table.locator("#baru-dicatat")).to_have_text("")
    expect(table.locator(WAITING)).to_have_count(0)
    assert number_of(table) != refused
    text(table).fill("NIK tidak disebut.")
    table.keyboard.press("Control+Enter")
    expect(table.locator("#daftar-pernyataan li").first).to_contain_text("NIK tidak disebut.")
    expect(table.locator("#tambah [role=alert]")).to_have_count(0)
    assert said() == ["Satu.", "NIK tidak disebut."]
    provoked(faults, "status of 422")


def test_what_is_refused_after_the_line_was_cut_comes_back_too(table, faults):
    queue_one(table, "Satu.")
    expect(table.locator("#baru-dicatat")).to_contain_text("Pernyataan dicatat")
    table.context.set_offline(True)
    queue_one(table, "NIK 3504014107908901")
    expect(table.locator(WAITING)).to_contain_text("menunggu dikirim")
    expect(table.locator("#baru-dicatat")).to_have_text("")

    table.context.set_offline(False)

    expect(text(table)).to_have_value("NIK 3504014107908901")
    expect(table.locator("#tambah [role=alert]")).to_contain_text("tampak seperti NIK. Hapus nomor itu.")
    expect(table.locator(WAITING)).to_have_count(0)
    leave(table)
    provoked(faults, CUT, "status of 422")


def test_group_and_theme_are_chosen_by_one_key(page, sign_in, person):
    here = [a_group(name="Kepala desa", order=1), a_group(name="Relawan", order=2)]
    themes, session = [a_theme(name="Klaim"), a_theme(name="Iuran")], a_session()
    for group in here:
        a_participation(session=session, group=group)
    sign_in(page, person)
    page.goto(notes_of(session))
    chosen = page.locator("#tambah :is([name=group], [name=theme]):checked")

    page.get_by_role("radio", name="Kepala desa").focus()
    page.keyboard.press("2")
    page.keyboard.press("b")
    expect(chosen).to_have_count(2)
    assert [one.input_value() for one in chosen.all()] == [str(here[1].pk), str(themes[1].pk)]
    text(page).focus()
    page.keyboard.type("1 a")
    page.keyboard.press("Alt+1")
    page.keyboard.press("Alt+a")

    assert [one.input_value() for one in chosen.all()] == [str(here[0].pk), str(themes[0].pk)]
    expect(text(page)).to_have_value("1 a")
    expect(text(page)).to_be_focused()
    leave(page)


def test_the_last_statement_is_taken_back_into_the_form(table):
    queue_one(table, "Satu.")
    expect(table.locator("#daftar-pernyataan li")).to_have_count(1)
    queue_one(table, "Dua.")
    rows = table.locator("#daftar-pernyataan li")
    expect(rows).to_have_count(2)
    expect(table.get_by_role("button", name="Tarik kembali")).to_have_count(1)
    text(table).fill("Sedang diketik.")

    table.get_by_role("button", name="Tarik kembali").click()

    expect(rows).to_have_count(1)
    expect(text(table)).to_have_value("Dua.\nSedang diketik.")
    assert said() == ["Satu."]
    expect(table.locator("#baru-dicatat")).to_contain_text("Pernyataan ditarik kembali.")
    leave(table)


def test_without_a_line_nothing_is_taken_back_and_nothing_typed_is_lost(table, faults):
    queue_one(table, "Satu.")
    expect(table.locator("#daftar-pernyataan li")).to_have_count(1)
    text(table).fill("Sedang diketik.")
    table.context.set_offline(True)

    table.get_by_role("button", name="Tarik kembali").click()

    expect(table.get_by_role("alert")).to_contain_text("Sambungan terputus")
    expect(text(table)).to_have_value("Sedang diketik.")
    assert said() == ["Satu."]
    table.context.set_offline(False)
    leave(table)
    provoked(faults, CUT, "htmx:sendError", "htmx:afterRequest")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_form_stays_in_reach_however_much_was_said(page, sign_in, person, session, axe, width):
    for _number in range(30):
        a_statement(session=session)
    page.set_viewport_size({"width": width, "height": 720})
    sign_in(page, person)
    page.goto(notes_of(session))
    send = page.get_by_role("button", name="Catat pernyataan")

    for where in (0, 2000, 100_000):
        page.mouse.wheel(0, where) if where else None
        page.evaluate("where => scrollTo(0, where)", where)
        expect(send).to_be_in_viewport(ratio=1)
        expect(text(page)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe(page) == []
    leave(page)


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
    page.goto(notes_of(session))
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


def test_a_refusal_leaves_what_is_typed_next_alone_and_can_be_mended_later(table, faults):
    held = {}
    table.route("**/pernyataan/tambah/", lambda route: held.update(route=route), times=1)
    queue_one(table, "NIK 3504014107908901")
    wait_for(table, lambda: "route" in held)
    text(table).fill("Dua.")
    held["route"].continue_()
    refused = table.locator(WAITING)
    expect(refused).to_contain_text("tampak seperti NIK. Hapus nomor itu.")
    expect(refused).to_contain_text("tidak diterima")
    expect(text(table)).to_have_value("Dua.")
    table.keyboard.press("Control+Enter")
    expect(table.locator("#daftar-pernyataan")).to_contain_text("Dua.")

    table.reload()
    expect(refused).to_contain_text("tampak seperti NIK. Hapus nomor itu.")
    refused.get_by_role("button", name="Perbaiki pernyataan").click()
    expect(text(table)).to_have_value("NIK 3504014107908901")
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
    table.locator("dialog[data-session]").get_by_role("button", name="Nanti saja").click()
    hint = table.get_by_role("status").filter(has_text="Anda keluar otomatis")
    with table.expect_navigation():
        hint.get_by_role("link", name="Masuk").click()
    log_in(table, person, to=notes_of(session))

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
    full = "IDBObjectStore.prototype.put = () => { throw new Error('disk is full'); };"
    table.add_init_script(full)
    table.evaluate(f"() => {{ {full} }}")
    # Each brings a new page, whose keys may not be at work yet: by the button.
    for words in ("Satu.", "Dua."):
        choose(table)
        text(table).fill(words)
        table.locator("#tambah").get_by_role("button", name="Catat pernyataan").click()
        expect(table.locator("#daftar-pernyataan")).to_contain_text(words)

    assert said() == ["Satu.", "Dua."]
    provoked(faults, "disk is full")


def test_without_a_database_in_the_browser_an_ended_sign_in_loses_no_word(
    page, sign_in, person, session, faults
):
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    sign_in(page, person)
    page.goto(notes_of(session))
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
    other.goto(notes_of(session))
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
    table.goto(notes_of(session))
    table.get_by_role("button", name="Pulihkan isian").click()
    text(table).press("End")
    table.keyboard.type("imat.")
    table.keyboard.press("Control+Enter")
    expect(table.locator("#daftar-pernyataan")).to_contain_text("Setengah kalimat.")

    table.goto(notes_of(session))
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
    log_in(other, a_staff_member(), to=notes_of(session))
    expect(other.locator("#tambah")).to_be_visible()
    table.bring_to_front()
    table.evaluate("dispatchEvent(new Event('online'))")
    table.wait_for_timeout(1000)

    expect(other.locator(WAITING)).to_have_count(0)
    assert said() == []
    other.reload()
    expect(other.locator("#tambah")).to_be_visible()
    expect(other.locator("[data-others]")).to_have_text("1 belum terkirim milik akun lain")
    assert "Rahasia" not in other.content()
    [kept] = in_browser(other, "queue")
    assert ["text", "Rahasia."] in kept["entries"]
    provoked(faults, "status of 403")


def test_a_session_that_is_gone_keeps_the_words_in_sight(table, session, faults):
    text(table).fill("Satu.")
    FgdSession.objects.filter(pk=session.pk).delete()
    table.keyboard.press("Control+Enter")

    expect(text(table)).to_have_value("Satu.")
    leave(table)
    provoked(faults, "status of 404")


def test_the_page_with_a_waiting_statement_can_be_used_by_everybody(table, axe, session, faults):
    a_statement(session=session)
    held = {}
    hold(table, held)
    queue_one(table, "NIK 3504014107908901")
    wait_for(table, lambda: "route" in held)
    text(table).fill("Dua.")
    held["route"].continue_()
    expect(table.locator(WAITING)).to_contain_text("tidak diterima")

    assert axe(table) == []
    table.set_viewport_size({"width": 360, "height": 800})
    assert table.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    provoked(faults, "status of 422")


def test_on_a_telephone_the_form_with_all_its_details_is_no_wider_than_its_card(table):
    table.set_viewport_size({"width": 360, "height": 740})
    for part in table.locator("#tambah details").all():
        part.locator("summary").click()
    assert table.locator("#tambah").evaluate("form => form.scrollWidth - form.clientWidth") == 0
