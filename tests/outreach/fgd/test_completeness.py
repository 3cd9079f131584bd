"""The completeness meter: each of the 32 items of COREQ, met and missing."""

from datetime import date, time

import pytest

from outreach.fgd.rules.completeness import Domain, Sitting, State, completeness
from outreach.models import (
    FgdEvent,
    FgdSession,
    Invitation,
    Participation,
    Statement,
    TeamMember,
    Theme,
)
from tests.outreach.forms import words
from tests.support.records import a_board_member, a_session, a_staff_member, a_team_member

TODAY = date(2024, 5, 7)
OUTSIDE = [18, 27, 28, 30]
FACTS = {
    "venue": "Balai",
    "setting": "Tertutup",
    "others_present": "tidak ada",
    "guide_id": 1,
    "recording": "none",
    "observations": "Ramai",
    "starts_at": time(9),
    "ends_at": time(11),
    "saturation": "Tidak ada hal baru",
    "checked_on": TODAY,
    "conclusions": "Satu pintu",
}


def a_leader(**fields):
    said = {"occupation": "Dosen", "sex": "P", "training": "16 jam", "relation": "tidak kenal"}
    return TeamMember(**({"role": "facilitator", "name": "Ratna", "interest": "peneliti"} | said | fields))


def an_invited(**fields):
    return Invitation(**({"channel": "surat", "answer": "accepted"} | fields))


def a_line(**fields):
    return Participation(**({"people": 2, "women": 2, "aged_25": 2} | fields))


def a_quote(**fields):
    theme = fields.pop("theme", None) or Theme(code="T1", definition="Loket")
    said = {"is_quote": True, "speaker_code": "P1", "agreement": "consensus"} | fields
    return Statement(theme=theme, **said)


def a_sitting(*, event=None, today=TODAY, **changed):
    """A record in which everything is answered, but for what the test changes."""
    parts = {
        "team": [a_leader()],
        "invitations": [an_invited()],
        "participations": [a_line()],
        "statements": [a_quote()],
        "coded_twice": 1,
    }
    given = {name: changed.pop(name, part) for name, part in parts.items()}
    told = {"approach": "Tema", "selection": "Sengaja"} | (event or {})
    session = FgdSession(event=FgdEvent(**told), held_on=date(2024, 5, 6), **(FACTS | changed))
    return Sitting(session=session, today=today, **given)


def states(sitting):
    return {item.number: state for item, state in completeness(sitting)}


def missing(sitting):
    return [number for number, state in states(sitting).items() if state == State.MISSING]


def test_there_are_32_items_in_three_domains():
    items = [item for item, _state in completeness(a_sitting())]

    assert [item.number for item in items] == list(range(1, 33))
    assert [item.number for item in items if item.domain == Domain.TEAM] == list(range(1, 9))
    assert [item.number for item in items if item.domain == Domain.DESIGN] == list(range(9, 24))
    assert [item.number for item in items if item.domain == Domain.FINDINGS] == list(range(24, 33))


def test_a_full_record_answers_all_but_what_the_portal_has_no_field_for():
    answered = states(a_sitting())

    assert {number for number, state in answered.items() if state == State.OUTSIDE} == set(OUTSIDE)
    assert [number for number, state in answered.items() if state == State.MET] == [
        number for number in range(1, 33) if number not in OUTSIDE
    ]


