"""How many respondents a round has, by region and month, from the tallies."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from pmi_portal.releasing import released_months
from stakeholders.models import Region
from surveys.models import ResponseTally


@dataclass(frozen=True)
class RespondentTable:
    """`rows` are (region name, [n per month], total); the last row of several regions is their sum.

    Of a region with too few respondents to be told there is a row without numbers, and then no sum.
    """

    months: list
    rows: list
    hides_few: bool = False

    def lines(self):
        """The rows with the month beside each number."""
        return [
            (name, list(zip(self.months, counts, strict=True)), total) for name, counts, total in self.rows
        ]


def respondents_by_region_and_month(survey_round, *, user):
    """The RespondentTable of the regions this user sees; respondents without region have their own row.

    Who may not open the responses of a region gets its months as figures count them: none of a few.
    """
    regions = Region.objects.visible_to(user, Permission.ROUNDS_VIEW)
    opened = set(Region.objects.visible_to(user, Permission.RESPONSES_VIEW).values_list("pk", flat=True))
    if user.holds(Permission.RESPONSES_VIEW, None):
        opened.add(None)
    names = {region.pk: region.name for region in regions} | {None: _("Tanpa wilayah")}
    counted = defaultdict(dict)
    tallies = ResponseTally.objects.filter(round=survey_round, margin="", respondents__gt=0)
    for region, month, n in tallies.values_list("region", "month", "respondents"):
        if region in names:
            counted[region][month] = n
    told = {pk: of if pk in opened else _released(of) for pk, of in counted.items()}
    months = sorted({month for by_month in told.values() for month in by_month})
    rows = [_row(names[pk], told[pk], months) for pk in names if pk in told]
    hides_few = any(not by_month for by_month in told.values())
    if len(rows) > 1 and not hides_few:
        sums = [sum(row[1][place] or 0 for row in rows) for place in range(len(months))]
        rows.append((_("Jumlah"), sums, sum(row[2] for row in rows)))
    return RespondentTable(months, rows, hides_few)


def _released(by_month):
    """{month: people} as figures count them, {} for too few."""
    placed, found = released_months(by_month), defaultdict(int)
    for month, n in by_month.items() if placed else ():
        found[placed[month]] += n
    return found


def _row(name, by_month, months):
    return name, [by_month.get(month) for month in months], sum(by_month.values()) or None
