"""What one imported file changed in the index of its round: without whom it brought, and with them."""

from django.utils.translation import gettext_lazy as _

from pmi_portal.releasing import ENOUGH, released_months, released_values
from reports.indicators.satisfaction import index_of, is_hidden, tells_of_few
from reports.indicators.satisfaction_tallies import READS, pools_of
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.results import Cell, Flag, Result
from reports.statistics.estimates import Reason, Withheld
from surveys.models import Choice, ImportBatch, PastResponse, Response
from surveys.tallies.origins import (
    people_by_import,
    regions_touched,
    regions_updated,
    regions_updated_since,
    tallies_of_import,
)
from surveys.tallies.packing import Tally, unpack_moments

WITHOUT, WITH = "without", "with"
MOST_READINGS = 3  # of a round that is written into meanwhile
HIDDEN = Withheld(Reason.CONFIDENTIAL, None)
NOBODY = Withheld(Reason.NO_ANSWERS, 0)


class TalliesDisagreeError(ValueError):
    """Tallies and responses of a round told of different people each time they were read."""


def compute(question, *, regions, today, batch):
    """The Result of a saved ImportBatch whose round asked SKM: two cells for each region that it touched.

    The first is of those who count in the round and do not come from the file, the second of all who count.
    Both are exact: the sums of the file's answers are taken out of the tallies. `regions` may hold None.
    """
    brought, people, found = _read(question, regions, batch)
    touched, updated = regions_touched(batch), regions_updated(batch)
    since, flags = regions_updated_since(batch), _flags(batch.round, today)
    cells = []
    for region in regions:
        pk = region and region.pk
        if pk not in touched:
            continue
        of_file = brought.get(pk, Tally())
        may_tell = _tells_of_no_few(people.get(pk, {}), batch.pk)
        about = {"brings": of_file.respondents > 0, "updated": pk in updated, "since": pk in since}
        values = _without_and_with(found.get(pk), of_file, batch.round, may_tell=may_tell)
        for part, (value, n) in zip((WITHOUT, WITH), values, strict=True):
            sampled = {"sampling": batch.round.sampling_method}
            cells.append(Cell({"region": region, "part": part}, value, n, about | sampled, flags))
    return Result(question, INDICATOR, today, tuple(cells), facts={"undone": batch.state == "undone"})


def _flags(survey_round, today):
    flags = {Flag.PROVISIONAL: survey_round.ends_on >= today, Flag.SAMPLE_DATA: survey_round.is_sample}
    return frozenset(flag for flag, is_so in flags.items() if is_so)


def _read(question, regions, batch):
    """({region id: Tally of the file}, people by import, {region id: Pools}) that belong together.

    They are asked one after the other, and somebody may write into the round meanwhile: then all are asked
    anew. Raises TalliesDisagreeError where they never agree: no figure may rest on either of them.
    """
    for _reading in range(MOST_READINGS):
        brought, people = tallies_of_import(batch), people_by_import(batch.round)
        pools = pools_of(question, regions=regions, survey_round=batch.round)
        found = {region and region.pk: one for (region, _period), one in pools.items()}
        if _agree(brought, people, found, batch.pk):
            return brought, people, found
    raise TalliesDisagreeError(f"the tallies of round {batch.round_id} are not those of its responses")


def _agree(brought, people, found, batch_pk):
    """Whether responses and tallies tell of as many people in each region; few are not told."""
    from_file = {region: _people(months, batch_pk) for region, months in people.items()}
    everybody = {region: n for region, months in people.items() if (n := _people(months)) >= ENOUGH}
    tallied = {region: sum(pool.respondents for pool in pools.in_order) for region, pools in found.items()}
    return (
        {region: n for region, n in from_file.items() if n}
        == {region: tally.respondents for region, tally in brought.items() if tally.respondents}
    ) and everybody == {region: n for region, n in tallied.items() if n}


def _people(months, batch_pk=None):
    """How many they are in all months, of one import or of all."""
    return sum(n for of in months.values() for batch, n in of.items() if batch_pk in (None, batch))


def _tells_of_no_few(months, batch_pk):
    """Whether the file may be told apart from the rest, by its people, {month: {batch id: people}}.

    In each part of the round that figures of periods show by itself, the file, the rest, and what other files
    leave of it, are nobody or enough people: so no figure with the file and none without it differ by few.
    """
    placed = released_months({month: sum(of.values()) for month, of in months.items()}) or {}
    parts = {}
    for month, where in placed.items():
        for batch, n in months[month].items():
            part = parts.setdefault(where, {})
            part[batch] = part.get(batch, 0) + n
    return all(
        not part.get(batch_pk) or batch_pk in released_values({where: part})[0]
        for where, part in parts.items()
    )


def _without_and_with(pools, of_file, survey_round, *, may_tell):
    """(value, respondents) of a region without the file, and the same with it; None for a hidden number."""
    if pools is None:
        return (NOBODY, 0), (NOBODY, 0)
    if not pools.by_sample:
        return (HIDDEN, None), (HIDDEN, None)
    (everybody,) = pools.in_order  # who was asked in one round was asked the same
    respondents, _answers, packed = of_file.packed() or (0, {}, {})
    elements, sums = unpack_moments(packed)
    file, rest = everybody.without_people(), everybody.without_people()
    file.add(survey_round, respondents, elements, sums)
    rest.take_in(everybody)
    rest.add(survey_round, -respondents, elements, -sums)
    without = _told(rest) if may_tell and not tells_of_few(file) else (HIDDEN, None)
    return without, _told(everybody)


def _told(pool):
    if not pool.respondents:
        return NOBODY, 0
    value = index_of(pool)
    return value, None if is_hidden(value) else pool.respondents


INDICATOR = Indicator(
    code="berkas",
    version=1,
    title=_("IKM tanpa dan dengan satu berkas"),
    why=_(
        "Menunjukkan apa yang diubah satu unggahan pada IKM putarannya, supaya kekeliruan berkas terlihat."
    ),
    kind=Kind.SAMPLE,
    numerator=_(
        "IKM putaran per wilayah, dihitung dua kali: dari semua responden yang dihitung hari ini, dan dari "
        "mereka yang isinya hari ini tidak berasal dari berkas ini."
    ),
    denominator=_(
        "Responden yang diperbarui berkas ini dihitung sebagai berasal darinya; yang kemudian diperbarui "
        "berkas lain dihitung sebagai berasal dari berkas lain itu."
    ),
    doubt=_(
        "Rentang 95%. Bedanya ialah akibat berkas ini, bukan perubahan dari waktu ke waktu, dan tidak diuji."
    ),
    unit="25–100",
    source="Permenpan-RB 14/2017",
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=(*READS, Choice, ImportBatch, PastResponse, Response),
    asks=(),
)
