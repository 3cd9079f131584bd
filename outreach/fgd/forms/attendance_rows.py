"""One line of the attendance sheet, which remembers what its page showed."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.fgd import meanwhile
from outreach.fgd.forms.attendance_counts import CountsForm
from outreach.fgd.meanwhile import Said, joined, said_of
from outreach.ground.rules import MOST_PEOPLE
from outreach.models.participations import COUNTED
from pmi_portal.editing.counts import CountField

# The institution and every count, in the order of Said; an offer has a mark in front.
SHOWN = re.compile(r"\d{0,18}" + r":\d{0,9}" * len(COUNTED), re.ASCII)
OFFER = "?"


def shown_by(text):
    """What the page showed on a line, from its field `seen`; None when nothing was recorded then."""
    if not SHOWN.fullmatch(text):
        return None
    return Said(*(int(part) if part else None for part in text.split(":")))


def offered_by(text):
    """What the page offered on a line where nothing was recorded, from its field `seen`, or None."""
    return shown_by(text.removeprefix(OFFER)) if text.startswith(OFFER) else None


class RowForm(CountsForm):
    """What is typed on one line. `shown` is a Said, or None for a group that was not recorded present.

    `offered` is a Said that the page ticks and fills in, to be recorded only when it is sent with its tick.
    """

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
        placeholder=_("orang"),
    )

    def __init__(self, data, *, name, institutions, shown=None, offered=None, **kwargs):
        initial = {"present": True, **shown._asdict()} if shown else {}
        if offered and not shown:
            initial = {"present": data is None, **offered._asdict()}
        super().__init__(data, name=name, initial=initial, **kwargs)
        self.shown, self.offered = shown, offered
        self.fields["institution"].choices = institutions
        self.fields["present"].label = name
        self.fields["institution"].label = _("%(name)s: instansi") % {"name": name}
        self.fields["people"].label = _("%(name)s: jumlah orang") % {"name": name}

    @property
    def seen(self):
        """`shown` as the page sends it back; it also tells a line that was sent from one that was not."""
        if self.shown:
            return _written(self.shown)
        return f"{OFFER}{_written(self.offered)}" if self.offered else "-"

    @property
    def offers_institutions(self):
        return len(self.fields["institution"].choices) > 1

    @property
    def typed(self):
        """What the line says, None for absent: ticked, or newly filled in without a tick, is present.

        Where the tick was offered, a line without it is meant so.
        """
        answer = self.cleaned_data
        is_filled = self.has_changed() and "present" not in self.changed_data
        if answer["present"] or (is_filled and not self.offered):
            return Said(answer["institution"], **self.counts)
        return None

    def ask_again(self, shown, *, present):
        """Come back as typed on a page that shows `shown`; a group counted without a tick now has it."""
        self.shown = shown
        if present:
            self.data = self.data.copy()
            self.data[self.add_prefix("present")] = "on"


def _written(said):
    return ":".join("" if part is None else str(part) for part in said)


class Row:
    """A line with its group; `participation` is the record it stands for, `outcome` what to record of it."""

    def __init__(self, group, form, participation=None):
        self.group, self.form, self.participation = group, form, participation
        self.outcome = None

    def stand_for(self, recorded, newcomers):
        """Find its record: the one shown, else the newcomer of the same institution, else the only one."""
        chosen = str(self.form["institution"].value() or "")
        same = [one for one in newcomers if str(one.institution_id or "") == chosen]
        only = newcomers if len(newcomers) == 1 else []
        self.participation = recorded or next(iter([*same, *only]), None)

    def settle(self, newcomers):
        """Decide the outcome against the record as it is by now; `newcomers` of the group have no line yet.

        Where something would be lost nothing is decided: the line says what is recorded by now and stands for
        that from here on, so that whoever sends it once more means it.
        """
        if self.participation is None:
            self._settle_alone(newcomers)
            return
        typed, shown, now = self.form.typed, self.form.shown, said_of(self.participation)
        self.outcome = typed and joined(shown or Said(), typed, now)
        if typed is None and now != shown:
            self._ask_again(meanwhile.why_not_remove(self.participation), now)
        elif typed and self.outcome is None:
            self._ask_again(meanwhile.why_not_replace(self.participation), now)

    def settle_further(self, group, newcomer):
        """Decide the outcome of a further institution of the group, which may be recorded since."""
        typed = self.form.typed
        self.group, self.outcome = group, typed
        if newcomer:
            self.outcome = joined(Said(typed.institution), typed, said_of(newcomer))
            self.participation = newcomer if self.outcome else None
            if self.outcome is None:
                self.form.add_error("institution", meanwhile.why_not_repeat(newcomer))

    def _settle_alone(self, newcomers):
        typed = self.form.typed
        if newcomers and typed == Said():
            return  # only a tick, and the group is there already
        if newcomers and typed:
            self._ask_again(meanwhile.why_not_add(newcomers), None)
        elif typed and self.form.shown:
            self._ask_again(meanwhile.why_not_renew(), None)
        else:
            self.outcome = typed

    def _ask_again(self, reason, shown):
        self.form.ask_again(shown, present=self.form.typed is not None)
        self.form.add_error("present", reason)
