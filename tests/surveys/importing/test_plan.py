"""What writing would do, and the promise that every row is accounted for."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from surveys.importing.judging import JudgedRow
from surveys.importing.plan import Outcome, plan
from surveys.importing.problems import Problem


def a_judged_row(number, *, respondent=None, score="3", region="KUPANG", **changes):
    values = {"responded_on": date(2019, 5, 6)} | ({"respondent": respondent} if respondent else {})
    return JudgedRow(number, region, values, {"WAKTU": score}, **changes)


def outcomes(*rows, stored=None):
    return [row.outcome for row in plan(rows).against(stored or {}).rows]


def stored_by(*rows):
    return {row.key: row.digest for row in plan(rows).rows if row.key}


def test_rows_that_nobody_has_are_new():
    assert outcomes(a_judged_row(2, respondent="1"), a_judged_row(3, respondent="2")) == [Outcome.NEW] * 2


def test_the_same_file_again_changes_nothing():
    rows = [a_judged_row(2, respondent="1"), a_judged_row(3), a_judged_row(4)]
    assert outcomes(*rows, stored=stored_by(*rows)) == [Outcome.UNCHANGED] * 3


def test_a_known_number_with_other_content_is_a_conflict_and_named():
    stored = stored_by(a_judged_row(2, respondent="1", score="3"))
    changed = plan([a_judged_row(2, respondent="1", score="4")]).against(stored)
    assert [row.outcome for row in changed.rows] == [Outcome.CONFLICT]
    assert changed.problems[0].message.startswith(
        "Nomor responden “1” sudah tersimpan di putaran ini dengan isi lain."
    )


def test_the_same_number_in_another_region_is_another_person():
    stored = stored_by(a_judged_row(2, respondent="1"))
    assert outcomes(a_judged_row(2, respondent="1", region="CILACAP", score="4"), stored=stored) == [
        Outcome.NEW
    ]


def test_people_who_say_the_same_without_numbers_are_several_people():
    same = [a_judged_row(2), a_judged_row(3), a_judged_row(4)]
    assert outcomes(*same) == [Outcome.NEW] * 3
    assert outcomes(*same, stored=stored_by(*same[:2])) == [Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.NEW]


def test_rows_in_another_order_are_the_same_rows():
    rows = [a_judged_row(2), a_judged_row(3, score="4"), a_judged_row(4)]
    assert outcomes(rows[1], rows[2], rows[0], stored=stored_by(*rows)) == [Outcome.UNCHANGED] * 3


def test_a_number_twice_with_the_same_content_counts_once():
    twice = plan([a_judged_row(2, respondent="1"), a_judged_row(3, respondent="1")])
    assert [row.outcome for row in twice.rows] == [Outcome.NEW, Outcome.DUPLICATE]
    assert twice.problems == []


def test_a_number_twice_with_other_content_refuses_the_second():
    twice = plan([a_judged_row(2, respondent="1"), a_judged_row(3, respondent="1", score="4")])
    assert [row.outcome for row in twice.rows] == [Outcome.NEW, Outcome.REFUSED]
    assert (twice.problems[0].code, twice.problems[0].detail) == ("number_twice", {"number": "1", "first": 2})


def test_a_number_is_taken_even_by_a_row_that_was_refused():
    refused = a_judged_row(2, respondent="1", problems=[Problem(2, "no_answer")])
    assert outcomes(refused, a_judged_row(3, respondent="1")) == [Outcome.REFUSED, Outcome.REFUSED]


def test_totals_are_left_out_and_not_called_faulty():
    counts = plan([JudgedRow(9, problems=[Problem(9, "total_row", detail={"text": "jumlah"})])]).counts
    assert (counts["left_out"], counts["skipped"], counts["refused"], counts["rejected"]) == (1, 1, 0, 0)


def test_rows_of_a_foreign_region_are_counted_apart_from_faulty_ones():
    foreign = JudgedRow(2, problems=[Problem(2, "region_foreign")])
    faulty = a_judged_row(3, problems=[Problem(3, "no_answer")])
    counts = plan([foreign, faulty]).counts
    assert (counts["foreign"], counts["refused"], counts["rejected"], counts["skipped"]) == (1, 1, 1, 0)


def test_the_fingerprint_changes_with_what_would_be_written():
    rows = [a_judged_row(2, respondent="1")]
    fresh = plan(rows).against({}).fingerprint()
    assert plan(rows).against({}).fingerprint() == fresh
    assert plan(rows).against(stored_by(*rows)).fingerprint() != fresh
    assert plan([a_judged_row(2, respondent="1", score="4")]).against({}).fingerprint() != fresh


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["taken", "refused", "foreign", "total", "empty"]),
        st.sampled_from([None, "1", "2", "3"]),
        st.sampled_from(["1", "2"]),
    ),
    max_size=30,
)


def _of_kind(number, kind, respondent, score):
    codes = {"refused": "no_answer", "total": "total_row", "foreign": "region_foreign"}
    problems = [Problem(number, codes[kind])] if kind in codes else []
    if kind in ("empty", "total", "foreign"):
        return JudgedRow(number, problems=problems, is_empty=kind == "empty")
    return a_judged_row(number, respondent=respondent, score=score, problems=problems)


@given(ROWS, ROWS)
def test_every_row_read_is_accepted_rejected_foreign_or_skipped(before, after):
    first = [_of_kind(number, *row) for number, row in enumerate(before, start=2)]
    second = [_of_kind(number, *row) for number, row in enumerate(after, start=2)]
    counts = plan(second).against(stored_by(*first)).counts
    assert counts["read"] == len(after)
    assert counts["read"] == sum(counts[kind] for kind in ("accepted", "rejected", "foreign", "skipped"))
    assert counts["skipped"] == counts["left_out"] + counts["empty"] + counts["duplicate"]


@given(ROWS)
def test_importing_what_was_just_imported_never_writes(table):
    rows = [_of_kind(number, *row) for number, row in enumerate(table, start=2)]
    stored = {row.key: row.digest for row in plan(rows).against({}).having(Outcome.NEW)}
    again = plan([_of_kind(number, *row) for number, row in enumerate(table, start=2)]).against(stored)
    assert (again.counts["new"], again.counts["conflict"]) == (0, 0)
    assert again.counts["unchanged"] == len(stored)
