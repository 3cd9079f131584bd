import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.errors import Empty, NotFinite, OutOfRange, WrongShape
from reports.statistics.estimates import Reason, Withheld
from reports.statistics.risk_sets import grouped_risk_sets, risk_sets
from reports.statistics.survival import kaplan_meier, log_rank
from tests.reports.statistics import cases

AML, WALTONS = "T01_aml_km", "T03_waltons_km"
a_case = st.tuples(st.integers(0, 8), st.booleans())
some_cases = st.lists(a_case, min_size=1, max_size=15)


def sets_of(some):
    durations, ended = zip(*some, strict=True)
    return risk_sets(durations, [int(value) for value in ended])


def groups_of(case, file, time, event):
    groups = {}
    for row in cases.rows(case, file):
        groups.setdefault(row["group"], []).append((float(row[time]), int(row[event])))
    return groups


def aml():
    return {group: sets_of(some) for group, some in groups_of(AML, "aml.csv", "time", "event").items()}


def naive_survival(some, time):
    """The product over the single durations, as the definition is written."""
    share = 1.0
    for moment in sorted({duration for duration, ended in some if ended and duration <= time}):
        waiting = sum(duration >= moment for duration, _ended in some)
        share *= 1 - sum(ended for duration, ended in some if duration == moment) / waiting
    return share


@pytest.mark.parametrize("band", ["log", "log-log", "plain"])
def test_medians_equal_the_published_case_in_each_band(band):
    groups = aml()
    for row in cases.expected(AML)[f"median_ci_{band}"]:
        sets = groups[row["group"]]

        median = kaplan_meier(sets, band=band).quantile(0.5)

        assert (median.value, median.low, median.high) == (row["median"], row["lcl"], row["ucl"])
        assert (sets.n, sets.any_event.sum()) == (row["n"], row["events"])


def test_survival_at_a_time_equals_the_published_case():
    groups = aml()
    for row in cases.expected(AML)["surv_at"]:
        estimate = kaplan_meier(groups[row["group"]]).at(row["time"])

        found = (estimate.value, estimate.standard_error, estimate.low, estimate.high)
        for value, name in zip(found, ("S", "se", "lo_loglog", "hi_loglog"), strict=True):
            assert value == (None if row[name] is None else pytest.approx(row[name], abs=1e-6))
        assert estimate.n == row["n_risk"]


def test_quantiles_restricted_mean_and_log_rank_equal_the_published_case():
    groups, expected = aml(), cases.expected(AML)
    for place, (group, sets) in enumerate(groups.items()):
        curve = kaplan_meier(sets)
        for percent, value in expected["quantiles"][f"group={group}"].items():
            assert curve.quantile(int(percent) / 100).value == value
        mean = curve.restricted_mean(expected["rmst"]["tau"])
        assert mean.value == pytest.approx(expected["rmst"]["rmean"][place], abs=1e-6)
        assert mean.standard_error == pytest.approx(expected["rmst"]["se"][place], abs=1e-6)
    test = log_rank(list(groups.values()))
    assert (test.chi_square, test.p) == pytest.approx(tuple(expected["logrank"].values()), abs=1e-6)
    assert test.degrees_of_freedom == 1


def test_the_flies_of_walton_equal_the_published_case():
    groups, expected = groups_of(WALTONS, "waltons.csv", "T", "E"), cases.expected(WALTONS)
    test = log_rank([sets_of(some) for some in groups.values()])
    groups["all"] = [one for some in list(groups.values()) for one in some]
    for group, some in groups.items():
        sets, row = sets_of(some), expected[group]
        median = kaplan_meier(sets).quantile(0.5)

        assert (sets.n, sets.any_event.sum(), median.value) == (row["n"], row["events"], row["median"])
        assert [median.low, median.high] == row["ci95_loglog"]
        assert kaplan_meier(sets).at(30).value == pytest.approx(row["S_at_30"], abs=1e-6)
    assert (test.chi_square, test.p) == pytest.approx(tuple(expected["logrank"].values()), abs=1e-6)


