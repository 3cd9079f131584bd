"""Charts in a real browser, under the portal's own security policy."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.support.records import a_board_member, a_region, a_round
from tests.support.tallies import half_and_half, some_answers, the_skm_version

DRAWING = "#ikm [data-drawing]"
POINTS = f"{DRAWING} .mark-symbol path"


@pytest.fixture
def dashboard(page, sign_in, transactional_db):
    """Opens the dashboard with the index of four regions."""
    version = the_skm_version()
    for name in ("Cilacap", "Kupang", "Tulungagung", "Cirebon-Indramayu"):
        region = a_region(name=name)
        survey_round = a_round(version=version, regions=[region])
        for year in (2022, 2023):
            answers = half_and_half(3, 4, times=40)
            some_answers(survey_round, region=region, month=date(year, 5, 1), answers=answers)
    sign_in(page, a_board_member())

    def run():
        page.goto("/dasbor/")
        return page

    return run


def fills(page):
    return set(page.locator(POINTS).evaluate_all("points => points.map(point => point.getAttribute('fill'))"))


def token(page, name):
    return page.evaluate(
        "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", f"--{name}"
    )


def panels_abreast(page):
    """How many panels stand in the first row."""
    boxes = [title.bounding_box() for title in page.locator(f"{DRAWING} .role-title-text text").all()]
    return sum(1 for box in boxes if box["y"] == boxes[0]["y"])


def test_every_value_is_drawn_and_described(dashboard):
    page = dashboard()

    expect(page.locator(POINTS)).to_have_count(8)
    place = page.locator(DRAWING)
    expect(place).to_have_role("img")
    expect(place).to_have_accessible_name(place.get_attribute("data-alt"))
    expect(place.locator("> [aria-hidden=true] svg")).to_be_visible()


def test_a_chart_takes_the_colours_of_the_theme_and_prints_in_those_of_paper(dashboard):
    page = dashboard()
    expect(page.locator(POINTS)).to_have_count(8)

    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    dark = token(page, "accent")
    expect(page.locator(POINTS).first).to_have_attribute("fill", dark)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = fills(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    back = fills(page)
    page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
    light = token(page, "accent")

    assert (printed, back) == ({light}, {dark})


def test_panels_stand_below_each_other_on_a_phone_and_nothing_runs_over(dashboard):
    page = dashboard()
    expect(page.locator(POINTS)).to_have_count(8)
    wide = panels_abreast(page)

    page.set_viewport_size({"width": 360, "height": 800})
    place = page.locator(DRAWING).evaluate("place => place.clientWidth")
    as_wide = "|".join(str(width) for width in range(place - 4, place + 5))
    expect(page.locator(f"{DRAWING} svg")).to_have_attribute("width", re.compile(f"^({as_wide})$"))

    assert (wide, panels_abreast(page)) == (2, 1)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_the_library_the_drawing_of_the_server_stands_in(dashboard, page, faults):
    page.route("**/vega-embed.min.js", lambda route: route.abort())
    dashboard()

    image = page.locator(f"{DRAWING} img")
    expect(image).to_have_attribute("alt", page.locator(DRAWING).get_attribute("data-alt"))
    expect(image).to_have_js_property("naturalWidth", image.evaluate("i => i.decode().then(() => i.width)"))
    faults.clear()


def test_without_javascript_the_drawing_of_the_server_is_shown(browser, live_server, dashboard, page):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto("/dasbor/")

    expect(plain.locator(f"{DRAWING} img")).to_be_visible()
    context.close()
