"""Lists on a telephone: each row is a heading with its facts below, and a row of a table to a listener."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from stakeholders.models import Region
from surveys.importing.actions.imports import upload_file
from surveys.models import SurveyRound
from tests.support.records import (
    a_category,
    a_complaint,
    a_district,
    a_region,
    a_staff_member,
    an_administrator,
    an_institution,
)

pytestmark = pytest.mark.django_db(transaction=True)
NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
LISTS = [
    *("/instansi/", "/narahubung/", "/sosialisasi/", "/fgd/", "/fgd/pernyataan/", "/survei/", "/impor/"),
    *("/fgd/kelompok/", "/tanggungan/"),
]
FILTERS = "details.filter-fold form"
# Of the first row: whether everything else begins below its heading, and where a value lacks its label. The
# heading is the first cell, and the wide one beside it; a tag says what it is.
ROW = """() => {
    const cells = [...document.querySelector(".list-table tbody tr").cells];
    const heads = cells.filter((cell, n) => n === 0 || n === 1 && cell.matches(".wide-text"));
    const rest = cells.slice(heads.length);
    const bottom = Math.max(...heads.map(cell => cell.getBoundingClientRect().bottom));
    const isTag = cell => cell.querySelector(":scope > .tag:first-child") !== null;
    const untold = cells.filter((cell, n) => {
        const said = getComputedStyle(cell, "::before").content;
        return said !== (heads.includes(cell) || isTag(cell) ? "none" : `"${cell.dataset.label}: " / ""`);
    });
    const below = rest.every(cell => cell.getClientRects()[0].top >= bottom - 3);
    return { below, untold: untold.map(cell => cell.dataset.label) };
}"""
# Seven facts in a complaint are the most a list tells; stacked one below the other they were 300 pixels.
TALLEST, USUAL = 180, 150
HEIGHTS = """[...document.querySelectorAll(".list-table tbody tr")]
    .map(row => row.getBoundingClientRect().height).sort((one, other) => one - other)"""
SIDEWAYS = "[...document.querySelectorAll('.table-box')].map(box => box.scrollWidth - box.clientWidth)"


@pytest.fixture
def administrator(page, sign_in):
    call_command("load_reference", verbosity=0)
    for name in ("BP3MI Kupang", "Dinas Tenaga Kerja Kupang"):
        an_institution(name=name, region=Region.objects.get(code="KUPANG"))
    administrator = an_administrator()
    sign_in(page, administrator)
    return administrator


@pytest.fixture
def narrow(page, administrator):
    page.set_viewport_size(NARROW)
    return page


@pytest.fixture
def demo(administrator):
    """Rows in every list; these take their time, so that only who needs them asks for them."""
    call_command("load_demo", scale=0.3, verbosity=0)


def an_import(by):
    file = ContentFile(b"No,U1\n1,3\n", name="survei cilacap dengan nama berkas yang panjang sekali.csv")
    return upload_file(
        survey_round=SurveyRound.objects.first(), file=file, region=None, basis="public_task", by=by
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_list_shows_its_rows_as_short_cards_and_nothing_scrolls_sideways(
    narrow, demo, administrator, live_server, language
):
    an_import(administrator)
    narrow.context.add_cookies(
        [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
    )
    for address in (*LISTS, "/pengaduan/", "/tindak-lanjut/"):
        narrow.goto(address)
        assert (address, narrow.evaluate(ROW)) == (address, {"below": True, "untold": []})
        heights = narrow.evaluate(HEIGHTS)
        assert (heights[len(heights) // 2] <= USUAL, heights[-1] <= TALLEST) == (True, True), address
        assert (address, narrow.evaluate(SIDEWAYS)) == (address, [0])


def test_a_list_on_paper_is_a_table_of_columns(page, demo):
    page.set_viewport_size(NARROW)
    page.emulate_media(media="print")
    page.goto("/fgd/")
    tops = (
        page.locator("tbody tr")
        .first.locator("td")
        .evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().top)")
    )
    assert len(set(tops)) == 1


HERE = """() => {
    const menu = document.querySelector(".menu").getBoundingClientRect();
    const here = document.querySelector(".menu [aria-current=page]").getBoundingClientRect();
    return here.top >= menu.top && here.bottom <= menu.bottom;
}"""


def test_on_a_wide_screen_no_list_scrolls_sideways_and_the_menu_shows_where_one_is(page, demo):
    page.set_viewport_size({"width": 1280, "height": 600})
    for address in (*LISTS, "/pengaduan/", "/pengaduan/pemegang/", "/tindak-lanjut/"):
        page.goto(address)
        assert (address, page.evaluate(SIDEWAYS), page.evaluate(HERE)) == (address, [0], True)


def test_a_short_region_leaves_room_for_the_district_below_it(page, sign_in):
    region = a_region(name="Cilacap")
    district = a_district(region=region, name="Kab. Cilacap")
    category = a_category(name="Kartu peserta tidak diterima keluarga atau PMI sampai hari keberangkatan")
    day = timezone.localdate() + timedelta(days=400)
    a_complaint(region=region, district=district, category=category, answer_by=day, status="verified")
    sign_in(page, a_staff_member())
    page.set_viewport_size(WIDE)
    page.goto("/pengaduan/")
    district = page.get_by_role("cell").get_by_text("Kab. Cilacap")
    assert district.evaluate("name => name.scrollHeight - name.clientHeight") == 0


def test_a_listener_still_hears_a_table(narrow, axe):
    narrow.goto("/instansi/")
    table = narrow.get_by_role("table")
    heads = table.get_by_role("columnheader")
    assert heads.all_inner_texts() == ["Nama", "Kelompok", "Wilayah", "Tingkat"]
    assert table.get_by_role("row").nth(1).get_by_role("cell").count() == 4
    assert axe(narrow) == []


def test_a_number_leads_the_heading_of_its_row(narrow):
    narrow.goto("/kelompok/")
    first = narrow.locator("tbody tr").first
    number, name = first.locator("td").nth(0).bounding_box(), first.locator("td").nth(1).bounding_box()
    assert abs(number["y"] - name["y"]) < 3


def test_a_list_is_sorted_on_a_narrow_screen_too(narrow):
    narrow.goto("/instansi/")
    narrow.get_by_role("columnheader", name="Nama").get_by_role("link").click()
    narrow.get_by_role("columnheader", name="Nama").get_by_role("link").click()
    expect(narrow.get_by_role("columnheader", name="Nama")).to_have_attribute("aria-sort", "descending")
    names = narrow.locator("tbody td:first-child a").all_inner_texts()
    assert names == sorted(names, reverse=True)


def test_filters_fold_on_a_narrow_screen_until_one_is_applied(narrow):
    narrow.goto("/instansi/")
    expect(narrow.locator(FILTERS)).to_be_hidden()
    narrow.locator("summary", has_text="Saring daftar").click()
    narrow.get_by_label("Wilayah").select_option("KUPANG")
    expect(narrow.locator(".chip")).to_contain_text("Wilayah: Kupang")
    expect(narrow.locator(FILTERS)).to_be_visible()


def test_a_refused_filter_stays_in_sight(narrow):
    narrow.goto("/sosialisasi/?region=ANTAH")
    expect(narrow.locator(f"{FILTERS} .invalid-feedback")).to_be_visible()


def test_filters_are_open_on_a_wide_screen_and_cannot_be_folded(page, administrator):
    page.set_viewport_size(WIDE)
    page.goto("/instansi/")
    expect(page.locator(FILTERS)).to_be_visible()
    expect(page.locator(".filter-fold > summary")).to_be_hidden()
    page.set_viewport_size(NARROW)
    expect(page.locator(FILTERS)).to_be_hidden()


def test_filters_work_without_script(browser, live_server, sign_in, administrator):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, viewport=NARROW)
    page = context.new_page()
    sign_in(page, administrator)
    page.goto("/instansi/")
    page.get_by_label("Wilayah").select_option("KUPANG")
    page.get_by_role("button", name="Saring daftar").click()
    expect(page.locator(".chip")).to_contain_text("Wilayah: Kupang")
    context.close()


# Of each table with numbers: how far it runs out of its box, what its first row says, where its cells stand.
NUMBERS = """() => [...document.querySelectorAll("table.stacked")].map(table => {
    const row = table.tBodies[0].rows[0];
    const said = [...row.cells].slice(1).map(cell => getComputedStyle(cell, "::before").content);
    const head = row.cells[0].getBoundingClientRect();
    const box = table.closest(".table-box");
    return {
        sideways: box.scrollWidth - box.clientWidth,
        said,
        below: [...row.cells].slice(1).every(cell => cell.getBoundingClientRect().top >= head.bottom - 1),
    };
})"""


def test_tables_of_numbers_stack_too(narrow, demo, axe):
    for address in ("/sosialisasi/rencana/", "/dasbor/kelompok/", "/dasbor/"):
        narrow.goto(address)
        narrow.evaluate(
            "document.querySelectorAll('main details').forEach(details => { details.open = true; })"
        )

        tables = narrow.evaluate(NUMBERS)

        assert tables, address
        for n, table in enumerate(tables):
            heads = narrow.locator("table.stacked").nth(n).locator("thead th").all_text_contents()
            said = [f'"{" ".join(head.split())}: " / ""' for head in heads[1:]]
            assert (address, table) == (address, {"sideways": 0, "said": said, "below": True})
        assert narrow.get_by_role("rowheader").count() > 2, address
        assert axe(narrow) == [], address


def test_that_the_page_holds_sample_data_is_said_in_full_on_a_narrow_screen(narrow, settings):
    settings.PORTAL_ENV = "demo"
    narrow.goto("/fgd/")
    tag, bar = narrow.locator(".topbar .tag-sample"), narrow.locator(".topbar").bounding_box()

    expect(tag).to_be_visible()
    place = tag.bounding_box()
    assert tag.evaluate("tag => tag.scrollWidth <= tag.clientWidth")
    assert place["y"] >= bar["y"]
    assert place["y"] + place["height"] <= bar["y"] + bar["height"] <= 60
    assert narrow.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
