"""Complaints sent to institutions: from which desk, to whom, and what the institution did with them."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, Referral
from pmi_portal.accounts.permissions import Permission
from reports.indicators.invented import real_first
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import FROM, REGION, TO
from reports.results.results import Cell, Flag, Result
from stakeholders.models import District, Institution, Region

WAY = ("desk", "institution", "since")


def compute(question, *, regions, today):
    """The Result: a cell for each desk (a region; None: KPKP) and institution to which it sent a complaint.

    Its value counts those that wait beyond their day, of `n` that wait. `about` holds the other numbers, as
    `ReferralQuerySet.counts_by_way` names them, and `since`, the day when the oldest that waits was sent.
    """
    referrals, invented = real_first(Referral.objects.all(), of="complaint__")
    desks = {region.pk: region for region in question.narrowed(regions)}
    if not question.regions:
        desks[None] = None
    sent = referrals.sent_in(question.period.first, question.period.last)
    rows = [row for row in sent.counts_by_way(today) if row["desk"] in desks]
    institutions = Institution.objects.in_bulk({row["institution"] for row in rows})
    rows.sort(key=lambda row: list(desks).index(row["desk"]))
    rows.sort(key=lambda row: (-row["late"], -row["waiting"], institutions[row["institution"]].name))
    cells = [_cell(desks[row["desk"]], institutions[row["institution"]], row, invented) for row in rows]
    return Result(question, INDICATOR, today, tuple(cells))


def _cell(region, institution, row, invented):
    about = {name: number for name, number in row.items() if name not in WAY}
    zone = ZoneInfo(region.time_zone if region else settings.TIME_ZONE)
    about["since"] = row["since"] and timezone.localdate(row["since"], zone)
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    return Cell({"region": region, "institution": institution}, row["late"], row["waiting"], about, flags)


INDICATOR = Indicator(
    code="penerusan",
    version=1,
    title=_("Pengaduan yang diteruskan ke instansi"),
    why=_("Menunjukkan instansi mana yang menanggapi pengaduan yang diteruskan, dan mana yang ditunggu."),
    kind=Kind.FULL_COUNT,
    numerator=_(
        "Penerusan yang dikirim dalam periode, menurut meja pengirim, instansi, dan status sekarang."
    ),
    denominator=_("Yang menunggu: dikirim atau diterima instansi, tetapi belum ditanggapi."),
    doubt=_("Tanpa kesalahan sampel, karena semua penerusan didata; yang tidak dicatat tidak terlihat."),
    unit=_("penerusan"),
    source=_("Catatan pengaduan, portal ini"),
    direction=Direction.LOWER_IS_BETTER,
    compute=compute,
    reads=(Region, District, Institution, Complaint, Referral),
    asks=(REGION, FROM, TO),
    opens=Permission.COMPLAINTS_VIEW,
)
