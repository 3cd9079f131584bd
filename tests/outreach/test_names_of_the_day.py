"""Pages call a record of a register by today's name, with that of the day in brackets."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from outreach.models import Referral
from tests.support import records

pytestmark = pytest.mark.django_db
UNTIL = date(2024, 12, 31)


@pytest.fixture(autouse=True)
def staff(client):
    client.force_login(records.a_staff_member())


def renamed(record, old):
    """The record, which bore another name up to the end of 2024."""
    record.former_names.create(name=old, valid_to=UNTIL)
    return record


def case(number, *, day):
    """One record of each kind on that day, in a region, of a group and an institution that were renamed."""
    region = renamed(records.a_region(name=f"Wilayah {number}"), f"Daerah {number}")
    group = renamed(records.a_group(name=f"BP3MI {number}"), f"BP3TKI {number}")
    office = renamed(records.an_institution(name=f"Balai {number}", region=region), f"Loka {number}")
    session = records.a_session(region=region, held_on=day)
    other = renamed(records.a_group(name=f"P3MI {number}"), f"PPTKIS {number}")
    records.a_participation(session=session, group=group, institution=office)
    records.an_invitation(session=session, group=group, institution=office)
    statement = records.a_statement(session=session, group=group)
    statement.stances.create(group=other, side="for")
    complaint = records.a_complaint(region=region, statement=statement)
    sent_at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    Referral.objects.create(complaint=complaint, institution=office, question="Mohon", sent_at=sent_at)
    told = {"region": region, "raised_by": group, "due_on": day}
    follow_up = records.a_follow_up(statement=statement, institution=office, **told)
    follow_up.partners.add(renamed(records.an_institution(name=f"Dinas {number}"), f"Suku Dinas {number}"))
    return session, complaint, follow_up


def pages(session, complaint, follow_up):
    return {
        "sessions": "/fgd/",
        "statements": "/fgd/pernyataan/",
        "follow-ups": "/tindak-lanjut/",
        "session": session.get_absolute_url(),
        "complaint": complaint.get_absolute_url(),
        "follow-up": follow_up.get_absolute_url(),
        "due dates": "/tindak-lanjut/batas-waktu/",
        "dues": "/tanggungan/",
        "due": f"/tanggungan/{follow_up.institution_id}/",
        "chain": f"/pengaduan/{complaint.pk}/rantai/",
        "matrix": "/tindak-lanjut/matriks.xlsx",
    }


NAMES = {
    "sessions": ["Wilayah 1 (dahulu Daerah 1)"],
    "statements": ["BP3MI 1 (dahulu BP3TKI 1)", "Wilayah 1 (dahulu Daerah 1)"],
    "follow-ups": ["Balai 1 (dahulu Loka 1)", "Wilayah 1 (dahulu Daerah 1)"],
    "session": ["BP3MI 1 (dahulu BP3TKI 1)", "Balai 1 (dahulu Loka 1)"],
    "complaint": ["Balai 1 (dahulu Loka 1)"],
    "follow-up": [
        *("Balai 1 (dahulu Loka 1)", "Wilayah 1 (dahulu Daerah 1)"),
        *("BP3MI 1 (dahulu BP3TKI 1)", "Dinas 1 (dahulu Suku Dinas 1)"),
    ],
    "due dates": ["Balai 1 (dahulu Loka 1)", "Wilayah 1 (dahulu Daerah 1)"],
    "dues": ["Balai 1 (dahulu Loka 1)", "Wilayah 1 (dahulu Daerah 1)"],
    "due": ["Balai 1 (dahulu Loka 1)", "BP3MI 1 (dahulu BP3TKI 1)"],
    "chain": ["BP3MI 1 (dahulu BP3TKI 1)", "P3MI 1 (dahulu PPTKIS 1)", "Balai 1 (dahulu Loka 1)"],
    "matrix": ["Balai 1 (dahulu Loka 1)", "Dinas 1 (dahulu Suku Dinas 1)"],
}


def text_of(answer):
    """What the page says, or the first sheet of a workbook."""
    if "html" in answer["Content-Type"]:
        return answer.content.decode()
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    return " ".join(str(value) for row in sheet.values for value in row)


def told(client, addresses):
    texts = {place: text_of(client.get(address)) for place, address in addresses.items()}
    return {place: [name for name in names if name in texts[place]] for place, names in NAMES.items()}


def test_the_old_name_stands_in_brackets_on_what_is_older(client):
    assert told(client, pages(*case(1, day=UNTIL))) == NAMES


def test_what_came_after_the_new_name_is_told_by_it_alone(client):
    assert told(client, pages(*case(1, day=date(2025, 1, 1)))) == {place: [] for place in NAMES}


def test_files_of_lists_tell_both_names_too(client):
    case(1, day=UNTIL)
    lists = {place: f"{address}?unduh=csv" for place, address in pages(*case(2, day=UNTIL)).items()}
    files = {place: lists[place] for place in ("sessions", "statements", "follow-ups")}
    texts = {place: client.get(address).content.decode() for place, address in files.items()}
    assert {place: [name for name in NAMES[place] if name in text] for place, text in texts.items()} == {
        place: NAMES[place] for place in files
    }


@pytest.mark.parametrize("place", ["sessions", "statements", "follow-ups", "due dates", "dues", "matrix"])
def test_names_of_the_day_take_as_many_queries_for_three_rows_as_for_one(
    client, place, django_assert_num_queries, django_assert_max_num_queries
):
    address = pages(*case(1, day=UNTIL))[place]
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    case(2, day=UNTIL)
    case(3, day=UNTIL)
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_a_chain_tells_both_names_at_each_of_its_links(client):
    """The group said it and asked for the follow-up; the institution has the complaint and has to act."""
    text = text_of(client.get(pages(*case(1, day=UNTIL))["chain"]))
    assert {name: text.count(name) for name in NAMES["chain"]} == {
        "BP3MI 1 (dahulu BP3TKI 1)": 2,
        "P3MI 1 (dahulu PPTKIS 1)": 1,
        "Balai 1 (dahulu Loka 1)": 2,
    }


@pytest.mark.parametrize("place", ["due", "chain"])
def test_names_of_the_day_take_as_many_queries_for_three_links_as_for_one(
    client, place, django_assert_num_queries, django_assert_max_num_queries
):
    session, complaint, follow_up = case(1, day=UNTIL)
    address = pages(session, complaint, follow_up)[place]
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    for number in (2, 3):
        group = renamed(records.a_group(name=f"BP3MI {number}"), f"BP3TKI {number}")
        told = {"raised_by": group, "institution": follow_up.institution, "due_on": UNTIL}
        follow_up.statement.stances.create(group=group, side="for")
        records.a_follow_up(statement=follow_up.statement, region=follow_up.region, **told)
        office = renamed(records.an_institution(name=f"Balai {number}"), f"Loka {number}")
        sent_at = datetime(2024, 12, 30, 3, tzinfo=UTC)
        told = {"institution": office, "question": "Mohon", "sent_at": sent_at, "state": "refused"}
        Referral.objects.create(complaint=complaint, **told)
    with django_assert_num_queries(len(one)):
        client.get(address)
