from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from outreach.desk.questions.contradictions import contradictions, tell
from outreach.desk.questions.dues import Due, dues
from outreach.desk.questions.hearing import hearings
from outreach.desk.questions.search import marked, search, snippet
from outreach.models import Complaint, FgdSession, FollowUp, GroupVoice, Referral, Stance
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral
from tests.outreach.forms import words
from tests.support.records import (
    a_board_member,
    a_complaint,
    a_contact,
    a_group,
    a_participation,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_institution,
    an_invitation,
    an_objection,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def a_follow_up(**fields):
    statement = fields.get("statement")
    region = fields.pop("region", None) or (statement and statement.session.event.region) or a_region()
    fields = {"recommendation": "Buka meja layanan", "basis": "" if statement else "Temuan"} | fields
    fields.setdefault("institution", None) or fields.update(institution=an_institution())
    fields.setdefault("due_on", TODAY)
    return FollowUp.objects.create(region=region, **fields)


def told(found):
    return [(one.region, one.group, one.last_on, one.days, one.sessions) for one in found]


def test_silence_is_told_per_region_longest_first():
    here, there = a_region(), a_region()
    heard, never = a_group(), a_group()
    a_participation(session=a_session(region=here, held_on=date(2026, 11, 13)), group=heard)
    a_participation(session=a_session(region=here, held_on=date(2026, 11, 3)), group=heard)
    a_participation(session=a_session(region=there, held_on=date(2025, 1, 1)), group=heard)

    found = hearings([here, there], today=TODAY)

    assert told(found) == [
        (here, never, None, None, 0),
        (there, never, None, None, 0),
        (there, heard, date(2025, 1, 1), 691, 1),
        (here, heard, date(2026, 11, 13), 10, 2),
    ]
    assert [one.is_silent for one in found] == [True, True, True, False]


def test_east_of_the_reader_a_hearing_may_be_of_tomorrow_and_no_day_is_less_than_none_ago():
    session = a_session(held_on=TODAY + timedelta(days=1))
    a_participation(session=session)

    (hearing,) = hearings([session.event.region], today=TODAY)

    assert (hearing.days, hearing.is_silent) == (0, False)


def test_refused_invitations_stand_beside_the_silence():
    session, group = a_session(), a_group()
    for answer in ("refused", "no_show", "accepted"):
        an_invitation(session=a_session(event=session.event), group=group, answer=answer)

    (hearing,) = hearings([session.event.region], today=TODAY)

    assert hearing.refusals == 2


def a_voice(session, group, theme, sentiment, **fields):
    return a_statement(session=session, group=group, theme=theme, sentiment=sentiment, **fields)


def told_contradictions(each=1):
    voices = GroupVoice.objects.all()
    found = contradictions(voices)
    tell(found, voices, each=each)
    return found


def test_two_groups_on_two_sides_of_a_theme_contradict_each_other():
    session, theme, ltsa, village = a_session(), a_theme(), a_group(), a_group()
    a_voice(session, ltsa, theme, "positive")
    a_voice(session, village, theme, "negative")
    a_voice(session, village, theme, "negative")
    a_voice(session, village, a_theme(), "negative")

    (found,) = contradictions(GroupVoice.objects.all())

    assert (found.region, found.theme, found.weight) == (session.event.region, theme, 1)
    assert (found.positive.groups, found.negative.groups, found.objections) == ({ltsa: 1}, {village: 2}, 0)


def test_one_group_of_two_minds_contradicts_nobody():
    session, theme, group = a_session(), a_theme(), a_group()
    a_voice(session, group, theme, "positive")
    a_voice(session, group, theme, "negative")

    assert contradictions(GroupVoice.objects.all()) == []


def test_the_last_words_of_two_groups_stand_on_each_side():
    session, theme = a_session(), a_theme()
    speaker = a_group()
    a_voice(session, speaker, theme, "positive")
    said = [a_voice(session, group, theme, "positive") for group in (a_group(), speaker, a_group())]
    against = a_voice(session, a_group(), theme, "negative")

    (found,) = told_contradictions(each=2)

    assert (found.positive.words, found.negative.words) == ([said[2], said[1]], [against])


def test_of_many_groups_and_objections_the_loudest_are_named_and_the_others_counted(client):
    session, theme = a_session(held_on=timezone.localdate()), a_theme()
    for number in range(8):
        a_voice(session, a_group(), theme, "positive")
        said = a_voice(session, a_group(), theme, "negative")
        for _time in range(number + 1):
            an_objection(statement=said)
            said = a_voice(session, said.group, theme, "negative")
    client.force_login(a_staff_member())

    page = client.get(reverse("contradiction_list"))

    (found,) = page.context["shown"]
    assert (len(found.positive.named), found.positive.others) == (6, 2)
    assert (len(found.named_disputes), found.other_disputes) == (6, sum(range(1, 9)) - 6)
    text = page.content.decode()
    assert "dan 2 kelompok lain" in text
    assert "dan 30 sanggahan lain" in text


def test_the_same_theme_in_two_regions_is_no_contradiction():
    theme = a_theme()
    a_voice(a_session(), a_group(), theme, "positive")
    a_voice(a_session(), a_group(), theme, "negative")

    assert contradictions(GroupVoice.objects.all()) == []


def test_an_open_objection_is_a_contradiction_of_its_own():
    statement, opponent, friend = a_statement(), a_group(), a_group()
    Stance.objects.create(statement=statement, group=friend, side="for")
    an_objection(statement=statement, group=opponent)

    (found,) = told_contradictions()

    assert (found.objections, found.disputes) == (1, [(statement.group, opponent, 1)])


def test_an_institution_owes_open_follow_ups_and_answers(monkeypatch):
    noon = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
    monkeypatch.setattr(timezone, "now", lambda: noon)
    owing, free = an_institution(), an_institution()
    a_follow_up(institution=owing, due_on=TODAY - timedelta(days=1))
    a_follow_up(institution=owing, due_on=TODAY)
    a_follow_up(institution=free, state="done", done_on=TODAY)

    found = dues(follow_ups=FollowUp.objects.all(), referrals=Referral.objects.all())

    assert found == [Due(owing, follow_ups=2, late=1, earliest_due=TODAY - timedelta(days=1))]


def test_what_is_late_is_judged_by_the_day_of_its_region(client, monkeypatch):
    """Half past eleven in the evening in Jakarta is half past twelve of the next day in Makassar."""
    west, east = a_region(time_zone="Asia/Jakarta"), a_region(time_zone="Asia/Makassar")
    client.force_login(a_staff_member())
    at = datetime(2026, 11, 23, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    monkeypatch.setattr(timezone, "now", lambda: at)
    institution = an_institution(region=None)
    in_time = a_follow_up(institution=institution, region=west, due_on=TODAY)
    late = a_follow_up(institution=institution, region=east, due_on=TODAY)

    (due,) = client.get(reverse("due_list")).context["dues"]
    page = client.get(reverse("due_detail", args=[institution.pk]))

    assert (due.follow_ups, due.late) == (2, 1)
    rows = page.content.decode().split("<tr")[2:]
    marked = {
        one: "tag-bad" in row for one in (in_time, late) for row in rows if one.get_absolute_url() in row
    }
    assert marked == {in_time: False, late: True}


def test_what_an_institution_was_asked_is_dated_where_the_complaint_is_at_home(client):
    """Half past eleven in the evening in Jakarta is the next day in Makassar."""
    client.force_login(a_staff_member())
    sent_at = datetime(2024, 5, 7, 23, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    asked = a_referral(a_complaint(region=a_region(time_zone="Asia/Makassar")), sent_at=sent_at)

    page = words(client.get(reverse("due_detail", args=[asked.institution_id])))

    assert "8 Mei 2024" in page
    assert "7 Mei 2024" not in page


def test_what_an_institution_did_or_answered_is_not_waited_for_any_more(client):
    client.force_login(a_staff_member())
    institution = an_institution(region=None)
    waiting, started = a_follow_up(institution=institution), a_follow_up(institution=institution)
    FollowUp.objects.filter(pk=started.pk).update(state="in_progress")
    a_follow_up(institution=institution, state="done", done_on=TODAY)
    a_follow_up(institution=institution, state="impossible", state_reason="Tidak ada dana.")
    asked, accepted = (
        a_referral(a_complaint(), institution=institution, state=state) for state in ("sent", "accepted")
    )
    for state in ("answered", "refused", "withdrawn"):
        a_referral(a_complaint(), institution=institution, state=state)
    a_referral(a_complaint())
    a_follow_up()

    page = client.get(reverse("due_detail", args=[institution.pk])).context

    assert set(page["follow_ups"]) == {waiting, started}
    assert list(page["referrals"]) == [asked, accepted]
    (due,) = [
        one for one in client.get(reverse("due_list")).context["dues"] if one.institution == institution
    ]
    assert (due.follow_ups, due.referrals) == (2, 2)


def test_the_page_says_how_many_were_never_and_how_many_not_lately_heard(client):
    client.force_login(a_staff_member())
    session, today = a_session(held_on=timezone.localdate()), timezone.localdate()
    a_participation(session=session)
    a_participation(session=a_session(event=session.event, held_on=today - timedelta(days=366)))
    a_participation(session=a_session(event=session.event, held_on=today - timedelta(days=365)))
    for _time in range(2):
        a_group()

    page = client.get(reverse("hearing_list")).context

    assert (page["total"], page["never"], page["silent"]) == (5, 2, 3)


@pytest.mark.parametrize("name", ["hearing_list", "contradiction_list", "due_list"])
def test_a_page_of_answers_asks_as_often_for_one_row_as_for_many(
    client, name, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(a_staff_member())
    several = []

    def more():
        session, theme, institution = a_session(held_on=timezone.localdate()), a_theme(), an_institution()
        several.append(session)
        a_voice(session, a_group(), theme, "positive")
        a_voice(session, a_group(), theme, "negative")
        a_follow_up(institution=institution, region=session.event.region)

    more()
    client.get(reverse(name))
    with django_assert_max_num_queries(60) as one:
        client.get(reverse(name))
    more()
    more()
    with django_assert_num_queries(len(one)):
        client.get(reverse(name))


def test_an_officer_finds_only_the_words_of_the_own_region():
    here, there = a_region(), a_region()
    ours = a_statement(session=a_session(region=here), text="Antrean klaim panjang")
    theirs = a_statement(session=a_session(region=there), text="Antrean klaim rahasia")

    (section,) = search("antrean", an_officer(of=here))

    assert [hit.url for hit in section.hits] == [reverse("statement_detail", args=[ours.pk])]
    assert "rahasia" not in str(section.hits)
    assert theirs.text == "Antrean klaim rahasia"


def test_an_observer_finds_no_follow_up():
    a_follow_up(recommendation="Perbaiki antrean")

    assert search("antrean", an_observer()) == []
    assert [section.label for section in search("antrean", a_board_member())] == ["Tindak lanjut"]


def test_one_letter_finds_nothing():
    a_statement(text="x marks")

    assert search("x", a_board_member()) == []


def test_two_letters_find_what_begins_with_them():
    statement = a_statement(text="HP hilang di bandara")

    (section,) = search("HP", a_board_member())

    assert [hit.url for hit in section.hits] == [reverse("statement_detail", args=[statement.pk])]


def test_what_was_searched_for_is_marked_and_nothing_is_lost():
    text = "Klaim (JKM) lambat; klaim ditolak <b>"

    pieces = marked(text, ["klaim", "(jkm)"])

    assert "".join(piece for piece, _hit in pieces) == text
    assert [piece for piece, hit in pieces if hit] == ["Klaim", "(JKM)", "klaim"]


def test_a_snippet_shows_the_place_in_a_long_text():
    text = f"{'awal ' * 100}jarum {'akhir ' * 100}"

    piece = snippet(text, ["jarum"])

    assert "jarum" in piece
    assert len(piece) < 180
    assert piece.startswith("… ")


def test_the_search_page_shows_text_as_text(client):
    client.force_login(a_staff_member())
    a_statement(text="<script>alert(1)</script> antrean")

    page = client.get(reverse("search_all"), {"q": "antrean <script>"})

    assert b"<script>alert" not in page.content
    assert client.get(reverse("search_all"), {"q": "\x00\n" * 500}).status_code == 200


def test_the_chain_of_a_statement_says_what_is_missing(client):
    client.force_login(a_staff_member())
    statement = a_statement()
    address = reverse("statement_detail", args=[statement.pk])

    assert client.get(address).context["chain"].gap == "nothing"
    follow_up = a_follow_up(statement=statement, raised_by=statement.group)
    assert client.get(address).context["chain"].gap == "step"
    FollowUp.objects.filter(pk=follow_up.pk).update(state="done", done_on=TODAY)
    assert client.get(address).context["chain"].gap == "verification"
    at = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
    FollowUp.objects.filter(pk=follow_up.pk).update(verified_at=at)
    assert client.get(address).context["chain"].gap == "confirmation"
    FollowUp.objects.filter(pk=follow_up.pk).update(confirmation="confirmed", confirmed_on=TODAY)
    assert client.get(address).context["chain"].gap is None


def a_verified_follow_up(**fields):
    at = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Jakarta"))
    return a_follow_up(state="done", done_on=TODAY, verified_at=at, **fields)


def test_a_chain_with_a_complaint_that_is_not_settled_is_not_whole(client):
    client.force_login(a_staff_member())
    statement = a_statement()
    region = statement.session.event.region
    complaint = a_complaint(statement=statement, region=region)
    confirmed = {"confirmation": "confirmed", "confirmed_on": TODAY, "raised_by": statement.group}
    a_verified_follow_up(statement=statement, **confirmed)
    address = reverse("statement_detail", args=[statement.pk])

    page = words(client.get(address))
    assert f"Langkah berikutnya: catat jawaban kepada pelapor. {complaint.number}" in page
    answered = {"answered_at": complaint.received_at, "status": Complaint.Status.DONE}
    Complaint.objects.filter(pk=complaint.pk).update(**answered)
    assert "Alur penanganan ini lengkap." in client.get(address).content.decode()


def test_where_no_group_raised_a_matter_none_is_still_to_be_asked(client):
    client.force_login(a_staff_member())
    follow_up = a_verified_follow_up(basis="Temuan")

    page = client.get(reverse("follow_up_chain", args=[follow_up.pk])).content.decode()

    assert "Alur penanganan ini lengkap." in page
    assert "tidak ada kelompok" in page


def test_a_chain_is_the_same_from_each_end(client):
    client.force_login(a_staff_member())
    statement = a_statement()
    follow_up = a_follow_up(statement=statement)

    from_words = client.get(reverse("statement_detail", args=[statement.pk])).context["chain"]
    from_deeds = client.get(reverse("follow_up_chain", args=[follow_up.pk])).context["chain"]

    assert (from_words.statement, from_words.follow_ups) == (statement, [follow_up])
    assert from_deeds == from_words


def chain_links(client, complaint):
    """Which other chains the page of a complaint's chain leads to."""
    page = client.get(reverse("complaint_chain", args=[complaint.pk])).content.decode()
    others = Complaint.objects.exclude(pk=complaint.pk)
    return [one for one in others if reverse("complaint_chain", args=[one.pk]) in page]


def test_a_duplicate_and_its_original_lead_to_each_other(client):
    client.force_login(a_staff_member())
    original = a_complaint(statement=a_statement())
    doubles = [a_complaint_in("duplicate", original=original) for _time in range(2)]
    a_complaint()

    assert set(chain_links(client, original)) == set(doubles)
    assert chain_links(client, doubles[0]) == [original]


def test_an_original_of_another_region_is_not_named_in_the_chain(client):
    here = a_region()
    client.force_login(an_officer(of=here))
    original = a_complaint()
    double = a_complaint_in("duplicate", region=here, original=original)

    page = client.get(reverse("complaint_chain", args=[double.pk])).content.decode()

    assert original.number not in page
    assert "pengaduan di wilayah lain" in page


def test_a_chain_of_another_region_is_not_there(client):
    statement = a_statement()
    client.force_login(an_officer())

    assert client.get(reverse("statement_detail", args=[statement.pk])).status_code == 404
    assert FgdSession.objects.count() == 1


def test_words_of_another_region_stay_there_whatever_grew_out_of_them(client):
    """Rules keep both in one region; this is what a row moved by hand would show."""
    said = a_statement(text="Petugas loket menolak.")
    follow_up = a_follow_up(statement=said, region=a_region(), institution=an_institution(region=None))
    pages = [
        reverse("follow_up_chain", args=[follow_up.pk]),
        follow_up.get_absolute_url(),
        reverse("follow_up_matrix"),
    ]

    def seen_by(user):
        client.force_login(user)
        answers = [client.get(page) for page in pages]
        assert [answer.status_code for answer in answers] == [200] * 3
        cells = [cell.value for row in load_workbook(BytesIO(answers[2].content)).active for cell in row]
        return [said.text in answer.content.decode() for answer in answers[:2]] + [said.text in cells]

    assert seen_by(an_officer(of=follow_up.region)) == [False, False, False]
    assert seen_by(a_board_member()) == [True, True, True]


def test_a_chain_names_people_only_to_who_may_see_contacts(client):
    contact = a_contact(full_name="Siti Rahmawati", position="Kepala seksi")
    follow_up = a_follow_up(contact=contact)
    address = reverse("follow_up_chain", args=[follow_up.pk])

    client.force_login(a_board_member())
    to_the_board = client.get(address).content.decode()
    client.force_login(a_staff_member())

    assert "Siti Rahmawati" not in to_the_board
    assert "Kepala seksi" in to_the_board
    assert "Siti Rahmawati" in client.get(address).content.decode()
