"""Where groups contradict each other on a theme: one says solved, another says not."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Max

from outreach.models import Stance, Statement, Theme
from stakeholders.models import Region, StakeholderGroup

POSITIVE, NEGATIVE = Statement.Sentiment.POSITIVE, Statement.Sentiment.NEGATIVE
NAMED = 6  # so many groups of a side, and objections, are told; the others are counted


@dataclass
class Side:
    """The groups that judge a theme alike, {group: statements}, most first, and the last words of each."""

    groups: dict = field(default_factory=dict)
    words: list = field(default_factory=list)  # keys of statements, the newest first

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
    disputes: list = field(default_factory=list)  # (who spoke, who objected, how often), most first

    @property
    def is_real(self):
        """Different groups stand on the two sides, or one group objected to another's words."""
        sides = {one != other for one in self.positive.groups for other in self.negative.groups}
        return any(sides) or bool(self.disputes)

    @property
    def weight(self):
        """How much speaks against how much: the smaller side, and every open objection."""
        smaller = min(self.positive.statements, self.negative.statements)
        return smaller + sum(times for _speaker, _opponent, times in self.disputes)

    @property
    def named_disputes(self):
        return self.disputes[:NAMED]

    @property
    def other_disputes(self):
        """How many objections are not told one by one."""
        return sum(times for _speaker, _opponent, times in self.disputes[NAMED:])


def contradictions(statements):
    """Contradictions among these statements (a queryset), the heaviest first."""
    groups = StakeholderGroup.objects.in_bulk()
    voices = defaultdict(lambda: {POSITIVE: [], NEGATIVE: []})
    for region, theme, group, sentiment, times, last in _by_sentiment(statements):
        voices[region, theme][sentiment].append((groups[group], times, last))
    disputes = defaultdict(list)
    for region, theme, speaker, opponent, times in _objections(statements):
        disputes[region, theme].append((groups[speaker], groups[opponent], times))
    regions, themes = Region.objects.in_bulk(), Theme.objects.in_bulk()
    found = [
        Contradiction(
            regions[region],
            themes[theme],
            _side(voices[region, theme][POSITIVE]),
            _side(voices[region, theme][NEGATIVE]),
            sorted(disputes[region, theme], key=_loudest_first),
        )
        for region, theme in {*voices, *disputes}
    ]
    return sorted((one for one in found if one.is_real), key=_heaviest_first)


def with_words(found, *, each):
    """[(contradiction, positive, negative)] with the last statements of so many groups of each side."""
    sides = [(one.positive.words[:each], one.negative.words[:each]) for one in found]
    keys = [key for pair in sides for words in pair for key in words]
    said = Statement.objects.select_related("group", "session__event").in_bulk(keys)
    return [
        (one, *([said[key] for key in words if key in said] for words in pair))
        for one, pair in zip(found, sides, strict=True)
    ]


def _by_sentiment(statements):
    keys = ("session__event__region", "theme", "group", "sentiment")
    rows = statements.filter(sentiment__in=(POSITIVE, NEGATIVE)).order_by()
    return rows.values_list(*keys).annotate(n=Count("pk"), last=Max("pk"))


def _objections(statements):
    keys = ("session__event__region", "theme", "group", "stances__group")
    against = statements.filter(stances__side=Stance.Side.AGAINST).order_by()
    return against.values_list(*keys).annotate(n=Count("stances"))


def _side(voices):
    """The Side of [(group, times, key of its last statement), ...]."""
    ordered = sorted(voices, key=lambda voice: (-voice[1], voice[0].order))
    words = sorted((last for _group, _times, last in voices), reverse=True)
    return Side({group: times for group, times, _last in ordered}, words)


def _loudest_first(dispute):
    speaker, opponent, times = dispute
    return -times, speaker.order, opponent.order


def _heaviest_first(contradiction):
    return -contradiction.weight, contradiction.theme.order, contradiction.region.order