@given(some_cases)
def test_the_curve_is_the_product_of_the_definition(some):
    curve = kaplan_meier(sets_of(some))
    for time in range(9):
        estimate = curve.at(time)
        if isinstance(estimate, Withheld):
            assert time > max(duration for duration, _ended in some)
        else:
            assert estimate.value == pytest.approx(naive_survival(some, time))
            assert estimate.n == sum(duration >= time for duration, _ended in some)


@given(some_cases, st.sampled_from(["log-log", "log", "plain"]))
def test_the_band_holds_the_curve_and_stays_between_0_and_1(some, band):
    curve = kaplan_meier(sets_of(some), band=band)
    alive = curve.survival > 0

    assert (curve.low[alive] <= curve.survival[alive] + 1e-12).all()
    assert (curve.high[alive] >= curve.survival[alive] - 1e-12).all()
    assert (curve.low[alive] >= 0).all() and (curve.high[alive] <= 1).all()
    assert np.isnan(curve.standard_error[~alive]).all()


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_when_all_have_ended_the_figures_are_those_of_a_plain_list(durations):
    curve = kaplan_meier(sets_of([(duration, True) for duration in durations]))

    n, ordered = len(durations), sorted(durations)
    assert curve.quantile(0.5).value == ordered[math.ceil(n / 2) - 1]
    mean = curve.restricted_mean(10)
    assert mean.value == pytest.approx(np.mean(durations))
    assert mean.standard_error == pytest.approx(np.std(durations) / math.sqrt(n), abs=1e-9)
    reach = 1.959964 * mean.standard_error
    bounds = (max(0, mean.value - reach), min(10, mean.value + reach))
    assert (mean.low, mean.high) == pytest.approx(bounds, abs=1e-5)
    share = curve.at(5)
    if 0 < share.value < 1:
        assert share.standard_error == pytest.approx(math.sqrt(share.value * (1 - share.value) / n))


def test_a_half_reached_exactly_is_the_median_however_it_is_rounded():
    # 9/10 * 8/9 * ... * 5/6 is one half on paper.
    curve = kaplan_meier(sets_of([(day, day <= 5) for day in range(1, 11)]))

    assert curve.quantile(0.5).value == 5


def test_a_median_not_reached_says_so():
    median = kaplan_meier(sets_of([(3, True), (9, False), (20, False)])).quantile(0.5)

    assert not median.is_reached
    assert (median.value, median.high, median.seen_until) == (None, None, 20)


def test_beyond_what_was_seen_there_is_no_number():
    curve = kaplan_meier(sets_of([(3, True), (9, False)]))

    assert curve.at(9).value == 0.5
    assert curve.at(9.5) == Withheld(Reason.TOO_FEW, 0)
    assert curve.restricted_mean(9).value == pytest.approx(3 + 6 * 0.5)
    assert curve.restricted_mean(10) == Withheld(Reason.TOO_FEW, 0)
    assert kaplan_meier(sets_of([(3, True), (9, True)])).at(60).value == 0


def test_grouped_risk_sets_are_those_of_the_single_cases():
    some = [(1, True), (1, False), (4, True), (4, True), (6, False), (6, False), (9, True)]

    one, stored = sets_of(some), grouped_risk_sets([1, 4, 6, 9], [7, 5, 3, 1], [1, 2, 0, 1])

    assert np.array_equal(kaplan_meier(one).survival, kaplan_meier(stored).survival)
    assert np.array_equal(one.events, stored.events)


def naive_log_rank(groups):
    """Observed and expected over the single cases, and the variance of two groups."""
    first, everyone = groups[0], groups[0] + groups[1]
    excess = variance = 0.0
    for time in sorted({duration for duration, ended in everyone if ended}):
        waiting, ours = (sum(d >= time for d, _e in some) for some in (everyone, first))
        ended, our_ends = (sum(e and d == time for d, e in some) for some in (everyone, first))
        share = ours / waiting
        excess += our_ends - ended * share
        variance += ended * share * (1 - share) * (waiting - ended) / max(waiting - 1, 1)
    return excess**2 / variance if variance > 1e-12 else None


