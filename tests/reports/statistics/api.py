"""The California schools of R's survey package, as the reference cases keep them."""

import numpy as np

from reports.statistics.designs import Design
from tests.reports.statistics import cases


class Schools:
    """One sample: its columns by name as numbers or words, and its Design."""

    def __init__(self, case, name, **design):
        self._rows = cases.rows(case, f"{name}.csv")
        self.population = float(self._rows[0]["fpc"])
        self.design = Design.of(self.numbers("pw"), **self._filled(design))

    def _filled(self, design):
        return {key: self.words(value) if isinstance(value, str) else value for key, value in design.items()}

    def numbers(self, column):
        return np.array([float(row[column]) for row in self._rows])

    def words(self, column):
        return [row[column] for row in self._rows]

    def is_(self, column, word):
        return np.array([row[column] == word for row in self._rows])


def stratified(case="S01_apistrat_stratified", **design):
    sizes = {row["stype"]: float(row["fpc"]) for row in cases.rows(case, "apistrat.csv")}
    return Schools(case, "apistrat", **({"strata": "stype", "population": sizes} | design))


def simple(case="S02_apisrs_fpc", **design):
    return Schools(case, "apisrs", **({"population": 6194} | design))


def clustered(case="S03_apiclus1_cluster", **design):
    return Schools(case, "apiclus1", **({"clusters": "dnum", "population": 757} | design))
