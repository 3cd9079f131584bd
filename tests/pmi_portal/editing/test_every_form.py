"""On every page and admin screen: what nobody touched stays, and what two people typed is never lost."""

import re

import pytest
from django import forms
from django.db import IntegrityError, transaction

from stakeholders.models import Contact, Institution
from tests.support import database
from tests.support.every_form import (
    admin_pages,
    edit_pages,
    form_pages,
    make_world,
    merge,
    references,
    stored_forms,
    switch_off,
    switch_off_and_move,
)
from tests.support.sent_forms import form_of

pytestmark = pytest.mark.django_db
# An attendance sheet that nobody touched was still gone through, and the log says so.
SAID = {"session.attendance_recorded"}
NAMES = {"name"}  # two may not share one, and it is searched for
PAGES = {
    *("activity_edit", "complaint_edit", "contact_edit", "event_edit", "follow_up_edit", "guide_edit"),
    *("institution_edit", "response_edit", "round_edit", "session_attendance", "session_edit"),
    *("session_invitations", "session_outcome", "session_points", "session_team", "statement_edit"),
}


@pytest.fixture
def pages(client, administrator):
    world = make_world(administrator)
    client.force_login(administrator)
    return edit_pages(client, world)


@pytest.fixture
def screens(client, administrator):
    make_world(administrator)
    client.force_login(administrator)
    return {model._meta.label_lower: address for model, address in admin_pages(administrator).items()}


@pytest.fixture
def undone():
    return database.Undone


def rows():
    """{model: its rows} of the whole database."""
    found = database.rows()
    found["audit.Event"] = [event for event in found["audit.Event"] if event["action"] not in SAID]
    return found


def changed(before):
    now = rows()
    return sorted(label for label in now if now[label] != before[label])


def sent_back(client, address):
    """Send the page as it came."""
    return client.post(address, form_of(client.get(address)).sent)


def unchanging_pages(client, world, undone):
    """(name, address) of each page that is saved and changes nothing when it is sent as it came."""
    for name, address in form_pages(client, world):
        with undone():
            before = rows()
            if sent_back(client, address).status_code == 302 and not changed(before):
                yield name, address


def test_the_pages_that_edit_are_found(pages):
    assert pages.keys() == PAGES


def test_every_field_of_a_form_stands_on_its_page(client, pages):
    for name, address in pages.items():
        answer = client.get(address)
        wanted = {form.add_prefix(field) for form in stored_forms(answer) for field in form.fields}
        assert wanted - form_of(answer).names == set(), name


def test_a_page_sent_as_it_came_changes_nothing(client, pages):
    for name, address in pages.items():
        before = rows()
        answer = sent_back(client, address)
        assert (name, answer.status_code, changed(before)) == (name, 302, [])


def test_what_is_referred_to_may_be_switched_off_or_moved_and_nothing_changes(client, pages, undone):
    tried = set()
    for name, address in pages.items():
        for record, field in references(stored_forms(client.get(address))).items():
            assert record is not None, (name, field)
            with undone():
                done = switch_off_and_move(record)
                before = rows()
                answer = sent_back(client, address)
                assert (name, field, done, answer.status_code, changed(before)) == (
                    name,
                    field,
                    done,
                    302,
                    [],
                )
            tried.add((name, re.sub(r"\d+", "n", field)))
    assert len(tried) >= 28


def first_text(answer):
    """(form, name) of the first text that stands on a page, None where there is none."""
    texts = (pair for pair in pairs_of(answer) if pair[1] not in NAMES)
    return next(((form, name) for form, name in texts if getattr(form.instance, name)), None)


def test_what_is_referred_to_may_be_switched_off_and_a_text_is_still_changed(client, pages, undone):
    tried = set()
    for place, address in pages.items():
        for record, field in references(stored_forms(client.get(address))).items():
            with undone():
                if not switch_off(record) or not (told := first_text(client.get(address))):
                    continue
                form, name = told
                sent = form_of(client.get(address)).sent
                reason = {"reason": "Diperbaiki."} if "reason" in sent else {}
                answer = client.post(address, sent | reason | {form.add_prefix(name): "Saya"})
                form.instance.refresh_from_db()
                stored = getattr(form.instance, name)
                assert (place, field, name, answer.status_code, stored) == (place, field, name, 302, "Saya")
            tried.add((place, re.sub(r"\d+", "n", field)))
    assert len(tried) >= 20


