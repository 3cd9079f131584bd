"""The whole chain of a matter: words said, complaint, institution, steps, evidence, what the group says."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from outreach.ground.rules import may_read
from outreach.models import Complaint, FollowUp, FollowUpStep, Statement

Status = Complaint.Status
SETTLED = (Status.DONE, Status.CLOSED, Status.DUPLICATE, Status.OUTSIDE, Status.ARCHIVED)


@dataclass
class Chain:
    """What grew out of one statement, complaint or follow-up; lists are empty where nothing did.

    `statement` is None where there is none, or where this person may not read the words.
    """

    statement: Statement | None
    complaints: list = field(default_factory=list)
    follow_ups: list = field(default_factory=list)

    @property
    def gap(self):
        """The first link that is missing, as a word for the page, or None when the chain is whole."""
        if not (self.complaints or self.follow_ups):
            return "nothing"
        unsettled = any(one.status not in SETTLED for one in self.complaints)
        if unsettled and not self.follow_ups:
            return "follow_up"
        gaps = [*map(_gap_of, self.follow_ups), "answer" if self.unanswered else None]
        return next(filter(None, [*gaps, "complaint" if unsettled else None]), None)

    @property
    def unanswered(self):
        """Complaints of which the reporter still waits for an answer."""
        return [one for one in self.complaints if one.is_waiting]


def chain_of(record, user):
    """The Chain that a Statement, Complaint or FollowUp belongs to, with only what this person may see."""
    complaints, follow_ups = Complaint.objects.visible_to(user), FollowUp.objects.visible_to(user)
    statement = _statement_of(record)
    if statement:
        born = list(_with_links(complaints.filter(statement=statement), complaints))
        grown = Q(statement=statement) | Q(complaint__in=born)
        statement = statement if may_read(user, statement) else None
    else:
        complaint = record.pk if isinstance(record, Complaint) else record.complaint_id
        born = list(_with_links(complaints.filter(pk=complaint), complaints))
        grown = Q(complaint=complaint) if complaint else Q(pk=record.pk)
    return Chain(statement, born, list(_with_steps(follow_ups.filter(grown))))


def _statement_of(record):
    if isinstance(record, Statement):
        return record
    if record.statement is None and isinstance(record, FollowUp) and record.complaint:
        return record.complaint.statement
    return record.statement


def _with_links(complaints, visible):
    """The complaints with what they lead to; `seen_original` and `seen_duplicates` are among `visible`."""
    doubles = (
        Prefetch("original", visible, to_attr="seen_original"),
        Prefetch("duplicates", visible.order_by("pk"), to_attr="seen_duplicates"),
    )
    return (
        complaints.with_place()
        .select_related("category", "limit")
        .prefetch_related("referrals__institution__former_names", *doubles)
        .order_by("pk")
    )


def _with_steps(follow_ups):
    steps = Prefetch("steps", FollowUpStep.objects.select_related("by"))
    related = ("institution", "raised_by", "contact", "verified_by", "region", "complaint")
    names = ("institution__former_names", "raised_by__former_names")
    return follow_ups.select_related(*related).prefetch_related(steps, "attachments", *names).order_by("pk")


def _gap_of(follow_up):
    if follow_up.state == FollowUp.State.IMPOSSIBLE:
        return None
    if follow_up.state != FollowUp.State.DONE:
        return "step"
    if follow_up.verified_at is None:
        return "verification"
    unasked = follow_up.raised_by and follow_up.confirmation == FollowUp.Confirmation.OPEN
    return "confirmation" if unasked else None
