"""Words that the figures of complaints share."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.models import Complaint, ComplaintCategory
from pmi_portal.words import destinations

# {name: (its label, {value: its word})}
FILTERS = {
    "kelamin": (gettext_lazy("jenis kelamin"), dict(Complaint.Sex.choices)),
    "tahap": (gettext_lazy("tahap"), dict(Complaint.Stage.choices)),
    "tujuan": (gettext_lazy("negara tujuan"), destinations.GROUPS),
    "rumpun": (gettext_lazy("rumpun"), dict(ComplaintCategory.Group.choices)),
}


def place_name(region):
    """The name of a region; what is of none comes from outside them all."""
    return region.name if region else _("di luar daerah kantong")


def filters_told(question):
    """“; tahap: calon PMI”: what else the question narrows to, in words; empty for nothing."""
    told = ((*FILTERS[name], value) for name, value in question.filters)
    return "".join(f"; {label}: {words[value]}" for label, words, value in told)


def part_told(whole, shown):
    """The subtitle, with a word for who sees a part of what others see."""
    return _("%(whole)s; bagian wilayah Anda") % {"whole": whole} if shown.is_part else whole
