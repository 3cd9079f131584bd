"""What is noted when a document goes out."""

from pmi_portal.audit.trail import record


def note_download(*, session, name, by):
    """Who took which document of a session out of the portal, and the day it tells."""
    day = session.held_on.isoformat()
    record("session.document_downloaded", about=session, by=by, name=name, day=day)
