"""Which numbers of respondents are still free in a round, so that two officers do not give one twice."""

from itertools import groupby

from django.utils.translation import gettext as _

from pmi_portal.accounts.permissions import Permission
from surveys.models import Response

GAPS_TOLD = 5


def free_numbers(survey_round, *, by):
    """A sentence for each region in which this user sees single responses; letters are left alone."""
    numbered = Response.objects.visible_to(by, Permission.RESPONSES_VIEW).filter(round=survey_round)
    rows = numbered.exclude(number="").order_by("region__name").values_list("region__name", "number")
    return [
        _sentence(region or "", {int(number) for _region, number in some if _is_plain(number)})
        for region, some in groupby(rows, key=lambda row: row[0])
    ]


def _is_plain(number):
    return number.isascii() and number.isdecimal()


def _sentence(region, used):
    told = {"region": region, "next": max(used, default=0) + 1, "gaps": ", ".join(_gaps(used))}
    if told["gaps"]:
        return _("%(region)s: nomor yang masih bebas %(gaps)s, lalu mulai %(next)s.") % told
    return _("%(region)s: nomor yang masih bebas mulai %(next)s.") % told


def _gaps(used):
    """“3”, “5-7”: the first stretches below the highest number that nobody has."""
    gaps, before = [], 0
    for number in sorted(used):
        if number > before + 1:
            gaps.append(str(before + 1) if number == before + 2 else f"{before + 1}-{number - 1}")
        before = number
    return gaps[:GAPS_TOLD]
