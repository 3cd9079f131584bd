"""What was said about each question of the guide, written by several people at the same time."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.sittings import record_points
from outreach.fgd.forms.sittings import PointsSheet
from outreach.models import DiscussionPoint, FgdSession
from pmi_portal.audit.models import Event
from tests.outreach.forms import shown, words
from tests.support.records import a_guide, a_session, a_staff_member, a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


@pytest.fixture
def session():
    return a_session(guide=a_guide("Dari mana tahu?", "Bagaimana mendaftar?"))


def opened(client, session):
    """What the page as it stands now would send back."""
    sheet = client.get(f"/fgd/{session.pk}/pokok/").context["sheet"]
    return {name: value for form in sheet.forms for name, value in shown(form).items()}


def send(client, session, page, **texts):
    """Send the page with these texts typed: _1 is the field of the first question."""
    questions = list(session.guide.questions.all())
    typed = {f"tanya-{questions[int(place[1:]) - 1].pk}-text": text for place, text in texts.items()}
    return client.post(f"/fgd/{session.pk}/pokok/", page | typed)


def written(session):
    return list(session.points.order_by("question__order").values_list("question__order", "text"))


def test_each_question_stands_in_its_order_with_the_statements_about_it(client, staff, session):
    first, second = session.guide.questions.all()
    said = a_statement(session=session, question=second)
    a_statement(session=session)

    page = client.get(f"/fgd/{session.pk}/pokok/")

    told = [(form.instance.question, statements) for form, statements in page.context["questions"]]
    assert told == [(first, []), (second, [said])]
    assert said.text in words(page)


def test_points_are_written_where_something_was_typed_and_removed_where_it_was_emptied(
    client, staff, session
):
    answer = send(client, session, opened(client, session), _1="Dari tetangga.")
    assert answer.url == f"/fgd/{session.pk}/#pokok"
    assert written(session) == [(1, "Dari tetangga.")]
    assert "Dari tetangga." in words(client.get(f"/fgd/{session.pk}/"))

    send(client, session, opened(client, session), _1="", _2="Lewat P3MI.")

    assert written(session) == [(2, "Lewat P3MI.")]
    assert [event.action for event in Event.objects.all()] == ["session.points_recorded"] * 2


def test_two_people_write_about_different_questions_and_nothing_is_lost(client, staff, session):
    page = opened(client, session)
    send(client, session, opened(client, session), _1="Dari tetangga.")

    send(client, session, page, _2="Lewat P3MI.")

    assert written(session) == [(1, "Dari tetangga."), (2, "Lewat P3MI.")]


def test_two_people_write_about_the_same_question_and_the_second_is_asked(client, staff, session):
    page = opened(client, session)
    send(client, session, opened(client, session), _1="Dari tetangga.")

    answer = send(client, session, page, _1="Dari kepala desa.")

    assert answer.status_code == 409
    assert "Dari tetangga." in words(answer)
    assert "Dari kepala desa." in words(answer)
    assert str(staff) in words(answer)
    assert written(session) == [(1, "Dari tetangga.")]


def test_a_number_that_looks_like_a_nik_is_refused_and_the_text_is_not_lost(client, staff, session):
    answer = send(client, session, opened(client, session), _1="NIK 3504014107908901")

    assert answer.status_code == 422
    assert "NIK 3504014107908901" in words(answer)
    assert DiscussionPoint.objects.count() == 0


def test_without_a_guide_the_page_says_what_to_do(client, staff):
    session = a_session()

    assert "Pilih panduannya dahulu." in words(client.get(f"/fgd/{session.pk}/pokok/"))
    assert client.post(f"/fgd/{session.pk}/pokok/", {}).status_code == 200


def test_nothing_was_discussed_before_the_day(client, staff):
    session = a_session(guide=a_guide(), held_on=date(2099, 1, 5))

    answer = client.post(f"/fgd/{session.pk}/pokok/", {f"tanya-{session.guide.questions.get().pk}-text": "x"})

    assert answer.status_code == 422
    assert "Pokok pembahasan baru dapat dicatat mulai 5 Januari 2099" in words(answer)
    assert DiscussionPoint.objects.count() == 0


def test_what_was_written_between_reading_and_writing_is_not_overwritten(staff, session):
    question = session.guide.questions.first()
    sheets = [
        PointsSheet(FgdSession.objects.get(pk=session.pk), {f"tanya-{question.pk}-text": text})
        for text in ("Dari tetangga.", "Dari kepala desa.")
    ]
    assert all(sheet.is_valid() for sheet in sheets)

    first, second = ({"session": sheet.session, "texts": sheet.texts, "by": staff} for sheet in sheets)
    record_points(**first)
    with pytest.raises(ValidationError) as refusal:
        record_points(**second)

    assert refusal.value.code == "conflict"

    assert written(session) == [(1, "Dari tetangga.")]
