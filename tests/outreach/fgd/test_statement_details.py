"""What a statement carries besides its words: speaker, quote, question, mood, agreement, stances."""

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.statements import record_statement
from outreach.models import Stance, Statement
from tests.outreach.forms import statement_form, words
from tests.support.records import (
    LONG_AGO,
    a_group,
    a_guide,
    a_participation,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def add(client, session, group, **typed):
    return client.post(f"/fgd/{session.pk}/pernyataan/tambah/", statement_form(group, a_theme(), **typed))


def edit(client, said, **typed):
    form = statement_form(said.group, said.theme, **typed)
    return client.post(f"/fgd/pernyataan/{said.pk}/ubah/", form)


def stances(said):
    return {(stance.group, stance.side) for stance in said.stances.select_related("group")}


def test_everything_is_recorded_and_told_on_the_page(client, staff):
    guide, group, friend, foe = a_guide(), a_group(code="DESA"), a_group(), a_group()
    session, question = a_session(guide=guide), guide.questions.get()

    add(
        client,
        session,
        group,
        speaker_code="p3-desa",
        is_quote="on",
        question=question.pk,
        sentiment="negative",
        agreement="divided",
        supporting=[friend.pk],
        opposing=[foe.pk],
    )

    said = Statement.objects.get()
    assert (said.speaker_code, said.is_quote, said.question, said.sentiment, said.agreement) == (
        "P3-DESA",
        True,
        question,
        "negative",
        "divided",
    )
    assert stances(said) == {(friend, "for"), (foe, "against")}
    page = words(client.get(f"/fgd/{session.pk}/"))
    for told in (f"“{said.text}”", "P3-DESA", "negatif", "pendapat terbagi", f"{foe}: menentang"):
        assert told in page, told


def test_the_quick_row_needs_none_of_it(client, staff):
    add(client, a_session(), a_group())

    said = Statement.objects.get()
    assert (said.speaker_code, said.is_quote, said.question, said.sentiment, said.agreement) == (
        *("", False, None, "", ""),
    )
    assert stances(said) == set()


@pytest.mark.parametrize("code", ["BUDI", "Budi", "P3-BUDI", "P3-DESA-BUDI", "P3 DESA", "3", "P3-", "P1234"])
def test_a_speaker_code_can_hold_no_name(client, staff, code):
    answer = add(client, a_session(), a_group(code="DESA"), speaker_code=code)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["speaker_code"]
    assert Statement.objects.count() == 0


@pytest.mark.parametrize("code", ["P3", "P12-DESA"])
def test_a_speaker_code_is_a_number_with_the_code_of_the_group(client, staff, code):
    add(client, a_session(), a_group(code="DESA"), speaker_code=code)

    assert Statement.objects.get().speaker_code == code


def test_a_group_stands_on_one_side(client, staff):
    group = a_group(name="Serikat")

    answer = add(client, a_session(), a_group(), supporting=[group.pk], opposing=[group.pk])

    assert "Serikat tidak mungkin mendukung sekaligus menentang." in words(answer)
    assert list(answer.context["form"].errors) == ["opposing"]
    assert Statement.objects.count() == 0


def test_a_group_does_not_speak_against_itself(client, staff):
    group = a_group(name="Serikat")

    answer = add(client, a_session(), group, opposing=[group.pk])

    assert "Serikat tidak mungkin menentang pernyataannya sendiri." in words(answer)
    assert list(answer.context["form"].errors) == ["opposing"]
    assert Statement.objects.count() == 0


def test_a_question_of_another_guide_is_refused(client, staff):
    session = a_session(guide=a_guide())

    answer = add(client, session, a_group(), question=a_guide().questions.get().pk)

    assert list(answer.context["form"].errors) == ["question"]


def test_the_actions_themselves_refuse(staff):
    session, group = a_session(), a_group(code="DESA")
    against_itself = [Stance(group=group, side="against")]
    for wrong, about in (
        ({"question": a_guide().questions.get()}, {}),
        ({"speaker_code": "P1-LSM"}, {}),
        ({}, {"stances": against_itself}),
    ):
        said = Statement(session=session, group=group, theme=a_theme(), kind="risk", text="x", **wrong)
        with pytest.raises(ValidationError):
            record_statement(statement=said, by=staff, **about)
    assert Statement.objects.count() == 0


def test_the_form_opens_its_folded_part_at_a_fault(client, staff):
    session = a_session()
    assert client.get(f"/fgd/{session.pk}/catat/").context["form"].is_open is False

    assert add(client, session, a_group(), speaker_code="BUDI").context["form"].is_open is True


def test_the_question_stays_for_the_next_statement(client, staff):
    guide = a_guide()
    session, question = a_session(guide=guide), guide.questions.get()

    answer = add(client, session, a_group(), question=question.pk)

    assert f"question={question.pk}" in answer.url
    assert str(client.get(answer.url).context["form"]["question"].value()) == str(question.pk)


def test_stances_are_changed_on_the_page_of_the_statement(client, staff):
    said, friend, foe = a_statement(), a_group(), a_group()
    said.stances.create(group=friend, side="for")
    before = client.get(f"/fgd/pernyataan/{said.pk}/ubah/").context["form"]["seen"].value()

    edit(client, said, seen=before, opposing=[foe.pk])

    assert stances(said) == {(foe, "against")}


def test_stances_somebody_changed_meanwhile_are_kept_by_who_did_not_touch_them(client, staff):
    said, friend = a_statement(), a_group()
    before = client.get(f"/fgd/pernyataan/{said.pk}/ubah/").context["form"]["seen"].value()
    said.stances.create(group=friend, side="for")

    edit(client, said, seen=before, text="Sudah diperbaiki.")

    said.refresh_from_db()
    assert said.text == "Sudah diperbaiki."
    assert stances(said) == {(friend, "for")}


def test_a_side_only_the_other_changed_is_kept_beside_the_side_changed_here(client, staff):
    said, friend, foe = a_statement(), a_group(), a_group()
    before = client.get(f"/fgd/pernyataan/{said.pk}/ubah/").context["form"]["seen"].value()
    said.stances.create(group=friend, side="for")

    assert edit(client, said, seen=before, opposing=[foe.pk]).status_code == 302

    assert stances(said) == {(friend, "for"), (foe, "against")}


def test_a_side_that_both_changed_is_asked_about_once(client, staff):
    said, friend, other = a_statement(), a_group(), a_group()
    before = client.get(f"/fgd/pernyataan/{said.pk}/ubah/").context["form"]["seen"].value()
    said.stances.create(group=friend, side="for")

    answer = edit(client, said, seen=before, supporting=[other.pk])
    assert answer.status_code == 409
    assert [(one.mine, one.theirs) for one in answer.context["form"].conflicts] == [(str(other), str(friend))]
    assert stances(said) == {(friend, "for")}

    again = {"seen": answer.context["form"]["seen"].value(), "choice-supporting": "mine"}
    edit(client, said, supporting=[other.pk], **again)
    assert stances(said) == {(other, "for")}


def test_a_retired_group_keeps_its_stance(client, staff):
    said, retired = a_statement(), a_group(valid_to=LONG_AGO)
    said.stances.create(group=retired, side="for")
    form = client.get(f"/fgd/pernyataan/{said.pk}/ubah/").context["form"]

    edit(client, said, seen=form["seen"].value(), supporting=[retired.pk], text="Lain.")

    assert form["supporting"].value() == [retired.pk]
    assert stances(said) == {(retired, "for")}


def test_groups_that_only_took_a_stance_are_not_marked_present(client, staff):
    group, session = a_group(), a_session()
    a_participation(session=session, group=group)

    add(client, session, group, supporting=[a_group().pk])

    assert [one.group for one in session.participations.all()] == [group]
