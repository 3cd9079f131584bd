"""What comes out of the printer: figures begin where there is room, and their tables are printed too."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.support.records import (
    a_board_member,
    a_group,
    a_region,
    a_round,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
)
from tests.support.tallies import half_and_half, some_answers, the_skm_version

PAGE = re.compile(rb"/Type\s*/Page\b")
DRAWN = "figure[data-chart] [data-drawing] svg"


@pytest.fixture
def survey_round(transactional_db):
    region = a_region(name="Cilacap")
    survey_round = a_round(version=the_skm_version(), regions=[region])
    answers = half_and_half(3, 4, times=40)
    some_answers(survey_round, region=region, month=date(2024, 5, 1), answers=answers)
    return survey_round


def printed(page):
    """How many sheets of A4 the page fills."""
    return len(PAGE.findall(page.pdf(format="A4")))


def test_the_report_of_a_round_is_one_sheet(page, sign_in, survey_round):
    sign_in(page, a_board_member())
    page.goto(f"/survei/{survey_round.code}/hasil/")
    expect(page.locator(DRAWN)).to_be_visible()

    assert printed(page) == 1


def test_a_table_that_is_closed_on_the_screen_is_printed(page, sign_in, survey_round):
    sign_in(page, a_board_member())
    page.goto("/dasbor/")
    table = page.locator("#ikm table")
    expect(table).not_to_be_visible()

    page.emulate_media(media="print")

    expect(table).to_be_visible()
    expect(table.get_by_text("Cilacap")).to_be_visible()
    expect(page.locator("#ikm summary")).not_to_be_visible()


def test_only_rows_of_the_table_part_a_figure(page, sign_in, survey_round):
    sign_in(page, a_board_member())
    page.goto("/dasbor/")
    page.emulate_media(media="print")

    def part(selector):
        return page.locator(f"#ikm {selector}").first.evaluate(
            "element => [getComputedStyle(element).breakInside, getComputedStyle(element).breakAfter]"
        )

    assert part(".figure-title") == part(".figure-subtitle") == ["avoid", "avoid"]
    assert part(".figure-drawing")[0] == part("tr")[0] == "avoid"
    assert part(".figure-table")[0] == "auto"


@pytest.fixture
def statements(page, sign_in, transactional_db):
    """More statements than a page of the list holds."""
    session, group, theme = a_session(), a_group(name="Calon pekerja migran"), a_theme(name="Kepesertaan")
    text = "Loket tutup siang hari dan berkas yang sudah lengkap diminta lagi. " * 3
    for _ in range(60):
        a_statement(session=session, group=group, theme=theme, text=text)
    sign_in(page, a_staff_member())
    return session


def test_a_printed_list_says_which_part_of_it_is_printed_and_offers_nothing_to_press(page, statements):
    page.goto("/fgd/pernyataan/")
    page.emulate_media(media="print")

    expect(page.locator(".pages").get_by_text("60 catatan")).to_be_visible()
    expect(page.locator(".pages").get_by_text("Halaman 1 dari 3")).to_be_visible()
    expect(page.locator(".pages").get_by_text("Berikutnya")).to_be_hidden()
    page.goto(f"/fgd/{statements.pk}/")
    ways_to_edit = page.locator(".section-head a, .statement-links a")
    assert ways_to_edit.count() > 100
    assert [link.inner_text() for link in ways_to_edit.all() if link.is_visible()] == []
    assert [button.inner_text() for button in page.locator(".btn").all() if button.is_visible()] == []


def test_a_long_table_begins_where_there_is_room_and_its_text_is_wide(page, statements):
    page.goto("/fgd/pernyataan/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})  # the paper between its margins

    assert page.locator(".table-box").first.evaluate("box => getComputedStyle(box).breakInside") == "auto"
    share = page.evaluate(
        """() => document.querySelector("td.wide-text").getBoundingClientRect().width
            / document.querySelector(".list-table").getBoundingClientRect().width"""
    )
    assert share > 0.39
    cut = "text => text.scrollHeight > text.clientHeight"
    assert page.locator("td .two-lines").first.evaluate(cut) is False  # paper has no link to the rest
