"""Estimates as tests need them."""

from reports.statistics.estimates import Estimate


def a_result(value, error=1.0, n=400, **more):
    return Estimate(value, None, None, n, "test", error, **more)
