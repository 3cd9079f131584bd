"""Counts that many pages ask for, kept beside the records they count and always in their transaction."""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import BigIntegerField, Case, Count, F, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from outreach.models import (
    FgdEvent,
    GroupHearing,
    GroupVoice,
    Invitation,
    Participation,
    Stance,
    Statement,
)
from stakeholders.models import Region

KEY = ("session__event__region", "group")
VOICE = ("theme", "group", "side", "opponent")
JUDGED = (Statement.Sentiment.POSITIVE, Statement.Sentiment.NEGATIVE)
JUDGEMENT = Q(opponent=None)
AGAINST = Stance.Side.AGAINST
KEYS = BigIntegerField()
WRITTEN_AT_ONCE = 1000


@transaction.atomic
def recount_hearings(*, regions=None, groups=None):
    """Count anew how often these groups were heard in these regions; None counts all of them.

    Attendance is recorded from the day of the session on, so nothing that is still to come is counted.
    """
    _wait_for_others(regions)
    counted = hearing_counts(_where("session__event__region", regions, groups))
    GroupHearing.objects.filter(_where("region", regions, groups)).delete()
    GroupHearing.objects.bulk_create(
        GroupHearing(region_id=region, group_id=group, **counts)
        for (region, group), counts in counted.items()
    )


def hearing_counts(where):
    """{(region id, group id): {`sessions`, `last_on`, `refusals`}, each where there is any}.

    `where` is asked of attendance and invitations alike: of their session and group.
    """
    counted = defaultdict(dict)
    present = Participation.objects.filter(where).order_by().values_list(*KEY)
    sessions = present.annotate(n=Count("session", distinct=True), last=Max("session__held_on"))
    for region, group, n, last_on in sessions:
        counted[region, group] |= {"sessions": n, "last_on": last_on}
    not_followed = Invitation.objects.filter(
        where, answer__in=Invitation.NOT_FOLLOWED, session__called_off=""
    )
    for region, group, n in not_followed.order_by().values_list(*KEY).annotate(n=Count("pk")):
        counted[region, group] |= {"refusals": n}
    return counted


@transaction.atomic
def recount_session(session, *, groups, years=()):
    """Count anew what a session says of these groups, in the region where its event is by now.

    The caller has the lock of the session, for which whoever moves the event to another region waits. What is
    said there in these years is counted anew as well.
    """
    region = FgdEvent.objects.values_list("region", flat=True).get(pk=session.event_id)
    recount_hearings(regions=[region], groups=groups)
    if years:
        recount_voices(regions=[region], years=years)


def voices_of(statement, opponents):
    """{(theme, group, side, opponent)}: where a statement counts to which these groups objected."""
    said = statement.theme_id, statement.group_id
    judged = {(*said, statement.sentiment, None)} if statement.sentiment in JUDGED else set()
    return judged | {(*said, AGAINST.value, opponent) for opponent in opponents}


def opponents_of(statement):
    return set(Stance.objects.filter(statement=statement, side=AGAINST).values_list("group", flat=True))


def count_voices(session, key, *, before=frozenset(), after=frozenset()):
    """Take away where the statement of this key counted before, and add where it counts from now on.

    The caller has written it and has the lock of the region (`SessionQuerySet.counting_in`), so nobody else
    counts there, and a place is either known or missing. One that is left stays as a place of nothing.
    """
    gone, new = before - after, after - before
    if not gone | new:
        return
    here = GroupVoice.objects.filter(region=session.event.region_id, year=session.held_on.year)
    times = F("times") + Case(When(_any(gone), then=-1), default=1)
    # The last words of a side are looked for anew only where they are what is gone.
    lost = When(_any(gone) & Q(last=key), then=Coalesce(Subquery(_last_words()), 0, output_field=KEYS))
    newest = When(_any(new) & JUDGEMENT, then=Greatest("last", key))
    last = Case(lost, newest, default="last", output_field=KEYS)
    known = here.filter(_any(new) | _any(gone) & Q(times__gt=0)).update(times=times, last=last)
    if known < len(gone | new):  # those that were known are counted
        missing = [_place(session.event.region_id, session.held_on.year, *one, 1, key) for one in new]
        GroupVoice.objects.bulk_create(missing, ignore_conflicts=True)


@transaction.atomic
def recount_voices(*, regions=None, years=None):
    """Count anew what the groups said for and against in these regions and years; None counts all."""
    _wait_for_others(regions)
    judged = Statement.objects.filter(_spoken("session", regions, years), sentiment__in=JUDGED)
    opposed = Stance.objects.filter(_spoken("statement__session", regions, years), side=AGAINST)
    counted = {(*row[:5], None, *row[5:]) for row in _counted(judged, "", "sentiment", Max("pk"))}
    counted |= {
        (*row[:4], AGAINST.value, *row[4:]) for row in _counted(opposed, "statement__", "group", Value(0))
    }
    kept = GroupVoice.objects.filter(_where("region", regions, None))
    kept = kept if years is None else kept.filter(year__in=years)
    stored = {
        tuple(voice): pk for pk, *voice in kept.values_list("pk", "region", "year", *VOICE, "times", "last")
    }
    stale = [pk for voice, pk in stored.items() if voice not in counted]
    for start in range(0, len(stale), WRITTEN_AT_ONCE):
        GroupVoice.objects.filter(pk__in=stale[start : start + WRITTEN_AT_ONCE]).delete()
    new = (_place(*voice) for voice in counted - stored.keys())
    GroupVoice.objects.bulk_create(new, batch_size=WRITTEN_AT_ONCE)


def _counted(records, path, side, last):
    """(region, year, theme, group, what `side` says, how often, last) of statements or stances on them."""
    names = ("session__event__region", "session__held_on__year", "theme", "group")
    keys = [*(f"{path}{name}" for name in names), side]
    return records.order_by().values_list(*keys).annotate(times=Count("pk"), last=last)


def _last_words():
    """The key of the last statement that counts in a place."""
    there = {name: OuterRef(name) for name in ("theme", "group")}
    there |= {"session__event__region": OuterRef("region"), "session__held_on__year": OuterRef("year")}
    said = Statement.objects.filter(sentiment=OuterRef("side"), **there).order_by()
    return said.values("sentiment").annotate(last=Max("pk")).values("last")


def _spoken(session, regions, years):
    where = _where(f"{session}__event__region", regions, None)
    return where if years is None else where & Q(**{f"{session}__held_on__year__in": years})


def _any(voices):
    """What is said of these places; of none, if there are none."""
    return reduce(or_, (Q(**dict(zip(VOICE, voice, strict=True))) for voice in voices), Q(pk__in=()))


def _place(region, year, theme, group, side, opponent, times, last):
    return GroupVoice(
        region_id=region,
        year=year,
        theme_id=theme,
        group_id=group,
        side=side,
        opponent_id=opponent,
        times=times,
        last=0 if opponent else last,
    )


def _where(region, regions, groups):
    within = Q() if regions is None else Q(**{f"{region}__in": regions})
    return within if groups is None else within & Q(group__in=groups)


def _wait_for_others(regions):
    """Who counts at the same moment waits here, and then counts what the first one has written."""
    places = Region.objects.all() if regions is None else Region.objects.filter(pk__in=regions)
    list(places.order_by("pk").select_for_update(no_key=True))
