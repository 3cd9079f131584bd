"""Which stakeholder groups were heard in which region, and which never."""

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from outreach.models import FgdEvent, GroupHearing
from pmi_portal.words.programme import PROGRAMME_START
from reports import charts
from reports.figures import Column, Figure
from reports.indicators.definitions import GROUPS_HEARD
from stakeholders.models import StakeholderGroup


def groups_heard_figure(*, regions):
    """A row per group and region: the number of sessions in which the group sat at the table.

    Asked of every group that there was since the programme began, also where it is switched off by now.
    """
    groups = list(StakeholderGroup.objects.valid_within(PROGRAMME_START, timezone.localdate()))
    heard = _sessions_by_group_and_region(regions)
    rows = [
        {"group": group.name, "region": region.name, "sessions": heard[group.pk, region.pk]}
        for group in groups
        for region in regions
    ]
    gaps = _gaps(groups, regions, heard)
    return Figure(
        id="kelompok",
        title=_finding(gaps, len(groups)),
        subtitle=_("Jumlah sesi FGD yang dihadiri tiap kelompok, menurut wilayah, sejak 1 Agustus 2017"),
        columns=(
            Column("group", _("Kelompok")),
            Column("region", _("Wilayah")),
            Column("sessions", _("Sesi"), kind="integer"),
        ),
        rows=tuple(rows),
        chart=charts.Matrix(down="group", across="region", value="sessions", gap=_("belum")),
        notes=tuple(_named(region, missing) for region, missing in gaps.items() if missing),
        sampled=has_samples(regions),
        source=str(GROUPS_HEARD.source),
        method=f"{GROUPS_HEARD.numerator} {GROUPS_HEARD.doubt}",
    )


def never_heard(*, regions, on):
    """{region: groups of that day never heard there}, only regions with such groups."""
    groups = list(StakeholderGroup.objects.valid_on(on))
    heard = _sessions_by_group_and_region(regions)
    gaps = _gaps(groups, regions, heard)
    return {region: missing for region, missing in gaps.items() if missing}


def has_samples(regions):
    """Whether the FGD records of these regions hold invented ones."""
    return FgdEvent.objects.filter(region__in=regions, is_sample=True).exists()


def _gaps(groups, regions, heard):
    """{region: groups without a session there}."""
    return {region: [group for group in groups if not heard[group.pk, region.pk]] for region in regions}


def _sessions_by_group_and_region(regions):
    tallies = GroupHearing.objects.filter(region__in=regions)
    return Counter({(one.group_id, one.region_id): one.sessions for one in tallies})


def _finding(gaps, total):
    missing = sum(len(groups) for groups in gaps.values())
    if not gaps or not total:
        return _("Belum ada kelompok atau wilayah untuk ditampilkan")
    if not missing:
        return _("Semua %(total)s kelompok sudah didengar di setiap wilayah") % {"total": total}
    region, groups = max(gaps.items(), key=lambda item: len(item[1]))
    return _(
        "%(region)s: %(heard)s dari %(total)s kelompok sudah didengar, paling sedikit di antara wilayah"
    ) % {
        "region": region.name,
        "heard": total - len(groups),
        "total": total,
    }


def _named(region, groups):
    return _("Belum pernah didengar di %(region)s: %(groups)s.") % {
        "region": region.name,
        "groups": "; ".join(group.name for group in groups),
    }
