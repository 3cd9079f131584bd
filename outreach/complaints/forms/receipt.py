"""When a complaint that grew out of a statement was received: as it was said, or as it is recorded."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pmi_portal.words.formats import show_date

SESSION, TODAY = "session", "today"
NOON = time(12)  # of a session of which nobody knows the hour


class ReceiptField(forms.TypedChoiceField):
    """One of two moments: the end of the session, or now."""

    def __init__(self, session):
        self.session, self.zone = session, ZoneInfo(session.zone)
        choices = [
            (SESSION, _("pada hari sesi FGD, %(day)s") % {"day": show_date(session.held_on)}),
            (TODAY, _("hari ini, %(day)s") % {"day": show_date(timezone.localdate(timezone=self.zone))}),
        ]
        super().__init__(
            label=_("Diterima pada"),
            help_text=_("Batas waktu dihitung dari hari yang dipilih."),
            choices=choices,
            coerce=self._moment,
            initial=SESSION,
            widget=forms.RadioSelect,
        )

    def _moment(self, chosen):
        if chosen == TODAY:
            return timezone.now()
        noon = datetime.combine(self.session.held_on, NOON, tzinfo=self.zone)
        return min(self.session.ends or self.session.starts or noon, timezone.now())
