"""Estimates of a population from people drawn by a design, with Taylor standard errors.

`values` hold one number for each person of the Design. Who gave no answer is left out by `domain`, one true
or false for each person, never by a shorter array: the design stays what it was. All raise Unusable for what
is empty, not finite or of another length, and answer with an Estimate in the unit of the values, whose t
interval has the degrees of freedom of the units and strata in which the domain has somebody.
Source of the linearised values: Sarndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, 5.
"""

import math
from dataclasses import replace

import numpy as np

from reports.statistics.comparisons import tested
from reports.statistics.errors import Inconsistent, OutOfRange, finite_array, same_length
from reports.statistics.estimates import Caution, Estimate, Reason, Withheld
from reports.statistics.intervals import student_quantile
from reports.statistics.proportions import design_wilson_interval, effective_size
from reports.statistics.weighting import kish_deff

CRUMB = 1e-12  # of a value: what rounding leaves of a standard error of zero


def survey_mean(values, design, domain=None, confidence=0.95):
    """The mean of the values."""
    values, inside = _checked(design, domain, values=values)
    value, scores = _mean(values, design, inside)
    return _estimate(value, scores, design, inside, confidence)


def survey_total(values, design, domain=None, confidence=0.95):
    """The sum of the values over the population; weights must be those of a population."""
    values, inside = _checked(design, domain, values=values)
    scores = np.where(inside, values, 0.0)
    return _estimate(float(design.weights @ scores), scores, design, inside, confidence)


def survey_ratio(numerators, denominators, design, domain=None, confidence=0.95):
    """The sum of the numerators over the sum of the denominators, which is not 0."""
    numerators, inside = _checked(design, domain, numerators=numerators)
    denominators, _inside = _checked(design, domain, denominators=denominators)
    weights = np.where(inside, design.weights, 0.0)
    below = float(weights @ denominators)
    if below == 0:
        raise OutOfRange("denominators: they add up to 0")
    value = float(weights @ numerators) / below
    scores = np.where(inside, numerators - value * denominators, 0.0) / below
    return _estimate(value, scores, design, inside, confidence)


def survey_share(flags, design, domain=None, confidence=0.95):
    """The share, 0 to 1, of those whose flag is true, with the Wilson interval of the design.

    `n_effective` tells how many respondents of a simple random sample would tell as much.
    """
    flags, inside = _checked(design, domain, flags=flags)
    if not np.isin(flags[inside], (0, 1)).all():
        raise OutOfRange("flags: each is true or false")
    value, scores = _mean(flags, design, inside)
    if np.ptp(flags[inside]) == 0:
        value = float(flags[inside][0])  # exactly none or all: the mean may be a crumb off
    plain = replace(_estimate(value, scores, design, inside, confidence), method="design-wilson")
    if not plain.has_interval:
        return plain
    told = (value, plain.standard_error, plain.n, plain.degrees_of_freedom)
    options = {"kish_deff": kish_deff(design.weights[inside]), "confidence": confidence}
    low, high = design_wilson_interval(*told, **options)
    return replace(plain, low=low, high=high, n_effective=effective_size(*told, **options))


def survey_difference(values, design, earlier, later, confidence=0.95):
    """Mean of the values in the domain `later` less that in `earlier`, of one sample, as a Difference.

    Withheld where everybody answered alike (NO_SPREAD) or no unit repeats another (NO_ERROR).
    """
    values, before = _checked(design, earlier, values=values)
    _values, after = _checked(design, later, values=values)
    (first, first_scores), (second, second_scores) = (_mean(values, design, one) for one in (before, after))
    either = before | after
    error = _error(second_scores - first_scores, design, max(abs(first), abs(second)))
    freedom, n = design.freedom(either), int(either.sum())
    if freedom < 1:
        return Withheld(Reason.NO_ERROR, n)
    if error == 0:
        return Withheld(Reason.NO_SPREAD, n)
    return tested(second - first, error, freedom, confidence)


def design_effect(values, design, *, replacement=False):
    """How many times the variance of the mean is that of as many people drawn simply at random.

    Drawn without replacement from the sum of the weights, which must exceed n, unless `replacement`; Withheld
    (NO_SPREAD) when everybody answered alike. Source: Kish 1965, Survey Sampling, 8.2; equals `deff` of R's
    survey package.
    """
    values, inside = _checked(design, None, values=values)
    mean, scores = _mean(values, design, inside)
    n, people = design.n, float(design.weights.sum())
    if people <= n and not replacement:
        raise Inconsistent("weights: they add up to no more people than answered")
    spread = float(design.weights @ (values - mean) ** 2) / people
    if n < 2 or math.sqrt(spread) <= CRUMB * abs(mean):
        return Withheld(Reason.NO_SPREAD, n)
    left = 1.0 if replacement else 1 - n / people
    return float(design.variance(scores[:, None])[0, 0]) / (spread / (n - 1) * left)


def _checked(design, domain, **named):
    """(the values, who is inside) as arrays of the length of the design."""
    ((name, values),) = named.items()
    values = finite_array(values, name)
    same_length(weights=design.weights, **{name: values})
    return values, design.inside(domain)


def _mean(values, design, inside):
    """(mean of those inside, its linearised values)."""
    weights = np.where(inside, design.weights, 0.0)
    people = float(weights.sum())
    mean = float(weights @ values) / people
    return mean, np.where(inside, values - mean, 0.0) / people


def _error(scores, design, size):
    variance = float(design.variance(scores[:, None])[0, 0])
    error = math.sqrt(max(0.0, variance))
    return 0.0 if error <= CRUMB * size else error


def _estimate(value, scores, design, inside, confidence):
    """The Estimate with a t interval; without one where every stratum has a single unit."""
    n, freedom = int(inside.sum()), design.freedom(inside)
    cautions = design.cautions
    if freedom < 1:
        return Estimate(value, None, None, n, "taylor-t", None, confidence, freedom, cautions=cautions)
    error = _error(scores, design, abs(value))
    if error == 0 and not design.is_census:
        cautions += (Caution.NO_SPREAD,)
    spread = student_quantile(confidence, freedom) * error
    return Estimate(
        value, value - spread, value + spread, n, "taylor-t", error, confidence, freedom, cautions=cautions
    )
