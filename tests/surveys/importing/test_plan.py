"""What writing would do, and the promise that every row is accounted for."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.importing.kinds import Missing
from surveys.importing.plan import Outcome, Plan
from surveys.importing.problems import row_by_row
from surveys.importing.stored import NOTHING_STORED
from surveys.responses import content
from tests.surveys.importing.tables import (
    COLUMNS,
    PROFILE_COLUMNS,
    SARAN,
    SARANA,
    WAKTU,
    judged,
    row_problems,
    stored_of,
)

HEADING = ["No. Responden", "Tanggal", "Wilayah", "WAKTU", "SARANA", "Saran"]


def a_line(*, respondent=None, score=3, region="Kupang", day=date(2019, 5, 6), saran=None):
    return [respondent, day, region, score, None, saran]


def planned(*lines, stored=None, **terms):
    judgement = judged(HEADING, *lines, columns=(*COLUMNS, SARAN), **terms)
    return Plan(judgement).against(stored or NOTHING_STORED)


def outcomes(*lines, **options):
    return [row.outcome for row in planned(*lines, **options).rows]


def stored_by(*lines, corrected=(), states=None, **terms):
    """What a round holds once these lines are stored."""
    return stored_of(planned(*lines, **terms), corrected=corrected, states=states)


def test_rows_that_nobody_has_are_new():
    assert outcomes(a_line(respondent="1"), a_line(respondent="2")) == [Outcome.NEW] * 2


def test_the_same_file_again_changes_nothing():
    lines = [a_line(respondent="1"), a_line(), a_line()]
    assert outcomes(*lines, stored=stored_by(*lines)) == [Outcome.UNCHANGED] * 3


def test_a_known_number_with_other_content_is_an_update_with_its_differences():
    stored = stored_by(a_line(respondent="1", score=3, saran="Baik"))
    plan = planned(a_line(), a_line(respondent="1", score=4), stored=stored)
    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.CHANGED]
    assert plan.updates[1].differences == (("WAKTU", "3", "4"),)
    assert plan.updates[1].becomes.answers == {"WAKTU": "4", "SARAN": "Baik"}
    assert plan.updates[1].response.answers == {"WAKTU": "3", "SARAN": "Baik"}
    assert plan.problems == []


def test_a_blank_cell_leaves_what_is_stored():
    stored = stored_by(a_line(respondent="1", saran="Baik"))
    assert outcomes(a_line(respondent="1"), stored=stored) == [Outcome.UNCHANGED]


@pytest.mark.parametrize("written", ["[kosongkan]", " [ KOSONGKAN ] ", "(kosongkan)", "[dikosongkan]"])
def test_a_cell_that_says_so_takes_away_what_is_stored(written):
    stored = stored_by(a_line(respondent="1", saran="Baik"))
    plan = planned(a_line(respondent="1", saran=written), stored=stored)
    assert plan.updates[0].differences == (("SARAN", "Baik", None),)
    assert plan.updates[0].becomes.answers == {"WAKTU": "3"}


def test_a_profile_field_and_a_reason_are_taken_away_alike():
    heading = [*HEADING, "Negara tujuan"]
    columns = (*COLUMNS, SARAN)
    known = ["1", date(2019, 5, 6), "Kupang", 3]
    before, after = (
        [*known, "tidak tahu", None, "Malaysia"],
        [*known, "[kosongkan]", None, "[kosongkan]"],
    )
    stored = stored_of(planned_of(heading, before, columns))
    update = planned_of(heading, after, columns).against(stored).updates[0]
    assert update.differences == (("destination", "MY", ""), ("SARANA", Missing.DONT_KNOW, None))
    assert (update.becomes.answers, update.becomes.missing) == ({"WAKTU": "3"}, {})


def planned_of(heading, line, columns):
    return Plan(judged(heading, line, columns=columns))


def test_what_must_be_filled_in_is_not_taken_away():
    columns = (*PROFILE_COLUMNS, replace(WAKTU, required=True), SARANA, SARAN)
    line = ["1", date(2019, 5, 6), "Kupang", "[kosongkan]", 3, None]
    ((row, problem),) = row_problems(planned_of(HEADING, line, columns))
    assert (row, problem.code) == (2, "required_blank")


def test_of_a_new_respondent_it_says_what_a_blank_cell_says():
    (one, other) = (planned(a_line(saran=saran)).rows[0] for saran in ("[kosongkan]", None))
    assert (one.digest, one.answers) == (other.digest, other.answers)


def test_a_number_and_a_region_are_never_cleared():
    for line in (a_line(respondent="[kosongkan]"), a_line(region="[kosongkan]")):
        assert outcomes(line) == [Outcome.REFUSED]


def test_a_reason_for_no_answer_replaces_the_answer_and_an_answer_the_reason():
    known, unknown = a_line(respondent="1", score=3), a_line(respondent="1", score="tidak tahu")
    for before, after, answers, missing in (
        (known, unknown, {}, {"WAKTU": "dk"}),
        (unknown, known, {"WAKTU": "3"}, {}),
    ):
        update = planned(after, stored=stored_by(before)).updates[0]
        assert (update.becomes.answers, update.becomes.missing) == (answers, missing)


def test_a_column_that_comes_later_is_an_update():
    stored = stored_by(a_line(respondent="1"), a_line(respondent="2"))
    heading = [*HEADING, "Negara tujuan"]
    lines = [[*a_line(respondent="1"), "Malaysia"], [*a_line(respondent="2"), None]]
    plan = Plan(judged(heading, *lines, columns=(*COLUMNS, SARAN))).against(stored)
    assert [row.outcome for row in plan.rows] == [Outcome.CHANGED, Outcome.UNCHANGED]
    assert plan.updates[0].differences == (("destination", "", "MY"),)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"corrected": {"1"}}, "corrected"),
        ({"states": {"1": "set_aside"}}, "set_aside"),
        ({"states": {"1": "withdrawn"}}, "withdrawn"),
    ],
)
def test_what_a_person_decided_about_a_respondent_no_file_changes(options, code):
    stored = stored_by(a_line(respondent="1", score=3), **options)
    plan = planned(a_line(), a_line(respondent="1", score=4), stored=stored)
    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.CONFLICT]
    ((row, problem),) = row_problems(plan)
    assert (row, problem.code) == (3, code)
    assert plan.updates == {}


def test_compared_again_with_what_is_stored_now_nothing_of_before_is_left():
    lines = [a_line(respondent="1", score=4), a_line()]
    plan = planned(*lines, stored=stored_by(a_line(respondent="1", score=3), corrected={"1"}))
    assert plan.problems != []
    assert [row.outcome for row in plan.against(stored_by(*lines)).rows] == [Outcome.UNCHANGED] * 2
    assert [row.outcome for row in plan.against(NOTHING_STORED).rows] == [Outcome.NEW] * 2
    assert (plan.problems, plan.updates) == ([], {})


def test_the_same_number_in_another_region_is_another_person():
    stored = stored_by(a_line(respondent="1"))
    assert outcomes(a_line(respondent="1", region="Cilacap", score=4), stored=stored) == [Outcome.NEW]
    assert outcomes(a_line(respondent="1"), a_line(respondent="1", region="Cilacap")) == [Outcome.NEW] * 2


def test_people_who_say_the_same_without_numbers_are_several_people():
    same = [a_line(), a_line(), a_line()]
    assert outcomes(*same) == [Outcome.NEW] * 3
    assert outcomes(*same, stored=stored_by(*same[:2])) == [Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.NEW]


def test_rows_in_another_order_are_the_same_rows():
    lines = [a_line(), a_line(score=4), a_line()]
    again = outcomes(lines[1], lines[2], lines[0], stored=stored_by(*lines))
    assert again == [Outcome.UNCHANGED] * 3


def test_a_number_twice_with_the_same_content_counts_once():
    twice = planned(a_line(respondent="1"), a_line(respondent="1"))
    assert [row.outcome for row in twice.rows] == [Outcome.NEW, Outcome.DUPLICATE]
    assert twice.problems == []


@pytest.mark.parametrize(("score", "codes"), [(3, ["not_a_date"]), (4, ["not_a_date", "number_twice"])])
def test_a_row_refused_for_something_else_is_told_that_its_number_is_anothers_too(score, codes):
    lines = a_line(respondent="1", score=3), a_line(respondent="1", score=score, day="entah")
    plan = planned(*lines)
    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.REFUSED]
    assert [
        problem.code for row, problem in row_by_row(plan.problems, plan.table.numbers) if row == 3
    ] == codes


def test_a_number_twice_with_other_content_refuses_the_second():
    twice = planned(a_line(respondent="1"), a_line(), a_line(respondent="1", score=4))
    assert [row.outcome for row in twice.rows] == [Outcome.NEW, Outcome.NEW, Outcome.REFUSED]
    ((row, problem),) = row_problems(twice)
    assert (row, problem.code, problem.detail) == (4, "number_twice", {"number": "1", "first": 2})


def test_a_number_is_taken_even_by_a_row_that_was_refused():
    assert outcomes(a_line(respondent="1", score=9), a_line(respondent="1")) == [Outcome.REFUSED] * 2


def test_totals_are_left_out_and_not_called_faulty():
    counts = planned(a_line(), ["Jumlah", None, None, 3]).counts
    assert [counts[name] for name in ("left_out", "skipped", "refused", "rejected")] == [1, 1, 0, 0]


def test_rows_of_a_foreign_region_are_counted_apart_from_faulty_ones():
    counts = planned(a_line(region="Cilacap"), a_line(score=9), own_regions=frozenset({"KUPANG"})).counts
    assert [counts[name] for name in ("foreign", "refused", "rejected", "skipped")] == [1, 1, 1, 0]


def test_the_fingerprint_changes_with_what_would_be_written():
    lines = [a_line(respondent="1")]
    fresh = planned(*lines).fingerprint()
    assert planned(*lines).fingerprint() == fresh
    changed = planned(*lines, stored=stored_by(a_line(respondent="1", score=4)))
    again = planned(*lines, stored=stored_by(a_line(respondent="1", score=4)))
    assert again.fingerprint() == changed.fingerprint()
    again.updates[0].response.revision += 1
    assert again.fingerprint() != changed.fingerprint()
    others = (
        planned(*lines, stored=stored_by(*lines)),
        planned(a_line(respondent="1", score=4)),
        planned(a_line(respondent="2")),
        planned(a_line(respondent="1", saran="Baik")),
        planned(*lines, a_line(score=9)),
        planned([], *lines),
    )
    assert fresh not in {each.fingerprint() for each in others}


@pytest.mark.parametrize(
    "saran", ["a\tb\nc", 'kutip "ganda"', "garis \\ miring", "é 日本 \U0001f600", "{}[],:"]
)
def test_the_content_of_a_column_is_that_of_the_response_made_of_it(saran):
    plan = planned(a_line(saran=saran), a_line(score="tidak tahu", day=None), in_evaluation=False)
    for row in plan.rows:
        assert row.digest == content.content_digest(row.region, row.values, row.answers, row.missing)
    first, second = plan.rows
    assert (first.answers, second.missing) == ({"WAKTU": "3", "SARAN": saran}, {"WAKTU": "dk"})


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["taken", "refused", "foreign", "total", "empty"]),
        st.sampled_from([None, "1", "2", "3"]),
        st.sampled_from([1, 2]),
    ),
    max_size=30,
)
OFFICER = {"own_regions": frozenset({"KUPANG"})}


def _of_kind(kind, respondent, score):
    return {
        "taken": a_line(respondent=respondent, score=score),
        "refused": a_line(respondent=respondent, score=9),
        "foreign": a_line(respondent=respondent, region="Cilacap"),
        "total": ["Total", None, None, score],
        "empty": [respondent],
    }[kind]


@given(ROWS, ROWS)
def test_every_row_read_is_accepted_rejected_foreign_or_skipped(before, after):
    first, second = ([_of_kind(*row) for row in table] for table in (before, after))
    counts = planned(*second, stored=stored_by(*first, **OFFICER), **OFFICER).counts
    assert counts["read"] == len(after)
    assert counts["read"] == sum(counts[kind] for kind in ("accepted", "rejected", "foreign", "skipped"))
    assert counts["skipped"] == counts["left_out"] + counts["empty"] + counts["duplicate"]


@given(ROWS)
def test_importing_what_was_just_imported_never_writes(table):
    lines = [_of_kind(*row) for row in table]
    first = planned(*lines, **OFFICER)
    again = planned(*lines, stored=stored_of(first), **OFFICER).counts
    told = [again[name] for name in ("new", "changed", "conflict", "unchanged")]
    assert told == [0, 0, 0, first.counts["new"]]
