"""Which stakeholder groups were heard in which region, and which never."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from outreach.fgd.tallies import hearing_counts
from outreach.models import FgdEvent, FgdSession, GroupHearing, Invitation, Participation
from pmi_portal.words.programme import PROGRAMME_START
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Region, StakeholderGroup


def compute(question, *, regions, today):
    """The Result: a cell for each group and region, the number of sessions at whose table the group sat.

    Asked of every group that there was since the programme began, also where it is switched off by now.
    """
    groups = list(StakeholderGroup.objects.valid_within(PROGRAMME_START, today))
    asked = question.narrowed(regions)
    heard, invented = _hearings(asked)
    cells = [
        _cell(group, region, heard.get((group.pk, region.pk)), invented)
        for group in groups
        for region in asked
    ]
    return Result(question, INDICATOR, today, tuple(cells), facts={"groups": len(groups)})


def never_heard(*, regions, on):
    """{region: groups of that day never heard there}, only regions with such groups."""
    groups = list(StakeholderGroup.objects.valid_on(on))
    hearings, _invented = _hearings(regions)
    heard = {key for key, one in hearings.items() if one.sessions}
    gaps = {region: [one for one in groups if (one.pk, region.pk) not in heard] for region in regions}
    return {region: missing for region, missing in gaps.items() if missing}


def _hearings(regions):
    """({(group id, region id): GroupHearing}, whether they are invented).

    The tallies count what is invented too: beside real records these are counted by themselves.
    """
    events, invented = real_first(FgdEvent.objects.all())
    if invented or not FgdEvent.objects.filter(is_sample=True).exists():
        found = GroupHearing.objects.filter(region__in=regions)
    else:
        counted = hearing_counts(Q(session__event__in=events, session__event__region__in=regions))
        found = [GroupHearing(region_id=one, group_id=two, **of) for (one, two), of in counted.items()]
    return {(one.group_id, one.region_id): one for one in found}, invented


def _cell(group, region, hearing, is_invented):
    sessions = hearing.sessions if hearing else 0
    about = {"last_on": hearing and hearing.last_on, "refusals": hearing.refusals if hearing else 0}
    flags = frozenset({Flag.SAMPLE_DATA} if is_invented else ())
    return Cell({"group": group, "region": region}, sessions, sessions, about, flags)


INDICATOR = Indicator(
    code="kelompok",
    version=2,
    title=_("Kelompok yang sudah didengar"),
    why=_("Menunjukkan kelompok mana yang suaranya belum masuk evaluasi, per wilayah."),
    kind=Kind.QUALITATIVE,
    numerator=_("Kelompok yang hadir di paling sedikit satu sesi FGD di wilayah itu."),
    denominator=_("Semua kelompok pemangku kepentingan sejak 1 Agustus 2017, juga yang kini tidak aktif."),
    doubt=_("Tanpa kesalahan sampel, karena semua sesi didata; sesi yang tidak dicatat tidak terlihat."),
    unit=_("sesi"),
    source=_("Catatan FGD, portal ini"),
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=(Region, FgdEvent, FgdSession, GroupHearing, Invitation, Participation, StakeholderGroup),
)
