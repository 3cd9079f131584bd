"""Where groups contradict each other on a theme: one says solved, another says not."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Max, Q, Sum

from outreach.models import GroupVoice, Statement, Theme
from stakeholders.models import Region, StakeholderGroup

POSITIVE, NEGATIVE = GroupVoice.Side.POSITIVE, GroupVoice.Side.NEGATIVE
NAMED = 6  # so many groups of a side, and objections, are told; the others are counted


@dataclass
class Side:
    """The groups that judge a theme alike, {group: statements}, most first, and the last words of each."""

    groups: dict = field(default_factory=dict)
    last: list = field(default_factory=list)  # keys of statements, the newest first
    words: list = field(default_factory=list)  # the newest of these statements, told by `tell`

    @property
    def statements(self):
        return sum(self.groups.values())

    @property
    def named(self):
        return list(self.groups.items())[:NAMED]

    @property
    def others(self):
        """How many groups are not named."""
        return max(0, len(self.groups) - NAMED)


@dataclass
class Contradiction:
    """One theme in one region."""

    region: Region
    theme: Theme
    positive: Side
    negative: Side
    objections: int = 0
    disputes: list = field(default_factory=list)  # (who spoke, who objected, how often), told by `tell`

    @property
    def is_real(self):
        """Different groups stand on the two sides, or one group objected to another's words."""
        sides = self.positive.groups, self.negative.groups
        return all(sides) and len({*sides[0], *sides[1]}) > 1 or bool(self.objections)

    @property
    def weight(self):
        """How much speaks against how much: the smaller side, and every open objection."""
        return min(self.positive.statements, self.negative.statements) + self.objections

    @property
    def named_disputes(self):
        return self.disputes[:NAMED]

    @property
    def other_disputes(self):
        """How many objections are not told one by one."""
        return self.objections - sum(times for _speaker, _opponent, times in self.named_disputes)


def contradictions(voices):
    """Contradictions among these voices (a queryset of GroupVoice), the heaviest first."""
    groups, regions, themes = (model.objects.in_bulk() for model in (StakeholderGroup, Region, Theme))
    sides = defaultdict(lambda: {POSITIVE: [], NEGATIVE: []})
    judged = _times(voices.filter(opponent=None), "side", "group").annotate(last=Max("last"))
    for region, theme, side, group, times, last in judged:
        sides[region, theme][side].append((groups[group], times, last))
    opposed = voices.filter(opponent__isnull=False)
    objections = {(region, theme): times for region, theme, times in _times(opposed)}
    found = [
        Contradiction(
            regions[region],
            themes[theme],
            _side(sides[region, theme][POSITIVE]),
            _side(sides[region, theme][NEGATIVE]),
            objections.get((region, theme), 0),
        )
        for region, theme in {*sides, *objections}
    ]
    return sorted((one for one in found if one.is_real), key=_heaviest_first)


def tell(found, voices, *, each):
    """Add to these contradictions who objected to whom, and the last words of so many groups on each side."""
    groups = StakeholderGroup.objects.in_bulk()
    places = {(one.region.pk, one.theme.pk): one for one in found}
    at = reduce(or_, (Q(region=region, theme=theme) for region, theme in places), Q(pk__in=()))
    opposed = voices.filter(at, opponent__isnull=False)
    for *place, speaker, opponent, times in _times(opposed, "group", "opponent"):
        places[tuple(place)].disputes.append((groups[speaker], groups[opponent], times))
    sides = [side for one in found for side in (one.positive, one.negative)]
    keys = [key for side in sides for key in side.last[:each]]
    said = Statement.objects.select_related("group", "session__event").in_bulk(keys)
    for one in found:
        one.disputes.sort(key=_loudest_first)
    for side in sides:
        side.words = [said[key] for key in side.last[:each] if key in said]


def _times(voices, *keys):
    """(region, theme, further keys, how often): the years of a place added up."""
    return voices.heard().order_by().values_list("region", "theme", *keys).annotate(n=Sum("times"))


def _side(voices):
    """The Side of [(group, times, key of its last statement), ...]."""
    ordered = sorted(voices, key=lambda voice: (-voice[1], voice[0].order))
    last = sorted((key for _group, _times, key in voices), reverse=True)
    return Side({group: times for group, times, _key in ordered}, last)


def _loudest_first(dispute):
    speaker, opponent, times = dispute
    return -times, speaker.order, opponent.order


def _heaviest_first(contradiction):
    return -contradiction.weight, contradiction.theme.order, contradiction.region.order
