"""Every class of bad input, and every fault that offices met, has a test that holds it."""

import ast
import csv
from pathlib import Path

from tests.spreadsheets.build import CASES

TESTS = Path(__file__).parents[1]
SIZES = {"T": 20, "X": 25, "C": 16, "L": 19, "V": 20, "U": 11, "D": 7, "P": 12}
FAULTS = 23
CORPUS = "pmi_portal/files/reading/test_corpus.py::test_every_file_gets_its_answer"
OPEN = {"V20"}


def lines():
    with (Path(__file__).parent / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        return [(row["class"], row["test"]) for row in csv.DictReader(file)]


def test_every_class_is_named():
    classes = {f"{letter}{number:02}" for letter, most in SIZES.items() for number in range(1, most + 1)}
    faults = {f"I{number}" for number in range(1, FAULTS + 1)}
    assert {name for name, _test in lines()} == classes | faults
    assert {name for name, test in lines() if test.startswith("open: ")} == OPEN


def test_every_test_that_is_named_is_there():
    named = {test for _name, test in lines() if not test.startswith("open: ")}
    known = {file: _tests_of(TESTS / file) for file in {test.partition("::")[0] for test in named}}
    assert {test for test in named if test.partition("::")[2] not in known[test.partition("::")[0]]} == set()


def _tests_of(path):
    return {
        each.name
        for each in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(each, ast.FunctionDef)
    }


def test_a_class_that_the_corpus_holds_has_a_file_there():
    of_corpus = {name for name, test in lines() if test == CORPUS} - {"I21"}  # its files are among X25
    assert of_corpus - {case.key.partition("-")[0] for case in CASES} == set()