@given(some_cases, some_cases)
def test_log_rank_of_two_groups_is_the_hypergeometric_one(one, other):
    expected, test = naive_log_rank([one, other]), log_rank([sets_of(one), sets_of(other)])

    if expected is None:
        assert isinstance(test, Withheld)
    else:
        assert test.chi_square == pytest.approx(expected, abs=1e-9)
        assert test.p == pytest.approx(math.erfc(math.sqrt(max(expected, 0) / 2)), abs=1e-7)


def test_log_rank_of_three_groups_has_the_level_it_promises():
    rng, rejected = np.random.default_rng(2), 0
    for _time in range(300):
        groups = [risk_sets(np.ceil(rng.exponential(20, 25)), rng.random(25) < 0.8) for _group in range(3)]
        test = log_rank(groups)
        assert test.degrees_of_freedom == 2
        rejected += test.p < 0.05

    assert 0.02 <= rejected / 300 <= 0.085


def test_log_rank_does_not_depend_on_the_order_of_the_groups():
    groups = [sets_of([(1, True), (5, True), (6, False)]), sets_of([(2, True), (9, False)]),
              sets_of([(3, True), (4, True), (4, True)])]  # fmt: skip

    assert log_rank(groups).chi_square == pytest.approx(log_rank(groups[::-1]).chi_square)


def test_without_an_event_there_is_nothing_to_compare():
    open_cases = sets_of([(4, False), (9, False)])

    assert log_rank([open_cases, open_cases]) == Withheld(Reason.TOO_FEW, 0)
    assert kaplan_meier(open_cases).at(9).value == 1


@pytest.mark.parametrize(
    ("durations", "causes", "refusal"),
    [
        ([], [], Empty),
        ([1, math.nan], [1, 0], NotFinite),
        ([1, math.inf], [1, 0], NotFinite),
        ([1, 2], [1, math.nan], NotFinite),
        ([-1, 2], [1, 0], OutOfRange),
        ([1, 2], [1, -1], OutOfRange),
        ([1, 2], [1], WrongShape),
    ],
)
def test_what_are_no_durations_is_refused(durations, causes, refusal):
    with pytest.raises(refusal):
        risk_sets(durations, causes)


@pytest.mark.parametrize(
    ("times", "at_risk", "events", "refusal"),
    [
        ([], [], [], Empty),
        ([1, 2], [5, 6], [0, 1], OutOfRange),
        ([1, 2], [5, 4], [2, 1], OutOfRange),
        ([1, 2], [5, 2], [1, 3], OutOfRange),
        ([1, 2], [0, 0], [0, 0], OutOfRange),
        ([2, 1], [5, 2], [1, 1], WrongShape),
        ([1, 1], [5, 2], [1, 1], WrongShape),
        ([-1, 1], [5, 2], [1, 1], WrongShape),
        ([1, 2], [5, 2], [1], WrongShape),
        ([1, 2], [5, math.nan], [1, 1], NotFinite),
        ([1, 2], [5, 2], [1, math.inf], NotFinite),
    ],
)
def test_what_are_no_risk_sets_is_refused(times, at_risk, events, refusal):
    with pytest.raises(refusal):
        grouped_risk_sets(times, at_risk, events)


def test_what_cannot_be_asked_of_a_curve_is_refused():
    sets = sets_of([(3, True), (9, False)])
    curve = kaplan_meier(sets)
    for asked in (0, 1, -0.1):
        with pytest.raises(OutOfRange):
            curve.quantile(asked)
    for ask in (curve.at, curve.restricted_mean):
        with pytest.raises(OutOfRange):
            ask(-1)
        with pytest.raises(NotFinite):
            ask(math.nan)
    with pytest.raises(OutOfRange):
        curve.restricted_mean(0)
    with pytest.raises(OutOfRange):
        kaplan_meier(sets, band="wald")
    with pytest.raises(WrongShape):
        log_rank([sets])
