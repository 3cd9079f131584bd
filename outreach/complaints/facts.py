"""What the rules of a complaint ask beside the complaint itself, gathered once."""

from django.utils.functional import cached_property


class Case:
    """A complaint with its facts; each is read from the database when it is first asked for, and once."""

    def __init__(self, complaint, by):
        self.record = self.complaint = complaint
        self.by = by

    @cached_property
    def referral(self):
        """The referral an institution has not answered yet, or None."""
        return self.complaint.referrals.open().select_related("institution").first()

    @property
    def institution(self):
        """The institution that has the case now, or None."""
        return self.referral and self.referral.institution

    @cached_property
    def open_follow_ups(self):
        return self.complaint.follow_ups.open().count()

    @cached_property
    def own_duplicates(self):
        return self.complaint.duplicates.count()


def facts_of(complaint, by):
    """What the rules ask of it, for the person who asks."""
    return Case(complaint, by)
