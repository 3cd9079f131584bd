"""The score of the import on messy workbooks: the command, and the figures that hold."""

import json

import pytest
from django.core.management import CommandError, call_command

from surveys.management.commands import score_imports
from surveys.models import SurveyRound
from tests.spreadsheets.messy.running import scored
from tests.spreadsheets.messy.scoring import Score

pytestmark = pytest.mark.django_db

SEEDS = (*range(1, 11), 20, 26, 33, 44)


def test_a_line_for_each_workbook_and_a_table_are_printed(capsys):
    call_command("score_imports", seeds="1-2")
    first, second, *table = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["seed"] for line in (first, second)] == [1, 2]
    assert {"recall", "precision", "odd_right", "in_silence", "good_refused"} <= set(json.loads(first))
    assert table[0].split()[:4] == ["kind", "wrong", "named", "recall"]
    assert [line.startswith("all (odd cells)") for line in table[-2:]] == [True, False]
    assert SurveyRound.objects.count() == 0


def test_the_workbooks_and_their_truth_can_be_kept(tmp_path, capsys):
    call_command("score_imports", seeds="1", keep=tmp_path / "kept")
    told = json.loads(capsys.readouterr().out.splitlines()[0])
    truth = json.loads((tmp_path / "kept" / f"{told['file']}.truth.json").read_text(encoding="utf-8"))
    assert (tmp_path / "kept" / told["file"]).stat().st_size > 1000
    assert [place for place, _what in truth["silent"]] == [each["cell"] for each in told["in_silence"]]


def test_an_installed_portal_says_that_the_workbooks_are_elsewhere():
    with pytest.raises(CommandError, match="tests/"):
        score_imports.a_module("installed_without_tests.messy")


def test_production_is_not_scored(settings):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="produksi"):
        call_command("score_imports", seeds="1")


@pytest.mark.parametrize(
    ("text", "numbers"), [("7", [7]), ("1-3", [1, 2, 3]), ("2-3, 1", [2, 3, 1]), ("1-2,2-3", [1, 2, 3])]
)
def test_seeds_are_named_by_numbers_and_ranges(text, numbers):
    assert score_imports.numbers_in(text) == numbers


@pytest.mark.parametrize("text", ["", "x", "3-1", "1-", "1,,2"])
def test_seeds_that_are_none_are_refused(text):
    with pytest.raises(CommandError, match="1-50"):
        score_imports.numbers_in(text)


def test_nothing_is_wrong_in_silence_and_all_that_is_wrong_is_named():
    total = Score()
    for _workbook, score in scored(SEEDS):
        total.add(score)
    kinds = {kind: counts for kind, counts in total.counts.items() if kind not in ("all", "read")}
    assert {kind for kind, counts in kinds.items() if counts["silent"]} == set()
    assert {kind for kind, counts in kinds.items() if counts["named"] < counts["wrong"]} == set()
    assert total.of()["named"] > 60
    # As far as files are read: what is called wrong is wrong, what is odd is read, good rows are taken.
    read = total.of("read")
    assert read["rightly"] >= 0.95 * read["called"]
    assert read["right"] >= 0.94 * read["due"]
    assert read["refused"] <= 0.02 * read["good"]
