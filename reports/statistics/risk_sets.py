"""Durations as risk sets: at each time who was still waiting, and for how many of them it ended, and how."""

from dataclasses import dataclass

import numpy as np

from reports.statistics.errors import OutOfRange, WrongShape, counts, finite_array, same_length


@dataclass(frozen=True, eq=False)
class RiskSets:
    """Who waits at each of k rising `times` (one unit, from 0), and the events at it, by cause.

    `at_risk` k counts just before each time; `events` causes x k. Whoever leaves between one time and the
    next without an event was seen up to the first of them; the last time is the end of what was seen.
    """

    times: np.ndarray
    at_risk: np.ndarray
    events: np.ndarray

    @property
    def n(self):
        return int(self.at_risk[0])

    @property
    def any_event(self):
        """Events of all causes at each time, k counts."""
        return self.events.sum(axis=0)

    def at_risk_at(self, times):
        """How many are still waiting just before each of these times."""
        places = np.searchsorted(self.times, times)
        return np.append(self.at_risk, 0)[places]


def risk_sets(durations, causes):
    """RiskSets of n durations from 0; `causes` n whole numbers: 0 still open, 1, 2, ... how it ended.

    An open case was seen up to its duration. Raises Unusable for nothing, for durations below 0 or not finite
    and for causes that are no counts.
    """
    durations, causes = finite_array(durations, "durations"), counts(causes, "causes")
    same_length(durations=durations, causes=causes)
    if (durations < 0).any():
        raise OutOfRange("durations: a duration is below 0")
    times, place = np.unique(durations, return_inverse=True)
    leaving = np.bincount(place, minlength=len(times))
    at_risk = len(durations) - np.concatenate(([0], np.cumsum(leaving)[:-1]))
    number = max(1, int(causes.max()))
    events = [np.bincount(place[causes == cause], minlength=len(times)) for cause in range(1, number + 1)]
    return RiskSets(times, at_risk, np.array(events))


def grouped_risk_sets(times, at_risk, events):
    """RiskSets from what is stored: k times, k at risk, and k events or one row of k for each cause.

    `times` should list each time at which somebody left, by an event or unseen from then on. Raises Unusable
    for times that do not rise or lie below 0 and for more leaving than there are.
    """
    times, at_risk = finite_array(times, "times"), counts(at_risk, "at_risk")
    single = np.ndim(events) == 1
    events = counts([events] if single else events, "events", dimensions=2)
    same_length(times=times, at_risk=at_risk, events=events.T)
    if times[0] < 0 or (np.diff(times) <= 0).any():
        raise WrongShape("times must rise, from 0 or later")
    left = at_risk - events.sum(axis=0)
    if (left < 0).any() or (at_risk[1:] > left[:-1]).any() or at_risk[0] == 0:
        raise OutOfRange("at_risk: more leave or wait than there were")
    return RiskSets(times, at_risk, events)