@pytest.mark.parametrize(
    ("changed", "numbers"),
    [
        ({"team": []}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"team": [a_leader(role="note_taker")]}, [1, 2, 3, 4, 5, 6, 7, 8]),
        ({"team": [a_leader(name="")]}, [1]),
        ({"team": [a_leader(training="")]}, [2, 5]),
        ({"team": [a_leader(occupation="")]}, [3]),
        ({"team": [a_leader(sex="")]}, [4]),
        ({"team": [a_leader(relation="")]}, [6]),
        ({"team": [a_leader(interest="")]}, [7, 8]),
        ({"team": [a_leader(), a_leader(role="co_facilitator", sex="")]}, [4]),
        ({"team": [a_leader(), a_leader(role="observer", sex="")]}, []),
        ({"event": {"approach": ""}}, [9]),
        ({"event": {"selection": ""}}, [10]),
        ({"invitations": []}, [11, 13]),
        ({"invitations": [an_invited(), an_invited(channel="")]}, [11]),
        ({"invitations": [an_invited(answer="open")]}, [13]),
        ({"invitations": [an_invited(answer="refused")]}, [13]),
        ({"invitations": [an_invited(answer="no_show", reason="Sakit.")]}, []),
        ({"invitations": [an_invited(people=3, absent=1)]}, [13]),
        ({"participations": []}, [12, 16]),
        ({"participations": [a_line(), a_line(people=None)]}, [12]),
        ({"participations": [a_line(women=None)]}, [16]),
        ({"participations": [a_line(women=None, men=2)]}, []),
        ({"participations": [a_line(aged_25=None)]}, [16]),
        ({"setting": ""}, [14]),
        ({"others_present": ""}, [15]),
        ({"guide_id": None}, [17]),
        ({"recording": ""}, [19]),
        ({"observations": ""}, [20]),
        ({"ends_at": None}, [21]),
        ({"saturation": ""}, [22]),
        ({"checked_on": None}, [23]),
        ({"coded_twice": 0}, [24]),
        ({"statements": [a_quote(theme=Theme(code="T1"))]}, [25]),
        ({"statements": []}, [25, 26, 29, 32]),
        ({"statements": [a_quote(is_quote=False)]}, [29]),
        ({"statements": [a_quote(speaker_code="")]}, [29]),
        ({"statements": [a_quote(), a_quote(is_quote=False, speaker_code="")]}, []),
        ({"conclusions": ""}, [31]),
        ({"statements": [a_quote(), a_quote(agreement="")]}, [32]),
    ],
)
def test_what_is_not_answered_is_named(changed, numbers):
    assert missing(a_sitting(**changed)) == numbers


def test_before_the_day_only_what_can_be_known_by_then_is_missing():
    planned = a_sitting(
        today=date(2024, 5, 1),
        team=[],
        invitations=[],
        participations=[],
        statements=[],
        coded_twice=0,
        **dict.fromkeys(FACTS, None),
    )

    assert missing(planned) == [*range(1, 9), 11, 14, 17]
    waiting = [number for number, state in states(planned).items() if state == State.NOT_YET]
    assert waiting == [12, 13, 15, 16, 19, 20, 21, 22, 23, 24, 25, 26, 29, 31, 32]


@pytest.mark.django_db
def test_the_page_counts_the_items_and_leads_to_where_each_is_written(client):
    session = a_session(setting="Tertutup")
    a_team_member(session=session, name="Ratna", training="16 jam")
    client.force_login(a_staff_member())

    page = client.get(f"/fgd/{session.pk}/")

    assert "4 dari 32 butir terisi" in words(page)
    told = {page: address for page, address, _items in page.context["completeness"]["missing"]}
    assert told == {
        "Ubah kegiatan FGD": f"/fgd/kegiatan/{session.event_id}/ubah/",
        "Ubah sesi": f"/fgd/{session.pk}/ubah/",
        "Isi tim": f"/fgd/{session.pk}/tim/",
        "Isi undangan": f"/fgd/{session.pk}/undangan/",
        "Isi kehadiran": f"/fgd/{session.pk}/kehadiran/",
        "Lengkapi rincian pernyataan": f"/fgd/{session.pk}/#pernyataan",
        "Beri penilaian tema kedua": f"/fgd/{session.pk}/kode-kedua/",
        "Lihat tema pernyataan": "/fgd/tema/",
        "Isi hasil sesi": f"/fgd/{session.pk}/hasil/",
    }
    assert all(client.get(address).status_code == 200 for address in told.values())


@pytest.mark.django_db
def test_readers_see_what_is_missing_without_the_way_there(client):
    session = a_session()
    client.force_login(a_board_member())

    page = client.get(f"/fgd/{session.pk}/")

    assert "Nama fasilitator" in words(page)
    assert f"/fgd/{session.pk}/tim/" not in page.content.decode()
