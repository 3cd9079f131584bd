"""Which other groups stood for or against a statement."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from outreach.fgd.forms.choices import Boxes, present_first
from outreach.fgd.rules import sittings
from outreach.models import Stance
from stakeholders.models import StakeholderGroup


class StancesForm(forms.Form):
    """The stances of a form of a statement, which knows its `session`.

    On the page of a recorded statement a hidden field says which ones were shown.
    """

    supporting = forms.ModelMultipleChoiceField(
        label=_("Kelompok yang mendukung"),
        queryset=StakeholderGroup.objects.none(),
        required=False,
        widget=Boxes,
    )
    opposing = forms.ModelMultipleChoiceField(
        label=_("Kelompok yang menentang"),
        queryset=StakeholderGroup.objects.none(),
        required=False,
        widget=Boxes,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored = StakeholderGroup.objects.filter(pk__in=[group for group, _side in self._stored])
        groups = StakeholderGroup.objects.valid_on(self.session.held_on) | stored
        choices = present_first(groups, self.session)
        for name, side in (("supporting", Stance.Side.FOR), ("opposing", Stance.Side.AGAINST)):
            self.fields[name].queryset = groups
            self.fields[name].choices = choices
            self.fields[name].initial = [group for group, its_side in self._stored if its_side == side]
        if self.instance.pk:
            self.fields["shown"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=_told(self._stored)
            )

    @property
    def stances(self):
        """A Stance, not saved, for each group that was ticked; None where nothing was changed."""
        if self.instance.pk and _told(self._typed) == self.cleaned_data["shown"]:
            return None
        sides = (("supporting", Stance.Side.FOR), ("opposing", Stance.Side.AGAINST))
        return [Stance(group=group, side=side) for name, side in sides for group in self.cleaned_data[name]]

    def check_stances(self, speaker):
        """Refuse what no group can think, and what would undo somebody's change unseen."""
        supporting, opposing = (self.cleaned_data.get(name, []) for name in ("supporting", "opposing"))
        reason = sittings.why_not_stances(speaker, supporting, opposing)
        if reason:
            self.add_error("opposing", reason)
        elif self.instance.pk:
            self._check_shown()

    @cached_property
    def _stored(self):
        return sorted(self.instance.stances.values_list("group", "side")) if self.instance.pk else []

    @property
    def _typed(self):
        sides = (("supporting", Stance.Side.FOR), ("opposing", Stance.Side.AGAINST))
        return sorted((group.pk, side) for name, side in sides for group in self.cleaned_data.get(name, []))

    def _check_shown(self):
        shown, typed, stored = self.cleaned_data["shown"], _told(self._typed), _told(self._stored)
        if shown in (stored, typed) or typed == stored:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = stored
        reason = _(
            "Sikap kelompok pada pernyataan ini baru saja diubah orang lain. Pilihan Anda belum disimpan; "
            "simpan sekali lagi untuk menggantinya."
        )
        self.add_error("supporting", ValidationError(reason, code="conflict"))


def _told(stances):
    return " ".join(f"{group}:{side}" for group, side in stances)
