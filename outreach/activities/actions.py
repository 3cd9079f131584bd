"""Recording of outreach activities."""

from django.db import transaction

from outreach.activities import rules
from outreach.ground import rules as ground
from outreach.ground.announcing import announce_changes, announced
from outreach.ground.places import settle_place
from outreach.models import Audience, OutreachActivity
from pmi_portal.accounts.permissions import Permission
from pmi_portal.audit.trail import record
from pmi_portal.editing.writing import refuse_if, save_record

DETAILS_CHANGED = "details_changed"  # told in the timeline: the history holds the activity's own fields only


@transaction.atomic
def create_activity(*, activity, topics, audience, by):
    """Record an activity; `audience` is {kind: (women, men)} of those that were counted."""
    _save(activity, topics, audience, by)
    record("activity.created", about=activity, by=by, status=activity.status)
    return activity


@transaction.atomic
def edit_activity(*, activity, topics, audience, by):
    _save(activity, topics, audience, by)
    record("activity.edited", about=activity, by=by, status=activity.status)
    return activity


def _save(activity, topics, audience, by):
    if activity.status == OutreachActivity.Status.PLANNED and activity.planned_on is None:
        activity.planned_on = activity.held_on  # the plan stays known when the day moves
    settle_place(activity, day=activity.held_on, permission=Permission.ACTIVITIES_EDIT, by=by)
    for name, part in zip(("women", "men"), rules.sums_of(audience), strict=True):
        if getattr(activity, name) is None:
            setattr(activity, name, part)
        refuse_if(rules.why_not_total(getattr(activity, name), part))
    _check(activity)
    itself = OutreachActivity.objects.filter(pk=activity.pk)
    before = announced(itself)
    if stored := itself.first():
        activity.sequence, activity.announced_at = stored.sequence, stored.announced_at
    if activity.pk and (set(activity.topics.all()) != set(topics) or activity.audience != audience):
        activity._change_reason = DETAILS_CHANGED
    save_record(activity, by)
    announce_changes(OutreachActivity.objects.filter(pk=activity.pk), before)
    activity.topics.set(topics)
    activity.audiences.all().delete()
    Audience.objects.bulk_create(
        Audience(activity=activity, kind=kind, women=women, men=men)
        for kind, (women, men) in audience.items()
    )


def _check(activity):
    today = ground.today_at(activity.district or activity.region)
    distinct, people = activity.distinct_people, activity.people
    refuse_if(ground.why_not_date(activity.held_on))
    refuse_if(activity.planned_on and ground.why_not_date(activity.planned_on))
    refuse_if(rules.why_not_status(activity.status, activity.held_on, today))
    refuse_if(rules.why_not_people(activity.status, people))
    refuse_if(rules.why_not_people(activity.status, distinct))
    refuse_if(rules.why_not_distinct(distinct, people))
    refuse_if(
        rules.why_not_registrations(activity.status, activity.registrations, distinct=distinct, people=people)
    )
