"""Two people edit one record: what they changed apart is joined, what they both changed is asked."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.sessions import edit_event
from outreach.models import FgdEvent
from pmi_portal.editing.conflicts import in_words
from pmi_portal.editing.seen import fingerprint
from tests.outreach.forms import words
from tests.pmi_portal.drafts.racing import FormReader, edit_at_once
from tests.support.records import (
    a_group,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_activity,
    an_event,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return an_event(title="FGD Cilacap", purpose="Mendengar PMI", note="")


@pytest.fixture
def address(event):
    return f"/fgd/kegiatan/{event.pk}/ubah/"


@pytest.fixture
def other():
    return a_staff_member(email="sari@portal.example")


def opened(client, address):
    """What stands in the form somebody has open."""
    reader = FormReader()
    reader.feed(client.get(address).content.decode())
    return reader.typed


def shown(answer):
    reader = FormReader()
    reader.feed(answer.content.decode())
    return reader.typed


@pytest.fixture
def edit_by_other(client, other, address):
    """edit_by_other(**typed): the other person saves these, then the first one is at the keyboard again."""

    def run(**typed):
        client.force_login(other)
        assert client.post(address, opened(client, address) | typed).status_code == 302
        client.force_login(first)

    first = a_staff_member()
    client.force_login(first)
    return run


def test_a_saved_record_has_a_higher_version(client, edit_by_other, event, address):
    edit_by_other(title="FGD Cilacap Timur")

    event.refresh_from_db()
    assert (event.revision, event.history.first().revision) == (2, 2)


def test_fields_that_two_people_changed_apart_are_joined_and_named(client, edit_by_other, event, address):
    mine = opened(client, address)
    edit_by_other(purpose="Mendengar keluarga")

    answer = client.post(address, mine | {"note": "Hujan"}, follow=True)

    event.refresh_from_db()
    assert (event.purpose, event.note, event.revision) == ("Mendengar keluarga", "Hujan", 3)
    assert "yang Anda tidak ubah: Tujuan" in words(answer)


def test_a_field_that_both_changed_is_asked_and_nothing_is_lost(client, edit_by_other, other, event, address):
    mine = opened(client, address)
    edit_by_other(note="Tulisan Sari", purpose="Tujuan Sari")

    answer = client.post(address, mine | {"note": "Tulisan saya", "title": "Judul saya"})

    assert answer.status_code == 409
    event.refresh_from_db()
    assert (event.title, event.note) == ("FGD Cilacap", "Tulisan Sari")
    form = answer.context["form"]
    conflict = form.conflicts[0]
    assert [one.label for one in form.conflicts] == ["Catatan"]
    assert (conflict.mine, conflict.theirs, conflict.choice) == (
        "Tulisan saya",
        "Tulisan Sari",
        "choice-note",
    )
    page = words(answer)
    assert f"Tersimpan sekarang oleh {other.full_name}" in page
    assert "yang Anda tidak ubah: Tujuan" in page
    kept = shown(answer)
    assert (kept["title"], kept["note"], kept["purpose"]) == ("Judul saya", "Tulisan saya", "Tujuan Sari")


@pytest.mark.parametrize(("choice", "note"), [("mine", "Tulisan saya"), ("theirs", "Tulisan Sari")])
def test_sending_again_saves_the_choice(client, edit_by_other, event, address, choice, note):
    mine = opened(client, address)
    edit_by_other(note="Tulisan Sari")
    again = shown(client.post(address, mine | {"note": "Tulisan saya", "title": "Judul saya"}))

    assert client.post(address, again | {"choice-note": choice}).status_code == 302

    event.refresh_from_db()
    assert (event.title, event.note) == ("Judul saya", note)


def test_sending_again_without_a_choice_asks_again(client, edit_by_other, event, address):
    mine = opened(client, address)
    edit_by_other(note="Tulisan Sari")
    again = shown(client.post(address, mine | {"note": "Tulisan saya"}))

    assert client.post(address, again).status_code == 409
    event.refresh_from_db()
    assert event.note == "Tulisan Sari"


def test_a_choice_holds_only_against_what_was_shown(client, edit_by_other, event, address):
    mine = opened(client, address)
    edit_by_other(note="Tulisan Sari")
    again = shown(client.post(address, mine | {"note": "Tulisan saya"}))
    edit_by_other(note="Tulisan Sari, diperbaiki")

    answer = client.post(address, again | {"choice-note": "mine"})

    assert answer.status_code == 409
    assert answer.context["form"].conflicts[0].theirs == "Tulisan Sari, diperbaiki"


def test_what_a_person_wrote_the_same_is_no_conflict(client, edit_by_other, event, address):
    mine = opened(client, address)
    edit_by_other(note="Hujan\r\nderas")

    assert client.post(address, mine | {"note": "Hujan\nderas"}).status_code == 302


def test_a_fault_beside_a_conflict_keeps_both(client, edit_by_other, event, address):
    mine = opened(client, address)
    edit_by_other(note="Tulisan Sari", title="Judul Sari")

    answer = client.post(address, mine | {"note": "Tulisan saya", "title": ""})

    assert answer.status_code == 409
    assert set(answer.context["form"].errors) == {"title", "note"}
    answer = client.post(address, shown(answer) | {"title": "Judul saya", "choice-note": "mine"})
    assert [one.label for one in answer.context["form"].conflicts] == ["Judul"]
    assert client.post(address, shown(answer) | {"choice-title": "mine"}).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.note) == ("Judul saya", "Tulisan saya")


@pytest.mark.parametrize("sent", ["", "x", "[]", "{}", '{"seen": 1, "open": 2}', '{"seen": {}, "open": []}'])
def test_a_hidden_field_that_is_none_breaks_nothing(client, edit_by_other, event, address, sent):
    answer = client.post(address, opened(client, address) | {"seen": sent})

    assert answer.status_code == (422 if sent == "x" else 302)


def test_a_record_without_history_names_the_other_too(client, other):
    activity = an_activity(title="Sosialisasi", note="")
    address = f"/sosialisasi/{activity.pk}/ubah/"
    client.force_login(a_staff_member())
    mine = opened(client, address)
    client.force_login(other)
    client.post(address, mine | {"note": "Tulisan Sari", "held_on": "2024-06-01"})
    client.force_login(a_staff_member())

    answer = client.post(address, mine | {"note": "Tulisan saya", "held_on": "2024-07-01"})

    assert answer.status_code == 409
    assert [(one.mine, one.theirs) for one in answer.context["form"].conflicts] == [
        ("1 Juli 2024", "1 Juni 2024"),
        ("Tulisan saya", "Tulisan Sari"),
    ]
    assert f"oleh {other.full_name}" in words(answer)


def test_sessions_and_statements_are_guarded_too(client, other):
    statement = a_statement(session=a_session(), theme=a_theme(), group=a_group())
    session = statement.session
    pages = {f"/fgd/{session.pk}/ubah/": "venue", f"/fgd/pernyataan/{statement.pk}/ubah/": "text"}
    client.force_login(other)
    for address, field in pages.items():
        mine = opened(client, address)
        assert client.post(address, mine | {field: "Satu"}).status_code == 302
        assert client.post(address, mine | {field: "Dua"}).status_code == 409


def test_an_action_goes_on_only_from_the_version_that_was_read(event):
    person = a_staff_member()
    first, second = (FgdEvent.objects.get(pk=event.pk) for _n in range(2))
    first.title, second.note = "Satu", "Dua"

    edit_event(event=first, by=person)
    with pytest.raises(ValidationError) as refusal:
        edit_event(event=second, by=person)

    assert refusal.value.code == "conflict"
    event.refresh_from_db()
    assert (event.title, event.note, event.revision) == ("Satu", "", 2)


def test_equal_values_have_equal_fingerprints_however_they_are_written():
    region = a_region()
    again = type(region).objects.get(pk=region.pk)
    same = [(Decimal("5.00"), Decimal("5")), ("a\r\nb ", "a\nb"), (None, ""), (region, again)]
    different = [("a", "b"), (None, 0), (True, False), (date(2024, 1, 1), date(2024, 1, 2)), ([region], [])]

    assert [fingerprint(one) == fingerprint(other) for one, other in same] == [True] * 4
    assert [fingerprint(one) == fingerprint(other) for one, other in different] == [False] * 5


def test_values_are_told_in_words(client, edit_by_other, address):
    fields = client.get(address).context["form"].fields
    values = [None, "", True, False, time(9, 30), date(2024, 5, 6), []]

    assert [in_words(fields["note"], value) for value in values] == [
        *("kosong", "kosong", "ya", "tidak", "09.30", "6 Mei 2024", "kosong")
    ]


@pytest.mark.django_db(transaction=True)
def test_no_change_is_lost_when_two_save_at_the_same_moment():
    about = {"users": [a_staff_member().pk, a_staff_member().pk], "event": an_event().pk, "rounds": 15}

    apart = edit_at_once(fields=["purpose", "note"], checked=True, **about)
    same = edit_at_once(fields=["note", "note"], checked=True, **about)
    unchecked = edit_at_once(fields=["purpose", "note"], checked=False, **about)

    assert apart["lost"] == 0
    assert same == {"lost": 0, "refused": 15}
    assert unchecked["lost"] >= 14
    assert FgdEvent.objects.count() == 1
