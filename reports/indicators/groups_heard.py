"""Which stakeholder groups were heard in which region, and which never."""

from django.utils.translation import gettext_lazy as _

from outreach.models import FgdEvent, GroupHearing
from pmi_portal.words.programme import PROGRAMME_START
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Region, StakeholderGroup


def compute(question, *, regions, today):
    """The Result: a cell for each group and region, the number of sessions at whose table the group sat.

    Asked of every group that there was since the programme began, also where it is switched off by now.
    """
    groups = list(StakeholderGroup.objects.valid_within(PROGRAMME_START, today))
    asked = question.narrowed(regions)
    heard, invented = _hearings(asked), with_samples(asked)
    cells = [
        _cell(group, region, heard.get((group.pk, region.pk)), region.pk in invented)
        for group in groups
        for region in asked
    ]
    return Result(question, INDICATOR, today, tuple(cells), facts={"groups": len(groups)})


def never_heard(*, regions, on):
    """{region: groups of that day never heard there}, only regions with such groups."""
    groups = list(StakeholderGroup.objects.valid_on(on))
    heard = {key for key, one in _hearings(regions).items() if one.sessions}
    gaps = {region: [one for one in groups if (one.pk, region.pk) not in heard] for region in regions}
    return {region: missing for region, missing in gaps.items() if missing}


def with_samples(regions):
    """Ids of the regions whose FGD records hold invented ones."""
    invented = FgdEvent.objects.filter(region__in=regions, is_sample=True)
    return set(invented.values_list("region_id", flat=True).distinct())


def _hearings(regions):
    return {(one.group_id, one.region_id): one for one in GroupHearing.objects.filter(region__in=regions)}


def _cell(group, region, hearing, is_invented):
    sessions = hearing.sessions if hearing else 0
    about = {"last_on": hearing and hearing.last_on, "refusals": hearing.refusals if hearing else 0}
    flags = frozenset({Flag.SAMPLE_DATA} if is_invented else ())
    return Cell({"group": group, "region": region}, sessions, sessions, about, flags)


INDICATOR = Indicator(
    code="kelompok",
    version=1,
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
    reads=(Region, FgdEvent, GroupHearing, StakeholderGroup),
)
