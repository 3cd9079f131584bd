"""What each institution owes: follow-ups that are not done yet, and how many of them are late."""

from django.utils.translation import gettext_lazy as _

from outreach.models import FollowUp
from pmi_portal.accounts.permissions import Permission
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import REGION
from reports.results.results import Cell, Flag, Result
from stakeholders.models import Institution, Region


def compute(question, *, regions, today):
    """The Result: a cell for each institution and region where it has open follow-ups, most late first.

    Its value counts those overdue, of `n` that are open; `about` holds the `earliest` due day.
    """
    follow_ups, invented = real_first(FollowUp.objects.all())
    asked = {region.pk: region for region in question.narrowed(regions)}
    rows = list(follow_ups.filter(region__in=asked).counts_by_institution("region", today=today))
    institutions = Institution.objects.in_bulk({row["institution"] for row in rows})
    rows.sort(key=lambda row: list(asked).index(row["region"]))
    rows.sort(key=lambda row: (-row["late"], -row["n"], institutions[row["institution"]].name))
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    cells = [
        Cell(
            {"region": asked[row["region"]], "institution": institutions[row["institution"]]},
            row["late"],
            row["n"],
            {"earliest": row["earliest"]},
            flags,
        )
        for row in rows
    ]
    return Result(question, INDICATOR, today, tuple(cells))


INDICATOR = Indicator(
    code="utang",
    version=1,
    title=_("Tindak lanjut yang ditunggu dari instansi"),
    why=_("Menunjukkan instansi mana yang belum menyelesaikan bagiannya, dan sejak kapan."),
    kind=Kind.FULL_COUNT,
    numerator=_("Tindak lanjut yang belum selesai dan batas waktunya sudah lewat, per instansi dan wilayah."),
    denominator=_("Semua tindak lanjut instansi itu yang belum selesai sekarang, juga yang belum terlambat."),
    doubt=_("Tanpa kesalahan sampel, karena semua tindak lanjut didata; yang tidak dicatat tidak terlihat."),
    unit=_("tindak lanjut"),
    source=_("Catatan tindak lanjut, portal ini"),
    direction=Direction.LOWER_IS_BETTER,
    compute=compute,
    reads=(Region, Institution, FollowUp),
    asks=(REGION,),
    opens=Permission.FOLLOW_UPS_VIEW,
)
