"""Demo data of outreach: seeded, plausible in shape, and every record marked as an example."""

from outreach.demo.activities import load_activities
from outreach.demo.complaints import load_complaints
from outreach.demo.follow_ups import load_follow_ups
from outreach.demo.sessions import load_sessions
from outreach.demo.stage import Stage


def load(demo):
    """Add FGD events with sessions, attendance and statements, and outreach activities."""
    stage = Stage.set_up()
    if stage.regions and stage.groups and stage.themes:
        load_sessions(demo, stage)
        load_activities(demo, stage)
        load_complaints(demo, stage)
        load_follow_ups(demo, stage)
