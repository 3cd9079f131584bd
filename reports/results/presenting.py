"""The only door between what was computed and what a reader sees: show, show with care, or withhold.

What is withheld here is withheld in every byte that is sent: whoever draws, writes or says a result takes a
Shown and nothing else, and a test finds everybody who does not.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from pmi_portal.releasing import ENOUGH
from reports.results.indicators import Kind
from reports.results.results import Cell, Flag
from reports.statistics.estimates import Estimate, Reason, Withheld
from reports.statistics.satisfaction import ENOUGH_FOR_A_GRADE


@dataclass(frozen=True)
class Shown:
    """A Result as one reader may see it; `is_part` when other readers see more of the same question."""

    indicator: object
    question: object
    as_of: date
    cells: tuple
    comparisons: dict
    facts: dict = field(default_factory=dict)
    is_part: bool = False


def presentable(result, reader):
    """The Shown of this result for this reader.

    A sample estimate of fewer than 10 respondents is shown to nobody, nor how many they are; one of fewer
    than 30 is shown with care. Comparisons stay with who sees the region compared: of a family that was
    computed whole, everybody gets the own verdict and none of another's.
    """
    mine = [cell for cell in result.cells if "region" not in cell.where or reader.sees(cell.where["region"])]
    shown = {id(cell): _shown(result.indicator, cell) for cell in mine}
    comparisons = {
        family: tuple(_compared(each, shown) for each in compared if _is_seen(each, shown))
        for family, compared in result.comparisons.items()
    }
    return Shown(
        indicator=result.indicator,
        question=result.question,
        as_of=result.as_of,
        cells=tuple(shown.values()),
        comparisons=comparisons,
        facts=result.facts,
        is_part=len(mine) < len(result.cells),
    )


def _shown(indicator, cell):
    if indicator.kind is not Kind.SAMPLE or cell.n is None:
        return cell
    if cell.n < ENOUGH:
        return _withheld(cell)
    return cell.flagged(Flag.LOW_RELIABILITY) if cell.n < ENOUGH_FOR_A_GRADE else cell


def _withheld(cell):
    """The cell with nothing in it that tells of its few people: no number, no count, no facts of theirs."""
    if cell.n == 0:
        return cell
    return Cell(cell.where, Withheld(Reason.CONFIDENTIAL, None), None, flags=cell.flags)


def _is_seen(comparison, shown):
    """Whether both cells are the reader's to see: a comparison tells of both."""
    return all(id(cell) in shown for cell in (comparison.cell, comparison.against) if cell is not None)


def _compared(comparison, shown):
    """The comparison with cells as they are shown; of a withheld one nothing was compared."""
    cell, against = shown[id(comparison.cell)], comparison.against
    against = against and shown[id(against)]
    verdict = comparison.verdict
    for each in (cell, against):
        if each is not None and not isinstance(each.value, Estimate):
            verdict = each.value
    return replace(comparison, cell=cell, against=against, verdict=verdict)
