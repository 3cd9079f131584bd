"""What was advised, by the groups that raised it, and what became of it."""

from django.utils.translation import gettext_lazy as _

from outreach.models import FollowUp
from pmi_portal.accounts.permissions import Permission
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Region, StakeholderGroup

NAMES = ("region", "raised_by")


def compute(question, *, regions, today):
    """The Result: a cell for each region and group (None: no group) with a follow-up due in the period.

    Its value counts those done on time with evidence, of `n` that were due before today. `about` holds the
    other outcomes, as `FollowUpQuerySet.outcome_counts` names them, and `ahead`, those not due yet.
    """
    follow_ups, invented = real_first(FollowUp.objects.all())
    asked = {region.pk: region for region in question.narrowed(regions)}
    period = question.period
    counts = follow_ups.filter(region__in=asked).outcome_counts(period.first, period.last, today)
    counted = {(row["region"], row["raised_by"]): row for row in counts}
    groups = [*StakeholderGroup.objects.filter(pk__in={group for _region, group in counted}), None]
    cells = [
        _cell(region, group, row, invented)
        for group in groups
        for region in asked.values()
        if (row := counted.get((region.pk, group and group.pk)))
    ]
    return Result(question, INDICATOR, today, tuple(cells))


def _cell(region, group, row, invented):
    about = {name: number for name, number in row.items() if name not in NAMES}
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    return Cell({"region": region, "group": group}, row["on_time"], row["due"], about, flags)


INDICATOR = Indicator(
    code="saran",
    version=1,
    title=_("Saran kelompok dan hasilnya"),
    why=_("Menunjukkan apakah yang disarankan kelompok dikerjakan pada waktunya, dan siapa yang menunggu."),
    kind=Kind.FULL_COUNT,
    numerator=_(
        "Tindak lanjut yang selesai pada atau sebelum batas waktunya dan disetujui KPKP atas dasar bukti."
    ),
    denominator=_(
        "Tindak lanjut dalam periode yang batas waktunya sudah lewat; yang belum sampai dihitung tersendiri."
    ),
    doubt=_("Tanpa kesalahan sampel, karena semua tindak lanjut didata; yang tidak dicatat tidak terlihat."),
    unit=_("tindak lanjut"),
    source=_("Catatan tindak lanjut, portal ini"),
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=(Region, StakeholderGroup, FollowUp),
    asks=(REGION, FROM, TO),
    opens=Permission.FOLLOW_UPS_VIEW,
)
