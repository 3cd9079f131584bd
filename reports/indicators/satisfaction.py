"""The satisfaction index (IKM) per region and period, compared with earlier random rounds."""

from itertools import combinations

from django.utils.translation import gettext_lazy as _

from pmi_portal.releasing import ENOUGH
from reports.indicators.satisfaction_tallies import METHODS, READS, frames_of, pools_of, read_tallies
from reports.results.indicators import Direction, Indicator, Kind
from reports.results.questions import CUT, FROM, REGION, TO
from reports.results.results import Cell, Comparison, Flag, Result
from reports.statistics.comparisons import INDEX_POINTS, difference, judge
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.satisfaction import (
    ANSWERS,
    ENOUGH_FOR_A_GRADE,
    SCALE,
    grade_of,
    satisfaction_index,
)
from reports.statistics.stratified import combined, unweighted_mean
from surveys.models import SurveyRound

FIRST_YEAR = 2017
# Families: since the last comparable random round, since 2017, and between regions of the newest period.
LAST, FIRST, AMONG = "last", "first", "among"
SCALE_ENDS = tuple(SCALE * answer for answer in ANSWERS)
RANDOM = SurveyRound.Sampling.PROBABILITY


def compute(question, *, regions, today, survey_round=None, read=None):
    """The Result of the index: a cell for each region, period and way of sampling, the leading one first.

    All regions are computed whatever is asked and whoever asks, so that a family of comparisons is always
    the same; cells are those of the regions asked for. `survey_round` narrows it to one round, whether it is
    in the evaluation or not.
    """
    found = pools_of(question, regions=regions, survey_round=survey_round, read=read)
    cells = [cell for region in regions for cell in _cells_of(region, found, today)]
    compared = {
        FIRST: _compared(regions, cells, _first_comparable),
        LAST: _compared(regions, cells, _last_comparable),
        AMONG: tuple(one for period in _periods_of(cells) for one in _among_regions(period, cells)),
    }
    wanted = set(question.regions)
    kept = [cell for cell in cells if not wanted or cell.where["region"].code in wanted]
    if not wanted:
        kept += _means([region for region in regions if region is not None], cells)
    ids = {id(cell) for cell in kept}
    compared = {family: tuple(one for one in row if id(one.cell) in ids) for family, row in compared.items()}
    return Result(question, INDICATOR, today, tuple(kept), compared)


def _cells_of(region, found, today):
    for (where, period), pools in sorted(found.items(), key=lambda item: item[0][1]):
        if where == region:
            yield from _cells(region, period, pools, today)


def _cells(region, period, pools, today):
    """The cells of one region and period; one that tells nothing but that there was something too small."""
    where = {"region": region, "period": period}
    if not pools.by_sample:
        yield Cell(where, Withheld(Reason.CONFIDENTIAL, None), None)
    for place, pool in enumerate(pools.in_order):
        flags = {Flag.PROVISIONAL: period.last >= today, Flag.SAMPLE_DATA: pool.is_sample}
        told = frozenset(flag for flag, is_so in flags.items() if is_so)
        index = index_of(pool)
        if is_hidden(index):
            yield Cell(where, index, None, flags=told)
            continue
        about = {
            "sampling": pool.sampling,
            "leads": place == 0,
            "grade": _grade(index, pool),
            "elements": pool.elements,
            "left_out": pool.left_out,
            "rounds": frozenset(pool.rounds),
            "too_small": pools.too_small,
        }
        yield Cell(where, index, pool.respondents, about, told)


def index_of(pool):
    """The index of a Pool as an Estimate or Withheld, hidden where it would tell what few people answered."""
    if tells_of_few(pool):
        return Withheld(Reason.CONFIDENTIAL, None)
    return satisfaction_index(pool.moments, pool.respondents)


def tells_of_few(pool):
    """Whether one to nine people answered an element: the index and the others would tell it."""
    return any(0 < n < ENOUGH for n in pool.moments.counts)


def is_hidden(value):
    """Whether nothing of this may be told, nor of how many people it is."""
    return isinstance(value, Withheld) and value.reason is Reason.CONFIDENTIAL


def _grade(index, pool):
    """The grade, where each element was answered by enough for one."""
    fewest = min((int(n) for n in pool.moments.counts if n), default=0)
    if isinstance(index, Estimate) and fewest < ENOUGH_FOR_A_GRADE:
        return Withheld(Reason.TOO_FEW, fewest)
    return grade_of(index)


def _means(regions, cells):
    """For each period in which every region has an index, that of all of them together.

    Each region weighs as many people as its frame tells, where every one has a frame in that period; else
    each weighs the same, and the mean stands for regions and not for the people in them.
    """
    leading = [cell for cell in cells if cell.about.get("leads") and isinstance(cell.value, Estimate)]
    frames = frames_of({pk for cell in leading for pk in cell.about["rounds"]})
    for period in sorted({cell.where["period"] for cell in leading}):
        parts = [cell for cell in leading if cell.where["period"] == period]
        if len(parts) < len(regions) or len(parts) < 2 or not _are_alike(parts):
            continue
        weights = [_newest_frame(cell, frames) for cell in parts]
        yield _together(parts, weights if all(weights) else ())


def _newest_frame(cell, frames):
    """The newest SurveyFrame of the region among those of the rounds it was asked in, or None."""
    found = [frames.get((cell.where["region"].pk, pk)) for pk in cell.about["rounds"]]
    return max(filter(None, found), key=lambda frame: (frame.as_of, frame.pk), default=None)


