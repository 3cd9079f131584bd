"""Who holds a complaint, in words, and how much of its limit is used."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from outreach.complaints.holding import DESK, INSTITUTION, KPKP, OFFICER, kind_of
from pmi_portal.accounts.models import User
from stakeholders.models import Institution, Region

KINDS = (DESK, OFFICER, KPKP, INSTITUTION)


def kind_name(kind):
    return {
        DESK: _("meja wilayah"),
        OFFICER: _("petugas"),
        KPKP: "KPKP",
        INSTITUTION: pgettext("pemegang pengaduan", "instansi"),
    }[kind]


@dataclass(frozen=True)
class HolderRow:
    """One holder with what is in these hands."""

    holder: str
    kind: str
    name: str
    n: int
    late: int
    oldest: datetime


def holder_rows(complaints):
    """A HolderRow for each holder of these complaints, those with most late ones first."""
    counts = list(complaints.counts_by_holder())
    names = holder_names([row["holder"] for row in counts])
    found = [
        HolderRow(
            row["holder"],
            kind_name(kind_of(row["holder"])),
            names[row["holder"]],
            row["n"],
            row["late"],
            row["oldest"],
        )
        for row in counts
    ]
    return sorted(found, key=lambda row: (-row.late, -row.n, row.name))


def holder_names(holders):
    """{holder: name} of many at once."""
    keys = defaultdict(list)
    for holder in holders:
        kind, _dash, key = holder.partition("-")
        keys[kind].append(key)
    models = {OFFICER: User, INSTITUTION: Institution, DESK: Region}
    names = {KPKP: "KPKP"}
    for kind, model in models.items():
        for pk, one in model.objects.in_bulk([int(key) for key in keys[kind] if key]).items():
            name = _("Meja %(region)s") % {"region": one} if kind == DESK else str(one)
            names[f"{kind}-{pk}"] = name
    return {holder: names.get(holder, holder) for holder in holders}
