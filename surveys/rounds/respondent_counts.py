"""How many respondents a round has, by region and month, from the tallies."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from stakeholders.models import Region
from surveys.models import ResponseTally


@dataclass(frozen=True)
class RespondentTable:
    """`rows` are (region name, [n per month], total); the last row of several regions is their sum."""

    months: list
    rows: list
    total: int

    def lines(self):
        """The rows with the month beside each number."""
        return [
            (name, list(zip(self.months, counts, strict=True)), total) for name, counts, total in self.rows
        ]


def respondents_by_region_and_month(survey_round, *, user):
    """The RespondentTable of the regions this user sees; respondents without region have their own row."""
    regions = Region.objects.visible_to(user, Permission.ROUNDS_VIEW)
    names = {region.pk: region.name for region in regions} | {None: _("Tanpa wilayah")}
    counted = defaultdict(dict)
    tallies = ResponseTally.objects.filter(round=survey_round, margin="", respondents__gt=0)
    for region, month, n in tallies.values_list("region", "month", "respondents"):
        if region in names:
            counted[region][month] = n
    months = sorted({month for by_month in counted.values() for month in by_month})
    rows = [_row(names[pk], counted[pk], months) for pk in names if pk in counted]
    total = sum(row[2] for row in rows)
    if len(rows) > 1:
        sums = [sum(row[1][place] or 0 for row in rows) for place in range(len(months))]
        rows.append((_("Jumlah"), sums, total))
    return RespondentTable(months, rows, total)


def _row(name, by_month, months):
    return name, [by_month.get(month) for month in months], sum(by_month.values())