def _together(parts, frames):
    """The cell of several regions in one period, weighted by their frames where there are any."""
    estimates = {cell.where["region"].pk: cell.value for cell in parts}
    if frames:
        populations = {frame.region_id: frame.population for frame in frames}
        mean = combined(estimates, populations, scale=SCALE_ENDS)
    else:
        mean = unweighted_mean(estimates, scale=SCALE_ENDS)
    methods = {cell.about["sampling"] for cell in parts}
    about = {
        "mean_of": len(parts),
        "frames": tuple(frames),
        "sampling": max(methods, key=METHODS.index),  # it claims no more than its weakest
        "leads": False,
        "grade": grade_of(mean),
    }
    shared = frozenset(flag for cell in parts for flag in cell.flags)
    return Cell({"region": None, "period": parts[0].where["period"]}, mean, mean.n, about, shared)


def _are_alike(parts):
    """Whether cells have a mean: each is graded, with an error, and rests on the same elements."""
    same = {frozenset(cell.about["elements"]) for cell in parts}
    return len(same) == 1 and all(_is_graded(cell) and not cell.value.cautions for cell in parts)


def _compared(regions, cells, earlier_of):
    """A Comparison for each region with a cell worth comparing; their p values are one family."""
    chosen = {region: cell for region in regions if (cell := _newest(region, cells))}
    against = {region: earlier_of(cell, cells) for region, cell in chosen.items()}
    asked = {
        region: difference(earlier.value, chosen[region].value)
        for region, earlier in against.items()
        if earlier is not None
    }
    verdicts = judge(asked, relevant=INDICATOR.relevant)
    return tuple(
        Comparison(cell, against[region], verdicts.get(region, Withheld(_why_not(cell), cell.n)))
        for region, cell in chosen.items()
    )


def _newest(region, cells):
    """What stands for the region: its last complete graded period, else the running one, else any."""
    own = [cell for cell in cells if cell.where["region"] == region and cell.about.get("leads", True)]
    graded = [cell for cell in own if _is_graded(cell)]
    complete = [cell for cell in graded if Flag.PROVISIONAL not in cell.flags]
    return next((some[-1] for some in (complete, graded, own) if some), None)


def _is_graded(cell):
    return "grade" in cell.about and not isinstance(cell.about["grade"], Withheld)


def _comparable(cell, cells):
    """Earlier graded cells of random rounds in the same region, of the same elements, oldest first."""
    if not _is_graded(cell) or cell.about["sampling"] != RANDOM:
        return []
    return [
        other
        for other in cells
        if other.where["region"] == cell.where["region"]
        and other.where["period"] < cell.where["period"]
        and _is_graded(other)
        and other.about["sampling"] == RANDOM
        and set(other.about["elements"]) == set(cell.about["elements"])
        and (Flag.SAMPLE_DATA in other.flags) == (Flag.SAMPLE_DATA in cell.flags)
    ]


def _last_comparable(cell, cells):
    return next(reversed(_comparable(cell, cells)), None)


def _first_comparable(cell, cells):
    return next(
        (one for one in _comparable(cell, cells) if one.where["period"].first.year == FIRST_YEAR), None
    )


def _periods_of(cells):
    return sorted({cell.where["period"] for cell in cells})


def _among_regions(period, cells):
    """Comparisons of every pair of regions in a period: of random rounds that asked the same elements."""
    random = [
        cell
        for cell in cells
        if cell.where["period"] == period
        and cell.about.get("leads")
        and _is_graded(cell)
        and cell.about["sampling"] == RANDOM
    ]
    pairs = {
        number: (earlier, later)
        for number, (earlier, later) in enumerate(combinations(random, 2))
        if set(earlier.about["elements"]) == set(later.about["elements"])
    }
    verdicts = judge(
        {number: difference(one.value, other.value) for number, (one, other) in pairs.items()},
        relevant=INDICATOR.relevant,
    )
    return tuple(Comparison(other, one, verdicts[number]) for number, (one, other) in pairs.items())


def _why_not(cell):
    """Why a cell was not compared with anything."""
    if not _is_graded(cell):
        return Reason.TOO_FEW
    return Reason.NOT_RANDOM if cell.about["sampling"] != RANDOM else Reason.NOTHING_BEFORE


INDICATOR = Indicator(
    code="ikm",
    version=1,
    title=_("Indeks Kepuasan Masyarakat (IKM)"),
    why=_("Menilai layanan dari mata mereka yang dilayani, per wilayah dan sejak 1 Agustus 2017."),
    kind=Kind.SAMPLE,
    numerator=_("Jumlah nilai tiap unsur SKM (1 sampai 4) dari responden yang menjawab unsur itu."),
    denominator=_(
        "Banyaknya responden yang menjawab unsur itu; semua unsur berbobot sama, 1/9 bila sembilan."
    ),
    doubt=_("Rentang 95%; mutu A–D bila paling sedikit 30 responden."),
    unit="25–100",
    source="Permenpan-RB 14/2017",
    direction=Direction.HIGHER_IS_BETTER,
    compute=compute,
    reads=READS,
    reading=read_tallies,
    relevant=INDEX_POINTS,
    asks=(REGION, CUT, FROM, TO),
)
