"""What was said: recorded row by row with htmx and without, listed, changed, deleted."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from outreach.fgd.actions.statements import record_statement
from outreach.models import FgdSession, Statement
from pmi_portal.audit.models import Event
from tests.outreach.forms import statement_form, words
from tests.support.records import (
    LONG_AGO,
    a_board_member,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_event,
    an_officer,
)

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def add(client, session, typed, **headers):
    return client.post(f"/fgd/{session.pk}/pernyataan/tambah/", typed, **headers)


def chosen(page):
    """{field: value} of the radio buttons that are ticked."""
    ticked = re.findall(r"<input[^>]*type=\"radio\"[^>]* checked[^>]*>", page.content.decode())
    return {re.search(r'name="(\w+)"', one)[1]: re.search(r'value="(\w+)"', one)[1] for one in ticked}


def listed(client, query=""):
    return list(client.get(f"/fgd/pernyataan/{query}").context["table"].data)


def test_a_long_paste_is_stored_as_written_and_one_that_is_too_long_comes_back(client, staff):
    session, group, theme = a_session(), a_group(), a_theme()
    text = "Loket <b>tutup</b>, =1+1 \u202ekata😀\n" * 7_000
    assert len(text.encode()) > 200_000

    assert add(client, session, statement_form(group, theme, text=text)).status_code == 302
    assert Statement.objects.get().text == text.strip()
    assert client.get(f"/fgd/{session.pk}/").status_code == 200

    longer = "x" * 250_001
    answer = add(client, session, statement_form(group, theme, text=longer))
    assert answer.status_code == 422
    assert "250001 karakter, paling banyak 250000" in words(answer)
    assert longer in answer.content.decode()


def test_without_javascript_a_statement_leads_back_to_its_form_with_group_and_theme(client, staff):
    session, group, theme = a_session(), a_group(), a_theme()

    answer = add(client, session, statement_form(group, theme))

    said = Statement.objects.get()
    assert (said.session, said.group, said.theme, said.kind, said.text) == (
        session,
        group,
        theme,
        "complaint",
        "Loket tutup siang hari.",
    )
    assert answer.url == f"/fgd/{session.pk}/catat/?group={group.pk}&theme={theme.pk}"
    page = client.get(answer.url)
    assert page.context["form"].initial == {"group": str(group.pk), "theme": str(theme.pk)}
    assert chosen(page) == {"group": str(group.pk), "theme": str(theme.pk)}
    assert "Pernyataan dicatat." in words(page)


def test_htmx_gets_the_new_row_the_counters_and_a_form_ready_for_the_next(client, staff):
    session, group, theme = a_session(), a_group(), a_theme()
    before = a_statement(session=session)

    answer = add(client, session, statement_form(group, theme), **HTMX)

    page = answer.content.decode()
    said = Statement.objects.exclude(pk=before.pk).get()
    assert answer.status_code == 200
    assert "<html" not in page
    assert re.findall(r'id="(pernyataan-\d+)"', page) == [f"pernyataan-{said.pk}"]
    assert re.findall(r'hx-swap-oob="([^"]+)"', page) == ["true", "true", "afterbegin:#daftar-pernyataan"]
    assert "2 pernyataan tercatat." in words(answer)
    assert answer.context["form"].initial == {"group": group.pk, "theme": theme.pk}
    assert answer.context["form"]["text"].value() is None


def test_htmx_gets_the_faults_in_the_same_part(client, staff):
    session, group, theme = a_session(), a_group(), a_theme()

    answer = add(client, session, statement_form(group, theme, text=""), **HTMX)

    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    assert list(answer.context["form"].errors) == ["text"]
    assert Statement.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"text": ""}, ["text"]),
        ({"text": "   "}, ["text"]),
        ({"text": "x" * 250_001}, ["text"]),
        ({"text": "NIK 3504014107908901"}, ["text"]),
        ({"kind": ""}, ["kind"]),
        ({"kind": "gossip"}, ["kind"]),
        ({"group": "99999"}, ["group"]),
        ({"theme": "abc"}, ["theme"]),
        ({"group": "", "theme": "", "kind": "", "text": ""}, ["group", "theme", "kind", "text"]),
    ],
)
def test_a_faulty_statement_comes_back_with_its_faults_and_nothing_is_written(client, staff, typed, faults):
    session = a_session()

    answer = add(client, session, statement_form(a_group(), a_theme(), **typed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == faults
    assert "<html" in answer.content.decode()
    assert Statement.objects.count() == 0


def test_a_nik_is_refused_with_the_reason_and_the_text_is_not_lost(client, staff):
    text = "Kartu dengan NIK 3504014107908901 salah cetak"

    answer = add(client, a_session(), statement_form(a_group(), a_theme(), text=text))

    assert "tampak seperti NIK. Hapus nomor itu." in words(answer)
    assert text in words(answer)


def test_nothing_was_said_before_the_day(client, staff):
    session = a_session(held_on=date(2099, 1, 5))

    answer = add(client, session, statement_form(a_group(), a_theme()))

    assert answer.status_code == 422
    assert "Pernyataan baru dapat dicatat mulai 5 Januari 2099" in words(answer)
    assert Statement.objects.count() == 0


def test_a_retired_group_or_theme_is_not_offered_for_new_statements(client, staff):
    retired = statement_form(a_group(valid_to=LONG_AGO), a_theme(active=False))

    answer = add(client, a_session(), retired)

    assert list(answer.context["form"].errors) == ["group", "theme"]


def test_groups_at_the_table_are_offered_first(client, staff):
    other, present, session = a_group(order=1), a_group(order=2), a_session()
    a_participation(session=session, group=present)

    choices = client.get(f"/fgd/{session.pk}/catat/").context["form"].fields["group"].choices

    assert [(str(name), [pk for pk, _text in offered]) for name, offered in choices] == [
        ("Hadir di sesi ini", [present.pk]),
        ("Kelompok lain", [other.pk]),
    ]


def test_a_group_that_speaks_is_marked_present_once(client, staff):
    session, group, theme = a_session(), a_group(), a_theme()

    for _number in range(2):
        add(client, session, statement_form(group, theme))

    assert [(one.group, one.people) for one in session.participations.all()] == [(group, None)]


def test_the_person_is_told_when_a_statement_marks_its_group_present(client, staff):
    session, theme, group = a_session(), a_theme(), a_group(name="Kepala desa")
    answers = [words(add(client, session, statement_form(group, theme), **HTMX)) for _time in range(2)]
    assert f"dicatat pada tema {theme}. Kepala desa ditandai hadir." in answers[0]
    assert "ditandai hadir" not in answers[1]

    other = a_group(name="Relawan")
    pages = [client.get(add(client, session, statement_form(other, theme)).url) for _time in range(2)]
    assert "Pernyataan dicatat. Relawan ditandai hadir." in words(pages[0])
    assert "ditandai hadir" not in words(pages[1])


def test_a_recorded_statement_is_in_history_and_audit_without_its_text(client, staff):
    session = a_session()

    add(client, session, statement_form(a_group(), a_theme()))

    said, event = Statement.objects.get(), Event.objects.get()
    assert said.history.get().history_user == staff
    assert (event.action, event.subject_id, event.detail) == (
        "statement.recorded",
        str(said.pk),
        {"session": session.pk},
    )


def test_statements_of_a_session_stand_by_theme_in_the_order_of_the_codebook(client, staff):
    session = a_session()
    later, earlier = a_theme(order=2), a_theme(order=1)
    last = a_statement(session=session, theme=later)
    first = a_statement(session=session, theme=earlier)
    second = a_statement(session=session, theme=earlier)

    page = client.get(f"/fgd/{session.pk}/")

    assert list(page.context["statements"]) == [first, second, last]
    assert f"{earlier} (2)" in words(page)


def test_a_look_at_the_address_of_the_form_leads_to_the_session(client, staff):
    session = a_session()

    assert client.get(f"/fgd/{session.pk}/pernyataan/tambah/").url == f"/fgd/{session.pk}/catat/"


def test_editing_a_statement_returns_to_its_place(client, staff):
    said, group = a_statement(), a_group()

    answer = client.post(
        f"/fgd/pernyataan/{said.pk}/ubah/",
        statement_form(group, said.theme, kind="praise", text="Sudah baik."),
    )

    said.refresh_from_db()
    assert answer.url == f"/fgd/{said.session_id}/#pernyataan-{said.pk}"
    assert (said.group, said.kind, said.text) == (group, "praise", "Sudah baik.")
    assert said.session.participations.get().group == group


def test_giving_a_statement_to_an_absent_group_marks_it_present_and_says_so(client, staff):
    said, group = a_statement(), a_group(name="Relawan")
    address = f"/fgd/pernyataan/{said.pk}/ubah/"

    pages = [client.post(address, statement_form(group, said.theme), follow=True) for _time in range(2)]

    assert "Perubahan pernyataan disimpan. Relawan ditandai hadir." in words(pages[0])
    assert "ditandai hadir" not in words(pages[1])


def test_a_fault_while_editing_leaves_the_statement_as_it_was(client, staff):
    said = a_statement()

    answer = client.post(f"/fgd/pernyataan/{said.pk}/ubah/", statement_form(said.group, said.theme, text=""))

    assert answer.status_code == 422
    assert Statement.objects.get().text == said.text


def test_a_statement_of_a_retired_theme_can_still_be_edited(client, staff):
    said = a_statement(theme=a_theme(active=False))

    answer = client.post(f"/fgd/pernyataan/{said.pk}/ubah/", statement_form(said.group, said.theme))

    assert answer.status_code == 302


def test_deleting_asks_first_and_is_remembered(client, staff):
    said = a_statement()
    assert said.text in words(client.get(f"/fgd/pernyataan/{said.pk}/hapus/"))
    assert Statement.objects.count() == 1

    answer = client.post(f"/fgd/pernyataan/{said.pk}/hapus/")

    assert answer.url == f"/fgd/{said.session_id}/"
    assert Statement.objects.count() == 0
    assert Statement.history.first().history_user == staff
    assert Event.objects.get().action == "statement.deleted"
    assert "Pernyataan dihapus oleh" in words(client.get(answer.url))


def test_who_changed_a_statement_that_was_deleted_meanwhile_keeps_the_words(client, staff):
    said = a_statement()
    address, typed = f"/fgd/pernyataan/{said.pk}/ubah/", statement_form(said.group, said.theme)
    client.post(f"/fgd/pernyataan/{said.pk}/hapus/")

    answer = client.post(address, typed | {"text": "Loket <b>buka</b> lagi."})

    assert answer.status_code == 409
    assert f"{staff} menghapusnya" in words(answer)
    assert "Loket <b>buka</b> lagi." in words(answer)
    assert f"/fgd/{said.session_id}/catat/" in answer.content.decode()
    assert Statement.objects.count() == 0
    assert client.get(address).status_code == 404
    assert client.post("/fgd/pernyataan/999999/ubah/", typed).status_code == 404
    client.force_login(an_officer(of=a_region()))
    assert client.post(address, typed).status_code in (403, 404)


def test_statement_list_shows_only_the_officers_region(client):
    here = a_region()
    ours, theirs = a_statement(session=a_session(region=here)), a_statement()
    client.force_login(an_officer(of=here))

    page = client.get("/fgd/pernyataan/")

    assert list(page.context["table"].data) == [ours]
    assert theirs.text not in page.content.decode()


def test_statement_list_is_filtered_by_kind_theme_group_region_period_and_words(client, staff):
    session = a_session(held_on=date(2022, 3, 1))
    wanted = a_statement(session=session, kind="risk", text="Paspor disimpan majikan")
    other = a_statement(kind="praise", text="Petugas ramah")

    for query in (
        "kind=risk",
        f"theme={wanted.theme.code}",
        f"group={wanted.group.code}",
        f"region={session.event.region.code}",
        "until=2022-03-01",
        "q=majikan+paspor",
    ):
        assert listed(client, f"?{query}") == [wanted], query
    assert listed(client, "?since=2022-03-02") == [other]


def test_the_kind_of_a_statement_is_a_word_beside_its_colour(client, staff):
    a_statement(kind="coordination")

    assert "masalah koordinasi" in words(client.get("/fgd/pernyataan/"))


def test_sample_statements_say_so_in_the_list(client, staff):
    a_statement(session=a_session(event=an_event(is_sample=True)))

    assert client.get("/fgd/pernyataan/").content.decode().count("tag-sample") == 1


def test_theme_list_counts_the_statements_a_person_may_see(client):
    here, theme = a_region(), a_theme(definition="Loket dan antrean")
    a_statement(theme=theme, session=a_session(region=here))
    a_statement(theme=theme)
    empty = a_theme()

    for user, count in ((a_board_member(), 2), (an_officer(of=here), 1)):
        client.force_login(user)
        page = client.get("/fgd/tema/")
        assert page.context["themes"] == [(theme, count), (empty, 0)]
        assert "Loket dan antrean" in words(page)


def test_nothing_is_recorded_of_a_session_that_was_just_put_off(staff):
    session = a_session(held_on=timezone.localdate())
    said = Statement(session=session, group=a_group(), theme=a_theme(), kind="complaint", text="Loket tutup.")
    FgdSession.objects.filter(pk=session.pk).update(held_on=date(2099, 1, 5))

    with pytest.raises(ValidationError):
        record_statement(statement=said, by=staff)

    assert Statement.objects.count() == 0
