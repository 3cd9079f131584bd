"""One line of the attendance sheet: whether a group was there, for which institution, and how many people."""

from collections import namedtuple

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.fgd.forms.attendance_counts import CountsForm
from outreach.ground.rules import MOST_PEOPLE
from outreach.models import Statement
from outreach.models.participations import COUNTED
from pmi_portal.editing.conflicts import MINE, THEIRS, VersionedForm
from pmi_portal.editing.counts import CountField
from pmi_portal.editing.history import name_of
from pmi_portal.editing.rows import ToldByDeed
from pmi_portal.editing.seen import fingerprint
from pmi_portal.words.formats import show_datetime

ABSENT = fingerprint(False)


class Said(namedtuple("Said", ("institution", *COUNTED), defaults=[None] * (1 + len(COUNTED)))):
    """What a line says of a group that was there: the key of its institution, and the people it counted."""

    @property
    def is_counted(self):
        return any(number is not None for number in self[1:])


def said_of(participation):
    return Said(participation.institution_id, **participation.counts)


class LineForm(ToldByDeed, VersionedForm, CountsForm):
    """A line stands for a Participation, which is not saved as long as nobody was recorded of its group.

    A further line has no group of its own: its institution tells. `offered` is a Said that the page ticks and
    fills in, to be recorded only when it is sent with its tick.
    """

    OF, DEED = "session", "session.attendance_recorded"
    is_stored = True  # somebody else may record who is still absent here

    present = forms.BooleanField(
        required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
    )
    institution = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, widget=forms.Select(attrs={"class": "form-select"})
    )
    people = CountField(
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        css="form-control people",
        placeholder=gettext_lazy("orang"),
    )

    def __init__(self, data, *, instance, group, name, institutions, offered=None, **kwargs):
        self.instance, self.group = instance, group
        self._is_there_by_both, self._presence = True, MINE
        told = said_of(instance) if instance.pk else offered
        initial = {"present": bool(told), **told._asdict()} if told else {}
        super().__init__(data, name=name, initial=initial, **kwargs)
        self.is_offered = bool(offered) or (data is not None and self.add_prefix("offered") in data)
        self.fields["institution"].choices = institutions
        self.fields["present"].label = name
        if group is None:
            self.fields["present"].widget = forms.HiddenInput()
        self.fields["institution"].label = _("%(name)s: instansi") % {"name": name}
        self.fields["people"].label = _("%(name)s: jumlah orang") % {"name": name}

    @cached_property
    def last_change(self):
        """Who recorded the attendance last; where nobody did, who wrote down the words of the group."""
        told, line = super().last_change, self.instance
        words = Statement.history.filter(session_id=line.session_id, group_id=line.group_id)
        said = words.select_related("history_user").first()
        if told["at"] or said is None:
            return told
        at = show_datetime(said.history_date, line.session.zone)
        return {"who": name_of(said.history_user), "at": at}

    @property
    def offers_institutions(self):
        return len(self.fields["institution"].choices) > 1

    @property
    def said(self):
        """What to record of a valid line: a Said, or False for a group that was not there."""
        return self.cleaned_data["present"]

    def clean(self):
        self._settle_presence()
        cleaned = super().clean()
        self.check_counts(cleaned)
        if cleaned.get("present"):
            cleaned["present"] = self._typed()  # with what was taken over
            self._show("present", True)
        return cleaned

    def write(self):
        """Put what the line says into its participation; the action saves it."""
        self.instance.institution_id = self.said.institution
        for name in COUNTED:
            setattr(self.instance, name, getattr(self.said, name))
        return self.instance

    def compared(self):
        return ("present", *Said._fields)

    def stored_value(self, name):
        if name == "present":
            return said_of(self.instance) if self.instance.pk else False
        return self.instance.institution_id if name == "institution" else getattr(self.instance, name)

    def _typed(self):
        return Said(**{name: self.cleaned_data.get(name) for name in Said._fields})

    def _settle_presence(self):
        """Ticked, or newly filled in without a tick, is present; an offer needs its tick."""
        typed, read = self.cleaned_data, self.cleaned_data.get("seen")
        was_absent = read["seen"].get("present") == ABSENT if read else not self.instance.pk
        needs_tick = self.is_offered or not was_absent
        is_filled = self._typed() != Said()
        is_there = typed["present"] or (is_filled and not needs_tick) if self.group else is_filled
        typed["present"] = is_there and self._typed()

    def _merge(self, cleaned, read):
        super()._merge(cleaned, read)
        if self._presence == THEIRS and self.taken_over:
            self.taken_over = [self.fields["present"].label]  # the whole line is meant

    def _verdict(self, name, read, mine, theirs):
        """Whether the group was there is decided first; the parts are compared where both say that it was."""
        if name == "present":
            self._is_there_by_both = ABSENT not in (mine, theirs)
            if not self._is_there_by_both:
                self._presence = super()._verdict(name, read, mine, theirs)
            return self._presence
        if self._is_there_by_both:
            return super()._verdict(name, read, mine, theirs)
        return MINE if mine == theirs else self._presence or MINE

    def _refuse(self, name, mine, theirs):
        if name == "present":
            mine, theirs = self._in_words(mine), self._in_words(theirs)
        super()._refuse(name, mine, theirs)

    def _in_words(self, said):
        if not said:
            return _("tidak hadir")
        institution = dict(self.fields["institution"].choices).get(said.institution or "")
        if said.people is None:
            return _("%(institution)s, jumlah orang tidak dihitung") % {"institution": institution}
        return _("%(institution)s, %(people)s orang") % {"institution": institution, "people": said.people}
