"""What the rules of a follow-up ask beside the follow-up itself, gathered once."""

from django.utils.functional import cached_property

from outreach.models import FollowUpStep


class Matter:
    """A follow-up with its facts; each is read from the database when it is first asked for, and once."""

    def __init__(self, follow_up, by):
        self.record = self.follow_up = follow_up
        self.by = by

    @cached_property
    def files(self):
        """How many files of evidence there are."""
        return self.follow_up.attachments.count()

    @cached_property
    def reported_by(self):
        """Who last reported it done, as a key, or None."""
        told = self.follow_up.steps.filter(what=FollowUpStep.What.FINISHED).order_by("-pk")
        return told.values_list("by", flat=True).first()


def facts_of(follow_up, by):
    """What the rules ask of it, for the person who asks."""
    return Matter(follow_up, by)
