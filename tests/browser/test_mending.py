"""Cells of an import are mended in the browser: a column is pasted, and works without scripts too."""

import pytest
from playwright.sync_api import expect

from tests.support.records import a_region, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import ELEMENTS, HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)
PASTE = """(field, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def batch(page, sign_in):
    region = a_region(name="Kupang", code="KUPANG")
    officer = an_officer(of=region)
    rows = [a_row(region, "Kilat"), a_row(region), a_row(region, "Lambat"), a_row(region, 9, day="kapan")]
    batch = checked(an_skm_round(regions=[region]), HEADINGS, *rows, by=officer)
    sign_in(page, officer)
    return batch


def cells(page):
    return page.locator(f"[data-column='{HEADINGS.index(ELEMENTS[0])}']")


def test_a_column_pasted_from_excel_fills_the_faulty_cells_below(page, batch):
    page.goto(f"{batch.get_absolute_url()}perbaiki/")
    cells(page).first.evaluate(PASTE, "4\r\n3\r\n2\r\n")

    assert [cell.input_value() for cell in cells(page).all()] == ["4", "3", "2"]
    expect(page.get_by_role("status")).to_have_text("Tempelan mengisi beberapa sel ke bawah.")
    page.get_by_label("Sel A5").fill("7 Mei 2019")
    page.get_by_role("button", name="Simpan dan periksa ulang").click()
    expect(page.get_by_role("main")).to_contain_text("4 sel berkas ini diperbaiki di portal")
    expect(page.get_by_role("button", name="Simpan 4 baris yang benar")).to_be_visible()


def test_what_does_not_fit_is_said_and_one_line_is_pasted_as_ever(page, batch):
    page.goto(f"{batch.get_absolute_url()}perbaiki/")
    cells(page).nth(1).evaluate(PASTE, '"4\ndua baris"\n3\n2')

    values = [cell.input_value() for cell in cells(page).all()]
    assert (values[0], values[2]) == ("Kilat", "3")
    expect(page.get_by_role("status")).to_contain_text("Sebagian tempelan tidak muat")
    cells(page).first.evaluate(PASTE, "4")  # left to the browser, which does not take it from a script
    expect(cells(page).first).to_have_value("Kilat")


def left(page, act):
    """The kinds of question that the browser asks when this leads away from the page; the answer is to go."""
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    act()
    page.remove_listener("dialog", answer)
    return asked


def test_a_browser_asks_before_typed_cells_are_lost_and_not_when_they_are_sent(page, batch):
    def back():
        page.get_by_role("link", name="Kembali", exact=True).click()
        page.wait_for_url(f"**{batch.get_absolute_url()}")

    def save():
        page.get_by_role("button", name="Simpan dan periksa ulang").click()
        page.get_by_text("Perbaikan disimpan").wait_for()

    asked = []
    for typed, act in (("Kilat", back), ("3", back), ("3", save)):
        page.goto(f"{batch.get_absolute_url()}perbaiki/")
        cells(page).first.fill(typed)
        asked.append(left(page, act))
    assert asked == [[], ["beforeunload"], []]


def test_what_came_back_with_a_fault_is_not_sent_yet(page, batch, faults):
    page.goto(f"{batch.get_absolute_url()}perbaiki/")
    page.get_by_label("Sel A5").evaluate("(field) => { field.value = 'x'.repeat(40000); }")
    page.get_by_role("button", name="Simpan dan periksa ulang").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults.clear()

    assert left(page, page.get_by_role("link", name="Kembali", exact=True).click) == ["beforeunload"]
