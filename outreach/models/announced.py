"""What calendar programs are told of a record, and how often that changed."""

from django.db import models
from django.utils import timezone


class AnnouncedMixin(models.Model):
    """SEQUENCE and LAST-MODIFIED of iCalendar follow from `announced`, the facts that a calendar shows.

    The actions raise them by outreach/ground/announcing.py whenever one of the facts changes.
    """

    sequence = models.PositiveIntegerField(default=0, editable=False)
    announced_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
