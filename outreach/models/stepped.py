"""Records that go their way by steps, each kept as a row that is never edited."""

from django.db import models


class SteppedMixin(models.Model):
    class Meta:
        abstract = True

    def newest_step(self):
        """(what in words, who, when) of the last of its `steps`, or None before the first."""
        step = self.steps.select_related("by").order_by("-pk").first()
        if step is None:
            return None
        institution = getattr(step, "institution", None)
        what = f"{step.get_what_display()}: {institution}" if institution else step.get_what_display()
        return what, step.by, step.at
