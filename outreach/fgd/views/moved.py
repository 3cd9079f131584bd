"""What still tells the old day of a session that was moved."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from outreach.models import Complaint
from outreach.papers.documents.files import FILES
from pmi_portal.audit.models import Event


def papers_with_another_day(session):
    """[(title, the day it tells)] of the documents that were last taken out with another day on them."""
    taken = Event.objects.about(session).filter(action="session.document_downloaded").order_by("pk")
    days = {event.detail["name"]: event.detail.get("day") for event in taken}
    return [
        (FILES[name].title, date.fromisoformat(day))
        for name, day in days.items()
        if name in FILES and day and day != session.held_on.isoformat()
    ]


def complaints_before_the_day(session, user):
    """Complaints out of this session that would have been received before anybody spoke."""
    morning = datetime.combine(session.held_on, time.min, tzinfo=ZoneInfo(session.zone))
    said_here = Complaint.objects.visible_to(user).filter(statement__session=session)
    return list(said_here.filter(received_at__lt=morning).order_by("received_at"))
