"""Records made of the rows of an old list, as the list tells them: nothing is begun, nobody is told."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Max
from simple_history.utils import bulk_create_with_history

from outreach.models import (
    Complaint,
    ComplaintCategory,
    ComplaintStep,
    OutreachActivity,
    OutreachTopic,
    ServiceLimit,
)
from outreach.querysets.complaints import ENDED
from pmi_portal.accounts.permissions import Permission
from surveys.importing.columns import DISTRICT, RESPONDED_ON
from surveys.importing.plan import Outcome
from surveys.importing.writing import sheet_of
from surveys.past.columns import columns_of_activities, columns_of_complaints

ANSWERED = ("answered", "done", "closed")
AT_ONCE = 500
UNTOLD = {"channel": Complaint.Channel.OTHER, "reporter": Complaint.Reporter.UNKNOWN, "people": 1}


def came_from(plan, place, batch):
    """The fields that tell from which row of which import a record came."""
    return {
        "past_import": batch.pk,
        "past_number": plan.number(place),
        "past_sheet": sheet_of(plan, place),
        "past_row": int(plan.table.numbers[place]),
        "past_key": plan.row_keys[place],
        "past_digest": plan.row_digests[place],
    }


class Complaints:
    model, permission, version = Complaint, Permission.COMPLAINTS_EDIT, "pengaduan lama"
    list_url = "complaint_list"
    # What the model itself brings with it; anything else that hangs on a record keeps it from being undone.
    OWN_RELATIONS = ("steps",)

    def columns(self):
        return columns_of_complaints()

    def write(self, plan, batch, regions, by):
        """Store the new rows, each with the step that says who brought it; the clocks stay as they are."""
        facts = {each.code: each for each in ComplaintCategory.objects.all()}
        limit = ServiceLimit.objects.of_step(ServiceLimit.Step.ANSWER).order_by("-active", "order").first()
        rows = [(place, plan.row(place)) for place in plan.places(Outcome.NEW).tolist()]
        made = [
            self._complaint(row, facts, limit, regions[row.region], came_from(plan, place, batch))
            for place, row in rows
        ]
        for complaint, number in zip(made, self._numbers(made), strict=True):
            complaint.number = number
        made = Complaint.objects.bulk_create(made, batch_size=AT_ONCE)
        what = ComplaintStep.What.REGISTERED
        steps = [ComplaintStep(complaint=each, what=what, after=each.status, by=by) for each in made]
        ComplaintStep.objects.bulk_create(steps, batch_size=AT_ONCE)
        return len(made)

    def _numbers(self, made):
        """R-000001 and on, under the lock of the subject: no living complaint bears such a number."""
        last = Complaint.objects.filter(number__startswith="R-").aggregate(last=Max("number"))
        first = int(last["last"].rpartition("-")[2]) + 1 if last["last"] else 1
        return [f"R-{number:06d}" for number in range(first, first + len(made))]

    def _complaint(self, row, categories, limit, region, origin):
        told = UNTOLD | row.answers
        ended, outcome = told.pop("ended_on", None), told.pop("outcome", None) or ""
        day = row.values[RESPONDED_ON.key]
        complaint = Complaint(
            region=region,
            district_id=row.values.get(DISTRICT.key),
            received_at=_at(day, region),
            category=categories[told.pop("category")],
            limit=limit,
            outcome=outcome,
            acknowledge_by=day,
            verify_by=day,
            answer_by=day,
            **told,
            **origin,
        )
        if ended and complaint.status in ANSWERED:
            complaint.answered_at = _at(ended, region)
        if ended and complaint.status in ENDED:
            complaint.closed_at = _at(ended, region)
        return complaint


class Activities:
    model, permission, version = OutreachActivity, Permission.ACTIVITIES_EDIT, "sosialisasi lama"
    list_url = "activity_list"
    OWN_RELATIONS = ()

    def columns(self):
        return columns_of_activities()

    def write(self, plan, batch, regions, by):
        """Store the new rows as activities that took place; no calendar is told of them anew."""
        rows = [(place, plan.row(place)) for place in plan.places(Outcome.NEW).tolist()]
        made = [
            self._activity(row, regions[row.region], came_from(plan, place, batch)) for place, row in rows
        ]
        made = bulk_create_with_history(made, OutreachActivity, batch_size=AT_ONCE, default_user=by)
        topics = {each.code: each.pk for each in OutreachTopic.objects.all()}
        through = OutreachActivity.topics.through
        told = (
            (one.pk, code) for one, (_place, row) in zip(made, rows, strict=True) for code in _topics(row)
        )
        through.objects.bulk_create(
            [through(outreachactivity_id=pk, outreachtopic_id=topics[code]) for pk, code in told]
        )
        return len(made)

    def _activity(self, row, region, origin):
        told = {name: value for name, value in row.answers.items() if name != "topics"}
        return OutreachActivity(
            region=region,
            district_id=row.values.get(DISTRICT.key),
            held_on=row.values[RESPONDED_ON.key],
            status=OutreachActivity.Status.HELD,
            **told,
            **origin,
        )


def _topics(row):
    return row.answers.get("topics") or ()


def _at(day, region):
    """The beginning of a day there: an old list knows no hour."""
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(region.time_zone))
