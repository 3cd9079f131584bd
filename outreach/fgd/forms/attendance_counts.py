"""How many of the people of an attendance line were women and men, and how old they were."""

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.fgd.rules import sittings
from outreach.ground.forms import Folded
from outreach.ground.rules import MOST_PEOPLE
from outreach.models import Participation
from outreach.models.participations import AGES, COUNTED
from pmi_portal.editing.counts import CountField
from pmi_portal.editing.forms import Acting


class CountsForm(Folded, Acting, forms.Form):
    """The finer counts of a line, all of which may stay unknown; `people` is added by the line itself."""

    FOLDED = COUNTED[1:]  # everything but the number of people itself

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        for counted in self.FOLDED:
            told = Participation._meta.get_field(counted).verbose_name
            self.fields[counted] = CountField(
                label=_("%(name)s: %(counted)s") % {"name": name, "counted": told},
                required=False,
                min_value=0,
                max_value=MOST_PEOPLE,
                css="form-control people",
            )

    @property
    def finer(self):
        """(short label, field) of every finer count."""
        return [(Participation._meta.get_field(field.name).verbose_name, field) for field in self.folded]

    def check_counts(self, cleaned):
        """Let the parts fit the number of people, which they tell where nobody counted it."""
        women, men = cleaned.get("women"), cleaned.get("men")
        if "people" in cleaned:
            people = cleaned["people"] = sittings.counted_people(cleaned["people"], women, men)
            self.add_reason("women", sittings.why_not_sexes(people, women, men))
            ages = [cleaned.get(name) for name in AGES]
            self.add_reason("aged_18", sittings.why_not_ages(people, ages))
