"""Which stakeholder groups work together: what institutions of both took part in within six months."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from outreach.models import Complaint, FollowUp, FollowUpStep, Referral
from pmi_portal.accounts.permissions import Permission
from reports.indicators.complaints import places_asked
from reports.indicators.invented import real_first_of_all
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import REGION, TO
from reports.results.results import Cell, Flag, Result
from stakeholders.models import District, Institution, Region, StakeholderGroup

MONTHS = 6
# The group whose desks send every complaint, where the register has it.
SENDER = "BPJSTK"
FOLLOW_UPS, COMPLAINTS = "follow_ups", "complaints"


def compute(question, *, regions, today):
    """The Result: a cell for each region and pair of groups that worked together.

    Its value counts the matters: `about` tells how many `follow_ups` and `complaints` they are and the `last`
    day. Before them stands a cell for each region asked and group without `other`, whose value counts the
    group's institutions in the register there or of the whole country. `facts` hold the days `since` and
    `until`, and the pk of the `sender`, None where the register has none.
    """
    since, until = _window(question.period.last, today)
    groups = {group.pk: group for group in StakeholderGroup.objects.valid_within(since, until)}
    sender = next((pk for pk, group in groups.items() if group.code == SENDER), None)
    records = ((FollowUp.objects.all(), ""), (Referral.objects.all(), "complaint__"))
    (follow_ups, referrals), invented = real_first_of_all(*records)
    matters = _days_of(follow_ups.shared_work(since, until), referrals.taken_on_in(since, until), sender)
    institutions = Institution.objects.valid_within(since, until)
    if not invented:
        institutions = institutions.filter(is_sample=False)
    asked = question.narrowed(regions)
    flags = frozenset({Flag.SAMPLE_DATA} if invented else ())
    cells = [
        *_registered(institutions, asked, groups),
        *_ties(matters, places_asked(question, regions), groups, flags),
    ]
    facts = {"since": since, "until": until, "sender": sender}
    return Result(question, INDICATOR, today, tuple(cells), facts=facts)


def _window(last, today):
    """The first and last day of the six months up to a day, or up to today."""
    until = min(last, today)
    after = until + timedelta(days=1)
    month = after.year * 12 + after.month - 1 - MONTHS
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(after.day, monthrange(year, month)[1])), until


def _days_of(shared, taken_on, sender):
    """{(kind, desk id, id of the record): {group id: last day on which it took part}}."""
    matters = defaultdict(dict)
    for region, pk, *both, last in shared:
        matters[FOLLOW_UPS, region, pk] |= dict.fromkeys(both, last)
    for desk, pk, group, last in taken_on.days_by_group():
        matters[COMPLAINTS, desk, pk][group] = last
    for (kind, _desk, _pk), days in matters.items():
        if kind == COMPLAINTS and sender:
            days.setdefault(sender, min(days.values()))
    return matters


def _registered(institutions, regions, groups):
    """The cells of the groups: how many institutions of each the register knows for each region."""
    rows = institutions.order_by().values_list("region", "group").annotate(n=Count("pk"))
    counted = defaultdict(int, {(region, group): n for region, group, n in rows})
    for region in regions:
        for pk, group in groups.items():
            n = counted[region.pk, pk] + counted[None, pk]
            yield Cell({"region": region, "group": group, "other": None}, n, n)


def _ties(matters, places, groups, flags):
    """The cells of the pairs, a pair in the order of the groups."""
    found = defaultdict(lambda: {FOLLOW_UPS: 0, COMPLAINTS: 0, "last": date.min})
    order = {pk: place for place, pk in enumerate(groups)}
    for (kind, desk, _pk), days in matters.items():
        for one, other in combinations(sorted(days.keys() & order.keys(), key=order.get), 2):
            tie = found[desk, one, other]
            tie[kind] += 1
            tie["last"] = max(tie["last"], days[one], days[other])
    desks = {place and place.pk: place for place in places}
    cells = []
    for (desk, one, other), tie in found.items():
        if desk in desks:
            n = tie[FOLLOW_UPS] + tie[COMPLAINTS]
            where = {"region": desks[desk], "group": groups[one], "other": groups[other]}
            cells.append(Cell(where, n, n, dict(tie), flags))
    return cells


INDICATOR = Indicator(
    code="jejaring",
    version=1,
    title=_("Kelompok yang bekerja sama"),
    why=_("Menunjukkan kelompok mana yang menangani urusan PMI bersama, dan mana yang belum."),
    kind=Kind.FULL_COUNT,
    numerator=_(
        "Pasangan kelompok yang instansinya mengerjakan satu urusan bersama dalam enam bulan: tindak lanjut "
        "yang kemajuannya dicatat, dengan instansi penanggung jawab dan instansi terkait; atau pengaduan, "
        "dengan instansi yang menerima atau menanggapi penerusannya, juga yang memegangnya sebelum itu. "
        "Meja BPJS Ketenagakerjaan yang meneruskan pengaduan dihitung sebagai kelompok BPJS Ketenagakerjaan."
    ),
    denominator=_("Semua pasangan kelompok pemangku kepentingan yang berlaku dalam enam bulan itu."),
    doubt=_(
        "Tanpa kesalahan sampel, karena semua urusan didata. Kelompok tanpa instansi di daftar tidak dapat "
        "dilihat kerja samanya, sehingga banyaknya pasangan diberi batas bawah dan atas."
    ),
    unit=_("urusan bersama"),
    source=_("Catatan tindak lanjut dan pengaduan, portal ini"),
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=(
        *(Region, District, StakeholderGroup, Institution, Complaint, Referral),
        *(FollowUp, FollowUp.partners.through, FollowUpStep),
    ),
    asks=(REGION, TO),
    # Who may open complaints may open follow-ups in the same regions: a test holds it of every role.
    opens=Permission.COMPLAINTS_VIEW,
)
