"""Which other groups stood for or against a statement."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from outreach.fgd.forms.choices import Boxes, present_first
from outreach.fgd.rules import sittings
from outreach.models import Stance
from pmi_portal.editing.choices import ReadChoicesField, with_stored
from pmi_portal.editing.conflicts import VersionedForm
from stakeholders.models import StakeholderGroup

SIDES = (("supporting", Stance.Side.FOR), ("opposing", Stance.Side.AGAINST))


class StancesForm(VersionedForm, forms.ModelForm):
    """The groups of a statement, whose form knows its `session`: who spoke, and who took a stance.

    The stances are compared like the other fields; the groups are read once for all.
    """

    supporting = ReadChoicesField(label=_("Kelompok yang mendukung"), required=False, widget=Boxes)
    opposing = ReadChoicesField(label=_("Kelompok yang menentang"), required=False, widget=Boxes)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        recorded = [group.pk for groups in self._stored.values() for group in groups]
        of_that_day = StakeholderGroup.objects.valid_on(self.session.held_on)
        groups = with_stored(of_that_day, [*recorded, self.instance.group_id])
        choices = present_first(groups, self.session)
        self.fields["group"].offer(groups, [("", _("pilih kelompok")), *choices])
        for name, side in SIDES:
            self.fields[name].offer(groups, choices)
            self.fields[name].initial = [group.pk for group in self._stored[side]]

    @property
    def stances(self):
        """A Stance, not saved, for each group that was ticked."""
        return [Stance(group=group, side=side) for name, side in SIDES for group in self.cleaned_data[name]]

    def check_stances(self, speaker):
        """Refuse what no group can think."""
        supporting, opposing = (self.cleaned_data.get(name, []) for name, _side in SIDES)
        self.add_reason("opposing", sittings.why_not_stances(speaker, supporting, opposing))

    # Compared with what somebody else stored meanwhile, as the fields of the model are.
    def compared(self):
        yield from super().compared()
        yield from (name for name, _side in SIDES)

    def stored_value(self, name):
        side = dict(SIDES).get(name)
        return self._stored[side] if side else super().stored_value(name)

    @cached_property
    def _stored(self):
        """{side: [group, ...]} as recorded."""
        recorded = {side: [] for _name, side in SIDES}
        for stance in self.instance.stances.select_related("group") if self.is_stored else ():
            recorded[stance.side].append(stance.group)
        return recorded
