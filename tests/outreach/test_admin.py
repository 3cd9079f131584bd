"""The admin shows the records of outreach; they change only on their own pages, under their rules."""

import pytest

from outreach.models import FgdSession, Theme
from pmi_portal.audit.models import Event
from tests.outreach.test_access import everything
from tests.support.records import a_participation, a_session, a_statement, a_theme, an_activity, an_event

pytestmark = pytest.mark.django_db

RECORDS = {
    "outreachactivity": an_activity,
    "fgdevent": an_event,
    "fgdsession": a_session,
    "statement": a_statement,
}


@pytest.fixture
def inside(client, administrator):
    client.force_login(administrator)
    return client


@pytest.mark.parametrize("name", RECORDS)
def test_records_and_their_history_are_only_looked_at(inside, name):
    record = RECORDS[name]()
    listing, before = f"/admin/outreach/{name}/", everything()
    page, version = f"{listing}{record.pk}/", record.history.get().pk
    doors = [f"{page}change/", f"{page}delete/", f"{listing}add/", f"{page}history/{version}/"]

    looks = [inside.get(address).status_code for address in [listing, *doors, f"{page}history/"]]
    writes = [inside.post(address, {"post": "yes"}).status_code for address in doors]
    inside.post(listing, {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"})

    assert looks == [200, 200, 403, 403, 200, 200]
    assert writes == [403] * 4
    assert everything() == before


def test_the_page_of_an_old_version_writes_nothing(inside):
    session = a_session()
    typed = {"event": session.event_id, "held_on": "2025-01-02", "venue": "Tempat lain"}

    inside.post(f"/admin/outreach/fgdsession/{session.pk}/history/{session.history.get().pk}/", typed)

    assert FgdSession.objects.get().held_on == session.held_on


def test_attendance_stands_on_the_screen_of_its_session_as_text(inside):
    one = a_participation(people=37)

    page = inside.get(f"/admin/outreach/fgdsession/{one.session_id}/change/").content.decode()

    assert "37" in page
    assert 'name="participations-0-people"' not in page


def test_a_change_of_the_codebook_stands_in_the_audit_log(inside, administrator):
    theme = a_theme()
    typed = {"code": theme.code, "name": "Biaya", "definition": "", "order": 1, "active": "on"}

    inside.post("/admin/outreach/theme/add/", typed | {"code": "BARU"})
    inside.post(f"/admin/outreach/theme/{theme.pk}/change/", typed)
    inside.post(f"/admin/outreach/theme/{theme.pk}/delete/", {"post": "yes"})

    assert list(Theme.objects.values_list("code", flat=True)) == ["BARU"]
    events = Event.objects.filter(subject="outreach.theme").order_by("pk")
    assert list(events.values_list("action", "actor")) == [
        (f"theme.{deed}", administrator.pk) for deed in ("created", "edited", "deleted")
    ]
