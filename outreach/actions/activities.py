"""Recording of outreach activities."""

from django.db import transaction

from outreach import rules
from outreach.writing import refuse_if, save_record
from pmi_portal.audit.trail import record


@transaction.atomic
def create_activity(*, activity, by):
    _check(activity)
    save_record(activity, by)
    record("activity.created", about=activity, by=by, status=activity.status)
    return activity


@transaction.atomic
def edit_activity(*, activity, by):
    _check(activity)
    save_record(activity, by)
    record("activity.edited", about=activity, by=by, status=activity.status)
    return activity


def _check(activity):
    today = rules.today_at(activity.district or activity.region)
    refuse_if(rules.why_not_date(activity.held_on))
    refuse_if(rules.why_not_place(activity.region, activity.district))
    refuse_if(rules.why_not_status(activity.status, activity.held_on, today))
    refuse_if(rules.why_not_people(activity.status, activity.people))
