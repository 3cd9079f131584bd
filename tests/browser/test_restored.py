"""What a draft brings back: the words of a person, never the records of others."""

import re

import pytest
from playwright.sync_api import expect

from outreach.models import TeamMember
from tests.browser.test_drafts import OFFER, STATUS, in_browser, leave
from tests.support.records import a_group, a_participation, a_session, a_staff_member, a_team_member

pytestmark = pytest.mark.django_db(transaction=True)
REST = "[data-draft-rest]"


@pytest.fixture
def session():
    return a_session()


@pytest.fixture
def table(page, sign_in, session):
    sign_in(page, a_staff_member())
    yield page
    leave(page)


@pytest.fixture
def budi(session):
    return a_team_member(session=session, name="Budi", occupation="Guru", role="facilitator")


def row(page, number, field):
    return page.locator(f"[name$='-{number}-{field}']")


def hidden(page):
    """What the page itself says in hidden fields, but for the token."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("main input[type=hidden]")]
            .filter((input) => !/csrf|seen|submission|draft/.test(input.name))
            .map((input) => [input.name, input.value]))"""
    )


def kept(page):
    expect(page.locator(STATUS)).to_contain_text("Tersimpan di perangkat")


def restore(page):
    page.get_by_role("button", name="Pulihkan isian").click()
    expect(page.locator(OFFER)).to_have_count(0)


def test_rows_typed_before_others_added_one_are_shown_to_copy(table, session, budi):
    address = f"/fgd/{session.pk}/tim/"
    table.goto(address)
    row(table, 0, "name").fill("Budi Santoso")
    row(table, 1, "name").fill("Citra")
    row(table, 1, "role").select_option("note_taker")
    kept(table)
    a_team_member(session=session, name="Dewi")

    table.goto(address)
    before = hidden(table)
    restore(table)

    assert hidden(table) == before
    assert [row(table, n, "name").input_value() for n in range(3)] == ["Budi", "Dewi", ""]
    role = row(table, 1, "role").locator("option[value=note_taker]").inner_text()
    expect(table.locator(REST)).to_be_visible()
    assert table.locator(f"{REST} pre").inner_text().split("\n\n") == [
        "\n".join([row(table, 0, "role").locator("option:checked").inner_text(), "Budi Santoso", "Guru"]),
        f"{role}\nCitra",
    ]
    table.wait_for_timeout(2000)
    assert "Citra" in str(in_browser(table)[0]["content"])  # until somebody types on
    table.get_by_role("button", name="Simpan").click()
    expect(table).to_have_url(re.compile(session.get_absolute_url() + "(#|$)"))
    assert sorted(TeamMember.objects.values_list("name", flat=True)) == ["Budi", "Dewi"]


def test_rows_of_another_record_in_the_same_place_stay_as_they_are(table, session, budi):
    address = f"/fgd/{session.pk}/tim/"
    table.goto(address)
    row(table, 0, "occupation").fill("Dosen")
    kept(table)
    budi.delete()
    dewi = a_team_member(session=session, name="Dewi", occupation="Bidan")

    table.goto(address)
    restore(table)

    assert row(table, 0, "id").input_value() == str(dewi.pk)
    expect(row(table, 0, "occupation")).to_have_value("Bidan")
    expect(table.locator(REST)).to_contain_text("Dosen")


def test_a_row_of_the_same_record_is_joined_with_what_others_saved_since(table, session, budi):
    address = f"/fgd/{session.pk}/tim/"
    table.goto(address)
    row(table, 0, "name").fill("Budi Santoso")
    kept(table)
    TeamMember.objects.filter(pk=budi.pk).update(occupation="Dosen")

    table.goto(address)
    restore(table)
    expect(table.locator(REST)).to_be_hidden()
    table.get_by_role("button", name="Simpan").click()

    expect(table).to_have_url(re.compile(session.get_absolute_url() + "(#|$)"))
    budi.refresh_from_db()
    assert (budi.name, budi.occupation) == ("Budi Santoso", "Dosen")


def test_a_draft_of_choices_says_how_many_and_is_offered_with_and_without_the_query(table, session):
    group = a_group(name="Kepala desa")
    a_group(name="Camat")
    address = f"/fgd/{session.pk}/kehadiran/"
    table.goto(address)
    table.get_by_label("Kepala desa", exact=True).check()
    table.get_by_label("Camat", exact=True).check()
    table.locator(f"[name=kelompok-{group.pk}-people]").fill("7")
    kept(table)

    for page in (address, f"{address}?dari=undangan"):
        table.goto(page)
        expect(table.locator(OFFER)).to_contain_text("3 isian")
    restore(table)
    expect(table.locator(f"[name=kelompok-{group.pk}-people]")).to_have_value("7")


def test_a_line_of_a_group_recorded_meanwhile_is_shown_without_what_the_page_hid(table, session):
    group = a_group(name="Kepala desa")
    address = f"/fgd/{session.pk}/kehadiran/"
    table.goto(address)
    table.locator(f"[name=kelompok-{group.pk}-people]").fill("7")
    kept(table)
    a_participation(session=session, group=group)

    table.goto(address)
    restore(table)

    assert table.locator(f"{REST} pre").inner_text() == "7"
