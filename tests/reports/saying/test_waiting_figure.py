"""How many days complaints wait: worked out by hand, those still open counted in."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from reports.dashboards.catalogue import Asked
from tests.reports.asking import figure
from tests.support.records import a_board_member, a_complaint, a_limit, a_region, an_officer

pytestmark = pytest.mark.django_db

TODAY = date(2024, 5, 31)  # 25 days after 6 May, on which they are received


def at(day, hour=2):
    return datetime(2024, 5, day, hour, tzinfo=UTC)


def received(number, **fields):
    limit = a_limit()
    return [a_complaint(limit=limit, **fields) for _time in range(number)]


def answered(number, day, **fields):
    return received(number, status="answered", answered_at=at(day), **fields)


def twenty(region):
    """12 answered after 10 days, 4 found to be none of ours after 5, 4 still open."""
    answered(12, 16, region=region)
    received(4, region=region, status="outside", verified_at=at(11), closed_at=at(11))
    received(4, region=region)


def rows(today=TODAY, query=""):
    return figure("lama", query, today=today).rows


def test_half_the_answers_are_told_with_those_who_wait_and_those_who_left():
    region = a_region(name="Kupang")
    twenty(region)

    told = figure("lama", today=TODAY)
    row, of_kpkp = told.rows

    assert [row[name] for name in ("region", "n", "answered", "open", "ended")] == ["Kupang", 20, 12, 4, 4]
    # By hand: 16 of 20 are left after 5 days; of these 12/16 are answered on day 10: 0.8 x 0.75 = 0.6.
    # Its standard error is 0.11, so that the lower line stays below one half; nine in ten are not reached.
    assert (row["half"], row["median"], row["median_low"], row["median_high"]) == ("10 (10–…)", 10, 10, None)
    assert row["most"] == "lebih dari 10"
    # After day 10 only 4 wait: nothing is told of day 14 and of day 60.
    assert [row[f"within_{days}"] for days in (5, 14, 60)] == ["0%", "–", "–"]
    assert told.title == "Separuh pengaduan dijawab dalam: Kupang 10 hari"
    assert (of_kpkp["region"], of_kpkp["n"], of_kpkp["half"]) == ("KPKP", 0, "belum cukup")


def test_the_share_answered_by_a_day_has_its_interval():
    region = a_region()
    answered(10, 9, region=region)  # after 3 days
    answered(15, 26, region=region)  # after 20
    received(5, region=region)
    row, _of_kpkp = rows()

    # 10 of 30 after 3 days, nobody left otherwise; by log(-log), z 1.96, by hand: 0.175 to 0.503.
    assert row["within_5"] == row["within_14"] == "33% (18–50%)"
    # After 20 days 25 of 30, 0.83 (0.64 to 0.93); 0.33 (to 0.50) does not quite hold one half.
    assert (row["half"], row["most"], row["within_60"]) == ("20 (3–20)", "lebih dari 20", "–")


def test_who_leaves_without_an_answer_is_not_taken_for_somebody_who_still_waits():
    region = a_region()
    answered(12, 16, region=region)
    received(4, region=region, status="outside", verified_at=at(11), closed_at=at(11))
    received(14, region=region)

    # 12 of 30; to drop the four, as if they waited on, would make it 12 of 26, 46%.
    assert rows()[0]["within_14"].startswith("40% (")


def test_fewer_than_twenty_or_than_ten_answers_are_not_enough():
    few, unanswered = a_region(), a_region()
    answered(19, 16, region=few)
    answered(9, 16, region=unanswered)
    received(11, region=unanswered)

    told = figure("lama", today=TODAY)

    assert [row["half"] for row in told.rows] == ["belum cukup"] * 3
    assert told.title == "Belum ada meja dengan 20 pengaduan dan 10 jawaban, jadi lamanya belum dinilai"
    assert told.chart is None
    answered(1, 16, region=few)
    received(1, region=unanswered, status="answered", answered_at=at(16))
    assert [row["half"] for row in rows()] == ["10 (10–…)", "lebih dari 25", "belum cukup"]
    # All answered on one day are no certainty: nobody is left to tell from.
    assert rows()[0]["within_14"] == "100%"


def test_days_are_those_at_home():
    kupang = a_region(time_zone="Asia/Makassar")
    # Received in Kupang on the 7th, in Jakarta still on the 6th.
    answered(20, 17, region=kupang, received_at=at(6, hour=16))

    assert rows()[0]["half"] == "10 (10–…)"


def test_what_was_before_the_portal_is_left_out_and_duplicates_end_their_waiting():
    region = a_region()
    first, *_others = answered(20, 16, region=region)
    received(5, region=region, past_import=1)
    received(3, region=region, status="duplicate", original=first, closed_at=at(7))

    assert [rows()[0][name] for name in ("n", "answered", "ended")] == [23, 20, 3]


def test_who_sees_one_region_is_told_of_that_one():
    here, there = a_region(name="Kupang"), a_region(name="Cilacap")
    twenty(here)
    twenty(there)

    told = Asked(an_officer(of=here), QueryDict()).figure("lama")
    whole = figure("lama", today=TODAY)

    assert [row["region"] for row in told.rows] == ["Kupang"]
    assert told.subtitle.endswith("; bagian wilayah Anda")
    assert whole.title == "Separuh pengaduan dijawab dalam: Kupang 10 hari; Cilacap 10 hari"
    assert "Apakah meja berbeda tidak diuji." in whole.notes


def test_invented_complaints_are_told():
    twenty_of = a_region()
    answered(20, 16, region=twenty_of, is_sample=True)
    assert figure("lama", today=TODAY).sampled
    received(1, region=twenty_of)
    real = figure("lama", today=TODAY)
    assert (real.sampled, real.rows[0]["n"]) == (False, 1)


def test_a_bound_that_was_not_reached_is_drawn_to_the_end_of_the_scale():
    twenty(a_region(name="Kupang"))

    drawn, of_kpkp = figure("lama", today=TODAY).print_spec["data"]["values"]

    assert (drawn["down"], drawn["value"], drawn["low"], drawn["high"]) == ("Kupang", 10, 10, 10)
    assert (of_kpkp["value"], of_kpkp["sign"]) == (None, "belum cukup")


def test_the_number_received_leads_to_the_list_of_just_those(client):
    region = a_region()
    first, *others = answered(3, 16, region=region)
    double = received(1, region=region, status="duplicate", original=first, closed_at=at(7))
    received(1, region=region, past_import=1)
    client.force_login(a_board_member())

    row, of_kpkp = figure("lama", "dari=2024-01").rows
    page = client.get(row["listed"])

    assert {one.record for one in page.context["table"].rows} == {first, *others, *double}
    assert (row["n"], of_kpkp["listed"]) == (4, "")
