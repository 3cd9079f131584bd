"""The note-taking view: what lies in reach, what is taken back, what a refusal leaves."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from outreach.models import Stance, Statement
from pmi_portal.accounts.permissions import Role
from pmi_portal.audit.models import Event
from tests.outreach.forms import statement_form, words
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_group,
    a_guide,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    a_user,
)

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def notes(client, session):
    return client.get(f"/fgd/{session.pk}/catat/")


def take_back(client, said, typed=None, **headers):
    return client.post(f"/fgd/pernyataan/{said.pk}/tarik/", typed or {}, **headers)


def keys(page):
    """[(key, value)] of the choices that have a key, in the order of the page."""
    return re.findall(r'value="(\d+)"[^>]*data-key="(\w)"', page.content.decode())


def test_the_question_of_the_guide_is_the_first_choice(client, staff):
    a_group(), a_theme()
    guided, free = a_session(guide=a_guide()), a_session()

    fields = [re.findall(r'name="(\w+)"', notes(client, one).content.decode()) for one in (guided, free)]

    asked = ["question", "kind", "group", "theme", "text"]
    assert [name for name in dict.fromkeys(fields[0]) if name in asked] == asked
    assert [name for name in dict.fromkeys(fields[1]) if name in asked] == asked[1:]


def test_groups_at_the_table_and_themes_have_keys_and_the_other_groups_are_folded(client, staff):
    other, here = a_group(name="Bank", order=1), a_group(name="Kepala desa", order=2)
    themes, session = [a_theme(), a_theme()], a_session()
    a_participation(session=session, group=here)

    page = notes(client, session)

    assert keys(page) == [(str(here.pk), "1"), (str(themes[0].pk), "A"), (str(themes[1].pk), "B")]
    folded = page.content.decode().partition('<details class="ticks-more">')[2].partition("</details>")[0]
    assert re.findall(r'name="group"[^>]*value="(\d+)"', folded) == [str(other.pk)]


def test_the_folded_groups_are_open_where_one_of_them_is_chosen(client, staff):
    session, other = a_session(), a_group()
    a_participation(session=session)

    page = client.get(f"/fgd/{session.pk}/catat/?group={other.pk}").content.decode()

    assert page.count('<details class="ticks-more" open>') == 1


def test_the_newest_statement_stands_first_and_groups_that_have_not_spoken_are_named(client, staff):
    session, silent = a_session(), a_group(name="Kepala desa")
    said = [a_statement(session=session), a_statement(session=session)]
    a_participation(session=session, group=silent)
    a_participation(session=session, group=said[0].group)

    page = notes(client, session)

    assert list(page.context["statements"]) == said[::-1]
    assert "2 pernyataan tercatat. Hadir, belum bicara: Kepala desa." in words(page)


def test_the_last_statement_is_taken_back_and_its_words_stand_in_the_form(client, staff):
    session, friend = a_session(guide=a_guide()), a_group()
    said = a_statement(
        session=session, question=session.guide.questions.get(), recorded_by=staff, speaker_code="P1"
    )
    said.stances.create(group=friend, side=Stance.Side.FOR)

    answer = take_back(client, said, {"text": "Yang sedang diketik."}, **HTMX)

    form = answer.context["form"]
    assert not Statement.objects.exists()
    assert form["text"].value() == f"{said.text}\nYang sedang diketik."
    values = [form[name].value() for name in ("question", "group", "theme", "kind", "speaker_code")]
    assert values == [said.question_id, said.group_id, said.theme_id, said.kind, "P1"]
    assert (form["supporting"].value(), form["opposing"].value()) == ([friend.pk], [])
    assert f'<ol id="pernyataan-{said.pk}" hx-swap-oob="delete">' in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert Event.objects.filter(action="statement.deleted").count() == 1


def test_without_javascript_the_page_comes_back_with_the_words(client, staff):
    said = a_statement(recorded_by=staff)

    answer = take_back(client, said)

    assert "<html" in answer.content.decode()
    assert answer.context["form"]["text"].value() == said.text
    assert "Pernyataan ditarik kembali." in words(answer)
    assert client.get(f"/fgd/pernyataan/{a_statement().pk}/tarik/").status_code == 302


@pytest.mark.parametrize("whose", ["earlier", "somebody else's", "a complaint's"])
def test_only_the_own_last_statement_without_consequences_is_taken_back(client, staff, whose):
    session = a_session()
    said = a_statement(session=session, recorded_by=staff)
    if whose == "earlier":
        a_statement(session=session, recorded_by=staff)
    elif whose == "somebody else's":
        said.recorded_by = a_staff_member()
        said.save()
    else:
        a_complaint(statement=said)
    before = Statement.objects.count()

    answer = take_back(client, said, statement_form(said.group, said.theme, text="Sedang diketik."), **HTMX)

    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == "Sedang diketik."
    assert len(answer.context["form"].non_field_errors()) == 1
    assert Statement.objects.count() == before


def test_a_statement_of_another_region_cannot_be_taken_back(client):
    said = a_statement()
    client.force_login(a_user(Role.KPKP_STAFF, of=a_region()))

    assert take_back(client, said).status_code == 404
    assert Statement.objects.count() == 1


def test_each_statement_leads_to_a_complaint_in_one_click_for_who_may_record_one(client, staff):
    said = a_statement()
    link = f'href="/pengaduan/baru/?pernyataan={said.pk}"'
    session = f"/fgd/{said.session_id}/"

    pages = [client.get(address) for address in (session, f"{session}catat/")]
    assert [page.content.decode().count(link) for page in pages] == [1, 1]

    client.force_login(a_board_member())
    assert client.get(session).content.decode().count(link) == 0


def test_a_form_that_was_sent_twice_answers_with_the_rows_as_they_are(client, staff):
    session, typed = a_session(), statement_form(a_group(), a_theme())
    typed |= {"submission": "6c1e9c38-6f0c-4b56-9d55-3a5d1d0b8b11"}
    address = f"/fgd/{session.pk}/pernyataan/tambah/"

    answers = [client.post(address, typed, **HTMX) for _time in range(2)]

    said = Statement.objects.get()
    assert [list(one.context.get("statements") or []) for one in answers] == [[], [said]]
    assert "Pernyataan ini sudah tercatat." in words(answers[1])


def test_a_refusal_brings_the_form_with_the_words_and_no_older_message(client, staff):
    session = a_session()
    typed = statement_form(a_group(), a_theme(), text="NIK 3504014107908901")

    answer = client.post(f"/fgd/{session.pk}/pernyataan/tambah/", typed, **HTMX)

    assert answer.status_code == 422
    assert "NIK 3504014107908901" in words(answer)
    assert "dicatat" not in words(answer)


def test_before_the_day_the_page_says_from_when_notes_are_taken(client, staff):
    session = a_session(held_on=timezone.localdate() + timedelta(days=3))

    page = notes(client, session)

    assert "Pernyataan baru dapat dicatat mulai" in words(page)
    assert 'id="tambah"' not in page.content.decode()


def test_readers_have_no_note_taking_view(client):
    session = a_session()
    client.force_login(a_board_member())

    assert notes(client, session).status_code == 403
