"""What the page of a follow-up shows: the chain back to the words said, the steps, and what may come next."""

from outreach.follow_ups import rules
from outreach.follow_ups.facts import facts_of
from outreach.follow_ups.views.steps import FOLLOW_UP_STEPS
from outreach.ground.rules import may_read
from outreach.papers.views.attachments import attachments_part
from pmi_portal.accounts.permissions import Permission
from pmi_portal.editing.history import field_names
from stakeholders.models import Contact


def follow_up_page(follow_up, user):
    """Context of outreach/follow_ups/follow_up_detail.html."""
    region = follow_up.region_id
    may_change = user.holds(Permission.FOLLOW_UPS_EDIT, region)
    return attachments_part(follow_up, user) | {
        "follow_up": follow_up,
        "statement": _statement(follow_up, user),
        "sees_contact": _sees(user, follow_up.contact),
        "sees_complaint": user.holds(Permission.COMPLAINTS_VIEW, region),
        "steps": _steps(follow_up),
        "next_steps": FOLLOW_UP_STEPS.open_to(facts_of(follow_up, user)),
        "may_edit": may_change and not rules.why_not_edit(follow_up),
    }


def _steps(follow_up):
    """Newest first, each with the names of the fields an edit changed, in the reader's language."""
    steps = list(follow_up.steps.select_related("by").order_by("-pk"))
    for step in steps:
        step.changed = field_names(follow_up, step.fields)
    return steps


def _statement(follow_up, user):
    """The words said, for who may read them: its own, or those behind its complaint."""
    statement = follow_up.statement or (follow_up.complaint and follow_up.complaint.statement)
    return statement if statement and may_read(user, statement) else None


def _sees(user, contact):
    return contact is not None and Contact.objects.visible_to(user).filter(pk=contact.pk).exists()
