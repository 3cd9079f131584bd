"""The pages of outreach in a real browser: in place, narrow, and with lists that depend on each other."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_drafts import provoked
from tests.support.records import (
    a_district,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_event,
    an_institution,
)

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 360, "height": 740}
ARROWS = 18  # what the browser keeps free in a number field for its arrows
ROOM_BESIDE_PLACEHOLDER = """input => {
  const style = getComputedStyle(input);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = style.font;
  const inside = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return inside - pen.measureText(input.placeholder).width;
}"""


@pytest.fixture
def staff(page, sign_in):
    member = a_staff_member()
    sign_in(page, member)
    return member


@pytest.fixture
def regions():
    """Two regions with a district each."""
    cilacap, kupang = a_region(name="Cilacap"), a_region(name="Kupang")
    a_district(region=cilacap, name="Kab. Cilacap")
    a_district(region=kupang, name="Kab. Kupang")
    return cilacap, kupang


def offered(select):
    """The options of a list that can be chosen, but for the empty one."""
    return select.evaluate(
        "s => [...s.options].filter(o => o.value && !o.disabled && !o.hidden).map(o => o.text)"
    )


def test_statements_recorded_in_place_keep_the_counters_fresh(page, staff):
    session, groups = a_session(), [a_group(name=name) for name in ("Kepala desa", "Relawan", "LSM")]
    a_theme(name="Klaim")
    page.goto(f"/fgd/{session.pk}/catat/")
    form = page.locator("#tambah")

    for number, group in enumerate(groups, start=1):
        form.get_by_role("radio", name=group.name).check()
        form.get_by_role("radio", name="Klaim").check()
        form.get_by_label("Jenis").select_option(label="saran")
        text = form.get_by_label("Isi pernyataan")
        text.fill(f"Pernyataan {group.name}")
        text.evaluate("area => { area.style.height = `${area.offsetHeight + 40}px`; }")  # as a hand drags it
        form.get_by_role("button", name="Catat pernyataan").click()

        expect(page.locator("#baru-dicatat")).to_contain_text(f"{group.name} ditandai hadir.")
        expect(page.locator("#catatan-hitung")).to_contain_text(f"{number} pernyataan tercatat.")
        expect(page.locator("#daftar-pernyataan li").first).to_contain_text(f"Pernyataan {group.name}")
        expect(text).to_be_focused()
    page.get_by_role("link", name="Selesai mencatat").click()
    expect(page.locator("#bagian-kehadiran")).to_contain_text("3 dari 3 kelompok")
    expect(page.locator("#bagian-kelengkapan")).not_to_contain_text("Asal tema")
    expect(page.locator("#bagian-riwayat")).to_contain_text("Pernyataan dicatat (3×)")


@pytest.mark.parametrize("address", ["/sosialisasi/baru/", "/fgd/kegiatan/baru/", "/instansi/baru/"])
def test_districts_follow_the_chosen_region(page, staff, regions, address):
    cilacap, kupang = regions
    page.goto(address)
    region, district = page.locator("#id_region"), page.locator("#id_district")
    assert [text[:9] for text in offered(district)] == ["Kab. Cila", "Kab. Kupa"]

    region.select_option(str(cilacap.pk))
    assert [text[:9] for text in offered(district)] == ["Kab. Cila"]
    district.select_option(index=1)

    region.select_option(str(kupang.pk))
    assert [text[:9] for text in offered(district)] == ["Kab. Kupa"]
    expect(district).to_have_value("")

    region.select_option("")
    assert len(offered(district)) == 2


def test_a_recorded_district_of_another_region_stays_in_sight_until_the_region_is_chosen_anew(
    page, staff, regions
):
    cilacap, kupang = regions
    event = an_event(region=cilacap, district=kupang.districts.get())
    page.goto(f"/fgd/kegiatan/{event.pk}/ubah/")

    expect(page.locator("#id_district")).to_have_value(str(event.district_id))
    assert offered(page.locator("#id_district")) == ["Kab. Cilacap", "Kab. Kupang"]


def test_what_the_other_note_taker_recorded_is_told_at_the_line(page, staff, faults, axe):
    session, group = a_session(), a_group(name="Kepala desa")
    an_institution(group=group)
    page.set_viewport_size(NARROW)
    page.goto(f"/fgd/{session.pk}/kehadiran/")
    page.get_by_label("Kepala desa: jumlah orang").fill("5")
    a_participation(session=session, group=group, people=3)

    page.get_by_role("button", name="Simpan kehadiran").click()

    line = page.get_by_role("row", name="Kepala desa")
    expect(line).to_contain_text("Isian ini juga diubah oleh")
    asked = page.get_by_role("group", name="Kepala desa: jumlah orang")
    expect(asked).to_contain_text("3")
    expect(page.get_by_role("textbox", name="Kepala desa: jumlah orang")).to_have_value("5")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    provoked(faults, "status of 409")

    asked.get_by_label("Isian Anda").check()
    page.get_by_role("button", name="Simpan kehadiran").click()
    expect(page.locator("#bagian-kehadiran tbody td.number").first).to_have_text("5")


def test_the_placeholder_of_a_number_is_readable_on_a_narrow_screen(page, staff):
    a_group()
    page.set_viewport_size(NARROW)
    page.goto(f"/fgd/{a_session().pk}/kehadiran/")

    assert page.locator(".people").first.evaluate(ROOM_BESIDE_PLACEHOLDER) >= ARROWS


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["/sosialisasi/", "/fgd/", "/fgd/pernyataan/"])
def test_a_reversed_period_is_explained_in_sight(page, staff, address, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}?since=2025-02-01&until=2025-01-01")

    expect(page.get_by_text("Tanggal akhir mendahului tanggal awal")).to_be_in_viewport()


UNDER_THE_BAR = """element => document.querySelector(".topbar").getBoundingClientRect().bottom
    - element.getBoundingClientRect().top"""


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_jumped_to_or_focused_stands_below_the_bar(page, staff, width):
    session, theme = a_session(), a_theme()
    for number in range(12):
        group = a_group()
        a_participation(session=session, group=group)
        a_statement(session=session, group=group, theme=theme, text=f"Ucapan {number}")
    page.emulate_media(reduced_motion="reduce")  # a jump arrives at once
    page.set_viewport_size({"width": width, "height": 500})
    page.goto(f"/fgd/{session.pk}/")
    targets = [link.get_attribute("href") for link in page.locator(".jumps a").all()]
    targets = [target for target in targets if page.locator(target).count()]
    assert len(targets) > 3
    for target in targets:
        page.locator(f".jumps a[href='{target}']").click()
        assert (target, page.locator(target).evaluate(UNDER_THE_BAR) <= 0) == (target, True)

    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    for link in reversed(page.locator(".statements a").all()):
        link.evaluate("element => element.focus()")
        assert link.evaluate(UNDER_THE_BAR) <= 0
