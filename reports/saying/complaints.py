"""Words that the figures of complaints share."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outreach.models import Complaint, ComplaintCategory
from pmi_portal.words import destinations
from pmi_portal.words.formats import NOTHING, show_number, show_percent
from reports.statistics.estimates import Estimate

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


def desk_name(region):
    """Whose desk it is: what comes from outside the regions lies with KPKP until it is handed over."""
    return region.name if region else "KPKP"


def list_of(question, period=None, **asked):
    """The address of the list of just these complaints; none where the list cannot be asked so."""
    filters = dict(question.filters)
    if group := filters.pop("rumpun", ""):
        asked["group"] = group
    if filters:
        return ""
    if period:
        asked |= {"since": period.first, "until": period.last}
    return f"{reverse('complaint_list')}?{urlencode(asked)}"


def share_words(share, done=0):
    """“72% (65–78%)” of an Estimate, “12 dari 17” where they are too few for one, a dash for none."""
    if isinstance(share, Estimate):
        return f"{show_share(share.value)} ({_bare(share.low)}–{show_share(share.high)})"
    if not share.n:
        return NOTHING
    return _("%(done)s dari %(n)s") % {"done": show_number(done), "n": show_number(share.n)}


def show_share(share):
    """“72%”; what is not all or nothing is never rounded to it."""
    is_whole = share in (0, 1) or 0.005 <= share < 0.995
    return show_percent(share, 0 if is_whole else 1)


def _bare(share):
    return show_share(share).removesuffix("%")