def test_an_institution_may_merge_and_a_page_sent_as_it_came_changes_nothing(client, administrator, undone):
    client.force_login(administrator)
    world = make_world(administrator)
    edited = dict(unchanging_pages(client, world, undone))
    assert edited.keys() >= PAGES | {"session_attendance"}
    chosen = {one for address in edited.values() for one in references(stored_forms(client.get(address)))}
    institutions = [one for one in chosen if isinstance(one, Institution)]
    names = {one.pk: one.name for one in institutions}
    assert len(names) == 3

    for institution in institutions:
        with undone():
            merge(institution, by=administrator)
            for name, address in edited.items():
                before = rows()
                answer = sent_back(client, address)
                told = (institution.name, name, answer.status_code, changed(before))
                assert told == (institution.name, name, 302, [])
            assert dict(Institution.objects.filter(pk__in=names).values_list("pk", "name")) == names


def test_an_institution_may_merge_and_a_screen_sent_as_it_came_changes_nothing(
    client, screens, administrator, undone
):
    referring = [screens["stakeholders.contact"], screens["stakeholders.institution"]]
    office = Contact.objects.get().institution
    merge(office, by=administrator)

    for address in referring:
        before = rows()
        answer = sent_back(client, address)
        assert (address, answer.status_code, changed(before)) == (address, 302, [])


def test_the_screens_that_edit_are_found(screens):
    assert {label.partition(".")[0] for label in screens} == {
        *("accounts", "outreach", "reports", "stakeholders", "surveys")
    }
    assert {"stakeholders.contact", "stakeholders.region", "outreach.holiday"} <= screens.keys()


def test_a_screen_sent_as_it_came_changes_nothing(client, screens):
    for label, address in screens.items():
        before = rows()
        answer = sent_back(client, address)
        assert (label, answer.status_code, changed(before)) == (label, 302, [])


# --- two people at once


def texts_of(form):
    """Fields of a form into which words are typed, and which the model keeps as they are."""
    for name in form.compared():
        field = form.fields[name]
        is_free = type(field) is forms.CharField and not (field.disabled or field.widget.is_hidden)
        if is_free and form.instance._meta.get_field(name).get_internal_type() in ("CharField", "TextField"):
            yield name


def other_writes(form, name, text):
    """Somebody else saves another text in this field; False where the text cannot change alone."""
    rows_ = type(form.instance)._base_manager.filter(pk=form.instance.pk)
    raised = {"revision": form.instance.revision + 1} if hasattr(form.instance, "revision") else {}
    try:
        with transaction.atomic():
            return bool(rows_.update(**{name: text}, **raised))
    except IntegrityError:
        return False


def pairs_of(answer):
    """(form, name) of every text on a page."""
    return [(form, name) for form in stored_forms(answer) if form.instance.pk for name in texts_of(form)]


def stale_posts(client, addresses):
    """(place, form, name, what the page sends) of every text on every page, the page opened before."""
    for place, address in addresses.items():
        for number, (_form, _name) in enumerate(pairs_of(client.get(address))):
            answer = client.get(address)
            form, name = pairs_of(answer)[number]
            sent = form_of(answer).sent
            yield place, address, form, name, sent | ({"reason": "Diperbaiki."} if "reason" in sent else {})


def check_same_field(client, addresses, undone):
    count = 0
    for place, address, form, name, sent in stale_posts(client, addresses):
        with undone():
            if not other_writes(form, name, "Sari"):
                continue
            answer = client.post(address, sent | {form.add_prefix(name): "Saya"})
            assert (place, name, answer.status_code) == (place, name, 409)
            form.instance.refresh_from_db()
            stored = getattr(form.instance, name)
            kept = form_of(answer).sent[form.add_prefix(name)]
            told = (place, name, stored, kept)
            assert told == (place, name, "Sari", ["Saya"])
            assert f"choice-{name}" in "".join(form_of(answer).names)
        count += 1
    return count


def check_other_field(client, addresses, undone):
    count = 0
    for place, address, form, name, sent in stale_posts(client, addresses):
        with undone():
            others = [other for other in texts_of(form) if other != name and other_writes(form, name, "Saya")]
        for other in others[:1]:
            with undone():
                if not other_writes(form, other, "Sari"):
                    continue
                answer = client.post(address, sent | {form.add_prefix(name): "Saya"})
                form.instance.refresh_from_db()
                stored = getattr(form.instance, name), getattr(form.instance, other)
                told = (place, name, other, answer.status_code, stored)
                assert told == (place, name, other, 302, ("Saya", "Sari"))
                count += 1
    return count


def test_the_same_text_changed_by_two_is_asked_on_every_page(client, pages, undone):
    assert check_same_field(client, pages, undone) >= 35


def test_texts_changed_apart_are_both_kept_on_every_page(client, pages, undone):
    assert check_other_field(client, pages, undone) >= 30


def test_the_same_text_changed_by_two_is_asked_on_every_screen(client, screens, undone):
    assert check_same_field(client, screens, undone) >= 40


def test_texts_changed_apart_are_both_kept_on_every_screen(client, screens, undone):
    assert check_other_field(client, screens, undone) >= 30
