"""An officer answers, with the keyboard alone, what cells mean, and the next file is read by the answer."""

import pytest
from playwright.sync_api import expect

from surveys.models import LearnedEntry, Response
from tests.support.records import a_region, an_officer
from tests.surveys.importing.batches import checked
from tests.surveys.makers import HEADINGS, a_row, an_skm_round

pytestmark = pytest.mark.django_db(transaction=True)
STICKS_OUT = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_word_is_explained_once_and_known_in_the_next_file(page, sign_in, axe, width):
    region = a_region(name="Kupang", code="KUPANG")
    officer, survey_round = an_officer(of=region), an_skm_round(regions=[region])
    heads = [*HEADINGS, "Jenis kelamin"]
    rows = [[*a_row(region, day=f"2019-05-0{day}"), "laki2x"] for day in (1, 2, 3)]
    batch = checked(survey_round, heads, *rows, by=officer)
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, officer)

    page.goto(batch.get_absolute_url())
    page.get_by_role("link", name="Jawab isi yang belum pasti").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Isi sel yang belum pasti")
    assert axe(page) == []
    assert page.evaluate(STICKS_OUT) == 0
    page.get_by_label("“laki2x” di Jenis kelamin dibaca sebagai").focus()
    press(page, "l", "Tab")
    expect(page.get_by_label("ingat untuk berkas berikutnya")).to_be_focused()
    press(page, "Tab", "Enter")
    expect(page.get_by_text("Jawaban tentang isi sel disimpan")).to_be_visible()
    page.get_by_role("button", name="Simpan 3 baris yang benar").press("Enter")
    expect(page.get_by_text("3 responden disimpan")).to_be_visible()
    assert set(Response.objects.values_list("sex", flat=True)) == {"L"}

    later = checked(survey_round, heads, [*a_row(region, day="2019-06-01"), "Laki2x"], by=officer)
    page.goto(later.get_absolute_url())
    expect(page.get_by_text("“Laki2x” dibaca sebagai laki-laki di 1 baris")).to_be_visible()
    page.goto("/impor/")
    page.get_by_role("link", name="Tulisan yang dipelajari").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tulisan yang dipelajari")
    assert axe(page) == []
    assert page.evaluate(STICKS_OUT) == 0
    page.get_by_role("link", name="Tarik").press("Enter")
    page.get_by_label("Alasan").fill("Salah dengar.")
    assert axe(page) == []
    page.get_by_role("button", name="Tarik").press("Enter")
    expect(page.get_by_text("Tulisan ditarik;")).to_be_visible()
    assert LearnedEntry.objects.get().withdrawn_because == "Salah dengar."
