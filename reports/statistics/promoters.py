"""The net promoter score; off by default, since nobody chooses a compulsory scheme."""

import math

import numpy as np

from reports.statistics.errors import Empty, OutOfRange, count, counts
from reports.statistics.estimates import Caution, Estimate
from reports.statistics.intervals import normal_quantile

DETRACTOR_UP_TO, PROMOTER_FROM, HIGHEST = 6, 9, 10
ENOUGH_FOR_A_SCORE = 200  # at 60/20/20 and 100 answers the score is known to ± 15.7 points only


def promoter_counts(answers):
    """(promoters, passives, detractors) among answers from 0 to 10. Raises Unusable for anything else."""
    answers = counts(answers, "answers")
    if answers.max() > HIGHEST:
        raise OutOfRange("answers: from 0 to 10")
    promoters, detractors = answers >= PROMOTER_FROM, answers <= DETRACTOR_UP_TO
    return int(promoters.sum()), int((~promoters & ~detractors).sum()), int(detractors.sum())


def net_promoter_score(promoters, passives, detractors, confidence=0.95):
    """100 (p - d) in points from -100 to 100, as an Estimate with the normal interval kept within them.

    SE = 100 sqrt((p + d - (p - d)^2) / n). Raises Unusable for no answer and for what is no count. Source:
    Reichheld 2003, Harvard Business Review 81(12):46-54; the variance is that of a score of 1, 0 and -1.
    """
    for_it, against = count(promoters, "promoters"), count(detractors, "detractors")
    n = for_it + against + count(passives, "passives")
    if n == 0:
        raise Empty("answers: nobody answered")
    share = (for_it - against) / n
    # Whole numbers: a score of everybody alike has a variance of exactly 0.
    error = 100 * math.sqrt((n * (for_it + against) - (for_it - against) ** 2) / n**3)
    spread = normal_quantile(confidence) * error
    low, high = np.clip([100 * share - spread, 100 * share + spread], -100, 100).tolist()
    cautions = () if error else (Caution.NO_SPREAD,)
    return Estimate(100 * share, low, high, n, "nps-normal", error, confidence, cautions=cautions)
