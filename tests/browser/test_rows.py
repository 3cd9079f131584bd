"""Lists of rows grow in place."""

import pytest
from playwright.sync_api import expect

from outreach.models import DiscussionGuide
from tests.support.records import a_group, a_region, a_session, a_staff_member, an_institution

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff(page, sign_in):
    sign_in(page, a_staff_member())


def test_a_question_is_added_in_place_and_saved(page, staff, axe):
    page.goto("/fgd/panduan/baru/")
    page.get_by_label("judul").or_(page.get_by_label("Judul")).first.fill("Panduan layanan")

    page.get_by_role("button", name="Tambah baris").click()

    added = page.get_by_role("group", name="Pertanyaan 7", exact=True)
    expect(added.locator("textarea").first).to_be_focused()
    page.keyboard.type("Apa yang Anda alami?")
    assert axe(page) == []
    page.get_by_role("button", name="Simpan panduan").click()
    expect(page.get_by_text("Apa yang Anda alami?")).to_be_visible()
    assert DiscussionGuide.objects.get().questions.get().text == "Apa yang Anda alami?"


def test_an_invitation_added_in_place_narrows_its_institutions(page, staff):
    region, group = a_region(), a_group(name="Kepala desa")
    an_institution(region=region, group=group, name="Kantor desa")
    an_institution(region=region, group=a_group(name="LSM"), name="Migrant Care")
    session = a_session(region=region)
    page.goto(f"/fgd/{session.pk}/undangan/")

    page.get_by_role("button", name="Tambah baris").click()

    page.locator("[name=invitations-4-group]").select_option(label="Kepala desa")
    choices = page.locator("[name=invitations-4-institution]").evaluate(
        "s => [...s.options].filter(o => o.value && !o.hidden).map(o => o.text)"
    )
    assert choices == ["Kantor desa"]
    page.get_by_role("button", name="Simpan undangan").click()
    expect(page.locator("#undangan")).to_be_visible()
    assert session.invitations.get().group == group


def test_a_full_list_takes_no_further_row(page, staff):
    session = a_session()
    page.goto(f"/fgd/{session.pk}/tim/")
    button = page.get_by_role("button", name="Tambah baris")

    for _time in range(10):
        button.click()

    expect(button).to_be_disabled()
    expect(page.get_by_role("group", name="Anggota tim 12", exact=True)).to_be_visible()
