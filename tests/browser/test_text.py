"""Texts as people paste them, on the page of somebody else."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.support.records import a_session, a_staff_member, an_event

pytestmark = pytest.mark.django_db(transaction=True)
# Whether the last four letters of an element's first text stand from left to right.
READS_FORWARD = """element => {
    const text = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const end = text.data.trimEnd().length;
    const [first, last] = [end - 4, end - 1].map((place) => {
        const letter = document.createRange();
        letter.setStart(text, place);
        letter.setEnd(text, place + 1);
        return letter.getBoundingClientRect().left;
    });
    return first < last;
}"""


def test_a_mark_that_turns_the_direction_turns_nothing_behind_its_text(page, sign_in):
    sign_in(page, a_staff_member())
    a_session(event=an_event(title="Antrean \u202eloket"))

    page.goto(f"{reverse('search_all')}?q=antrean")

    hit = page.locator(".hits li").first
    expect(hit).to_contain_text("loket")
    assert not hit.locator("a").evaluate(READS_FORWARD)
    assert hit.locator(".muted").evaluate(READS_FORWARD)


def test_a_paste_that_is_too_long_is_not_cut_in_silence(page, sign_in, faults):
    sign_in(page, a_staff_member())
    session = a_session()
    page.goto(reverse("event_edit", args=[session.event.pk]))

    purpose = page.locator("textarea[name=purpose]")
    purpose.evaluate(
        "field => { field.focus(); document.execCommand('selectAll');"
        " document.execCommand('insertText', false, 'a'.repeat(5001)); }"
    )
    assert purpose.evaluate("field => field.value.length") == 5001

    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-focus]")).to_contain_text("5001 karakter, paling banyak 5000")
    assert purpose.evaluate("field => field.value.length") == 5001
    assert [fault for fault in faults if "422" not in fault] == []
    faults.clear()
