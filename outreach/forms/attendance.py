"""The attendance sheet of a session: every group in its order, quick to fill at the table."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from outreach import rules
from outreach.forms.base import JoinedForms, grouped
from outreach.models import Participation
from stakeholders.models import Institution, StakeholderGroup

FURTHER_ROWS = 3
MOST_PER_ROW = 1000


class RowForm(forms.Form):
    """One line. `seen` tells a line that was sent from one that was not on the page."""

    seen = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)
    present = forms.BooleanField(
        required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
    )
    institution = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, widget=forms.Select(attrs={"class": "form-select"})
    )
    people = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_PER_ROW,
        widget=forms.NumberInput(attrs={"class": "form-control people", "placeholder": _("orang")}),
    )

    def __init__(self, *args, name, institutions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["institution"].choices = institutions
        self.fields["present"].label = name
        self.fields["institution"].label = _("%(name)s: instansi") % {"name": name}
        self.fields["people"].label = _("%(name)s: jumlah orang") % {"name": name}

    @property
    def offers_institutions(self):
        return len(self.fields["institution"].choices) > 1

    @property
    def is_present(self):
        """Ticked, or newly filled in without a tick; taking the tick away counts as absent."""
        if self.cleaned_data.get("present"):
            return True
        if "present" in self.changed_data:
            return False
        return any(name in self.changed_data for name in ("institution", "people"))


@dataclass
class Row:
    group: StakeholderGroup
    participation: Participation | None
    form: RowForm


class AttendanceSheet(JoinedForms):
    """The lines of one session: those recorded, the other active groups, further institutions."""

    def __init__(self, session, user, data=None):
        self.session, self.data = session, data
        self.recorded = list(session.participations.select_related("group", "institution"))
        self.institutions = _institutions_for(session, user)
        self.rows = [self._row(*line) for line in self._lines()]
        self.further = [self._further_form(number) for number in range(FURTHER_ROWS)]
        super().__init__(*(row.form for row in self.rows), *self.further)

    def is_valid(self):
        if self.data is None or not super().is_valid():
            return False
        self._check_twice()
        self._check_absent()
        self._check_further()
        return not self.errors

    @property
    def seen(self):
        """The recorded participations that the submitted page showed."""
        return [row.participation for row in self._sent if row.participation]

    @property
    def present(self):
        """A Participation, not saved, for every line of a group that was there."""
        return [participation for _form, participation in self._filled]

    @cached_property
    def _sent(self):
        return [row for row in self.rows if row.form.cleaned_data["seen"]]

    @cached_property
    def _filled(self):
        rows = [(row.form, row.group.pk) for row in self._sent if row.form.is_present]
        group_of = {institution.pk: institution.group_id for institution in self.institutions}
        chosen = [(form, form.cleaned_data.get("institution")) for form in self.further]
        rows += [(form, group_of[institution]) for form, institution in chosen if institution]
        return [(form, self._participation(form, group)) for form, group in rows]

    def _participation(self, form, group):
        answer = form.cleaned_data
        return Participation(
            session=self.session,
            group_id=group,
            institution_id=answer["institution"],
            people=answer["people"],
        )

    def _check_further(self):
        for form in self.further:
            if form.cleaned_data["people"] and not form.cleaned_data["institution"]:
                form.add_error("institution", _("Pilih instansi yang hadir."))

    def _check_twice(self):
        times = Counter()
        for form, one in self._filled:
            times[one.group_id, one.institution_id] += 1
            if times[one.group_id, one.institution_id] == 2:
                form.add_error("institution", _("Kelompok dan instansi ini sudah tercatat di sesi ini."))

    def _check_absent(self):
        said = Counter(self.session.statements.values_list("group", flat=True))
        still_there = {one.group_id for one in self.present}
        for row in self._sent:
            if row.participation and row.group.pk not in still_there:
                reason = rules.why_not_absent(row.group, statement_count=said[row.group.pk])
                if reason:
                    row.form.add_error("present", reason)

    def _lines(self):
        """(group, participation or None) in the order of the groups."""
        there = {participation.group_id for participation in self.recorded}
        others = StakeholderGroup.objects.active().exclude(pk__in=there)
        lines = [(one.group, one) for one in self.recorded] + [(group, None) for group in others]
        return sorted(lines, key=lambda line: (line[0].order, line[0].code, line[1].pk if line[1] else 0))

    def _row(self, group, participation):
        key = f"hadir-{participation.pk}" if participation else f"kelompok-{group.pk}"
        offered = [one for one in self.institutions if one.group_id == group.pk]
        if participation and participation.institution and participation.institution not in offered:
            offered.append(participation.institution)
        form = RowForm(
            self.data,
            prefix=key,
            name=group.name,
            institutions=[("", _("tanpa instansi")), *((one.pk, one.name) for one in offered)],
            initial=_as_recorded(participation),
        )
        return Row(group, participation, form)

    def _further_form(self, number):
        offered = grouped(self.institutions, heading=lambda institution: institution.group.name)
        return RowForm(
            self.data,
            prefix=f"lain-{number}",
            name=_("Instansi lain %(number)s") % {"number": number + 1},
            institutions=[("", _("pilih instansi")), *offered],
        )


def _as_recorded(participation):
    if participation is None:
        return {}
    return {
        "present": True,
        "institution": participation.institution_id,
        "people": participation.people,
    }


def _institutions_for(session, user):
    region = session.event.region_id
    offered = Institution.objects.visible_to(user).active().filter(Q(region=region) | Q(region=None))
    return list(offered.select_related("group").order_by("group__order", "group__code", "name"))
