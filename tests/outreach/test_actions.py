"""Actions ask the rules themselves, whoever calls them, and leave nothing half done."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from outreach.activities.actions import create_activity, edit_activity
from outreach.fgd.actions.sessions import create_event, create_session, edit_event, edit_session
from outreach.fgd.actions.statements import edit_statement, record_statement
from outreach.models import FgdEvent, FgdSession, OutreachActivity, Statement
from pmi_portal.audit.models import Event
from tests.support.records import (
    a_district,
    a_group,
    a_participation,
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
def staff():
    return a_staff_member()


def refused(action, **about):
    with pytest.raises(ValidationError) as refusal:
        action(**about)
    return refusal.value.messages


def test_a_faulty_first_session_takes_its_event_with_it(staff):
    event = FgdEvent(title="FGD", region=a_region())
    session = FgdSession(held_on=date(2017, 7, 31), venue="Balai")

    assert refused(create_event, event=event, session=session, by=staff) == [
        "Tanggal tidak boleh sebelum 1 Agustus 2017, awal periode evaluasi layanan."
    ]
    assert (FgdEvent.objects.count(), FgdEvent.history.count(), Event.objects.count()) == (0, 0, 0)


def test_an_event_keeps_to_the_districts_of_its_region(staff):
    event = an_event()
    event.district = a_district(name="Kab. Ende")

    assert refused(edit_event, event=event, by=staff) == [
        f"Kab. Ende tidak termasuk wilayah {event.region.name}."
    ]
    assert FgdEvent.objects.get().district is None


def test_a_session_ends_after_it_started(staff):
    session = FgdSession(held_on=date(2024, 1, 1), starts_at=time(9), ends_at=time(8), venue="Balai")

    assert refused(create_session, session=session, event=an_event(), by=staff) == [
        "Sesi dari 09.00 sampai 08.00 keesokan harinya terlalu panjang. Periksa jamnya."
    ]
    assert FgdSession.objects.count() == 0


def test_a_session_with_records_stays_out_of_the_future(staff):
    session = a_session()
    a_participation(session=session)
    session.held_on = date(2099, 1, 1)

    assert len(refused(edit_session, session=session, by=staff)) == 1
    assert FgdSession.objects.get().held_on == date(2024, 5, 6)


@pytest.mark.parametrize(
    "wrong",
    [
        {"held_on": date(2017, 7, 31)},
        {"held_on": date(2099, 1, 1), "status": "held"},
        {"status": "planned", "men": 3},
    ],
)
def test_an_activity_keeps_the_rules(staff, wrong):
    activity = an_activity()
    for name, value in wrong.items():
        setattr(activity, name, value)

    about = {"activity": activity, "topics": [], "audience": {}, "by": staff}
    assert len(refused(edit_activity, **about)) == 1
    activity.pk = None
    assert len(refused(create_activity, **about)) == 1
    assert OutreachActivity.objects.get().held_on == date(2024, 5, 6)


def test_a_statement_keeps_the_rules(staff):
    planned = a_session(held_on=date(2099, 1, 1))
    early = Statement(session=planned, group=a_group(), theme=a_theme(), kind="risk", text="Calo.")
    said = a_statement()
    said.text = "NIK 3504014107908901"

    assert len(refused(record_statement, statement=early, by=staff)) == 1
    assert len(refused(edit_statement, statement=said, by=staff)) == 1
    assert Statement.objects.get().text != said.text
    assert Event.objects.count() == 0
