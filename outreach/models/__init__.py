from outreach.models.activities import OutreachActivity
from outreach.models.sessions import FgdEvent, FgdSession, Participation
from outreach.models.statements import Statement, Theme

__all__ = ["FgdEvent", "FgdSession", "OutreachActivity", "Participation", "Statement", "Theme"]
