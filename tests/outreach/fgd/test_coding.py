"""The second coding: blind to the first, once for each coder, never of what one wrote down oneself."""

import re

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.coding import code_statement, withdraw_coding
from outreach.fgd.actions.statements import edit_statement
from outreach.models import Coding, Statement
from pmi_portal.audit.models import Event
from tests.outreach.forms import statement_form, words
from tests.support.records import (
    a_board_member,
    a_group,
    a_region,
    a_session,
    a_staff_member,
    a_statement,
    a_theme,
    an_administrator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def coder(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def code(client, statement, theme):
    return client.post(f"/fgd/pernyataan/{statement.pk}/kode-kedua/", {"theme": getattr(theme, "pk", theme)})


def html_of(client, session):
    """The page as it was sent, but for the token and the number of its form."""
    page = client.get(f"/fgd/{session.pk}/kode-kedua/").content.decode()
    return re.sub(r'((csrfmiddlewaretoken|submission)" value=")[^"]*', r"\1", page)


def test_a_session_that_was_called_off_has_nothing_to_code(client, coder):
    held = a_session()
    a_session(called_off="cancelled", called_off_reason="Jembatan putus.")

    page = client.get("/fgd/kode-kedua/")

    assert [row.record for row in page.context["table"].rows] == [held]


def test_the_coder_goes_through_the_statements_somebody_else_recorded(client, coder):
    session, theme = a_session(), a_theme()
    first, second = a_statement(session=session), a_statement(session=session)
    a_statement(session=session, recorded_by=coder)
    a_statement()
    assert "Anda sudah menilai tema 0 dari 2 pernyataan." in words(
        client.get(f"/fgd/{session.pk}/kode-kedua/")
    )
    assert "1 pernyataan yang Anda catat atau ubah sendiri tidak ikut." in words(
        client.get(f"/fgd/{session.pk}/kode-kedua/")
    )

    seen = []
    for _number in range(2):
        seen.append(client.get(f"/fgd/{session.pk}/kode-kedua/").context["statement"])
        assert code(client, seen[-1], theme).url == f"/fgd/{session.pk}/kode-kedua/"

    assert seen == [first, second]
    page = client.get(f"/fgd/{session.pk}/kode-kedua/")
    assert page.context["statement"] is None
    assert "Anda sudah menilai tema 2 dari 2 pernyataan." in words(page)
    assert {(one.statement, one.coder, one.theme) for one in Coding.objects.all()} == {
        (first, coder, theme),
        (second, coder, theme),
    }


def test_who_changed_a_statement_has_seen_its_theme_and_codes_it_no_more(client, coder):
    statement = a_statement()
    address = f"/fgd/{statement.session_id}/kode-kedua/"
    assert client.get(address).context["statement"] == statement
    statement.text = "Loket tutup siang hari."
    edit_statement(statement=statement, by=coder)

    assert client.get(address).context["statement"] is None
    assert "1 pernyataan yang Anda catat atau ubah sendiri tidak ikut." in words(client.get(address))
    refusal = client.get(code(client, statement, a_theme()).url)
    assert "Pernyataan ini pernah Anda ubah" in words(refusal)
    with pytest.raises(ValidationError, match="pernah Anda ubah"):
        code_statement(statement=statement, theme=a_theme(), by=coder)
    assert Coding.objects.count() == 0
    client.force_login(a_staff_member())
    assert client.get(address).context["statement"] == statement


def test_nothing_on_the_page_tells_the_first_theme_or_the_code_of_others(client, coder):
    session, other = a_session(), a_theme(definition="Loket")
    said = a_statement(session=session, theme=a_theme(definition="Iuran"))
    page = html_of(client, session)
    assert said.text in page
    assert f'value="{other.pk}"' in page

    Statement.objects.update(theme=other)
    Coding.objects.create(statement=said, coder=a_staff_member(), theme=other)

    assert html_of(client, session) == page


def test_a_first_theme_that_went_out_of_use_is_not_given_away_either(client, coder):
    session = a_session()
    retired = a_theme(active=False, name="Tema lama")
    said = a_statement(session=session, theme=retired)

    assert "Tema lama" not in html_of(client, session)
    assert code(client, said, retired).status_code == 422
    assert Coding.objects.count() == 0


def test_a_choice_is_asked_for_and_the_same_statement_stays(client, coder):
    said = a_statement()

    answer = code(client, said, "")

    assert answer.status_code == 422
    assert answer.context["statement"] == said
    assert list(answer.context["form"].errors) == ["theme"]


def test_nobody_codes_what_they_recorded(client, coder):
    said = a_statement(recorded_by=coder)

    answer = code(client, said, a_theme())

    assert "penilaian tema kedua diberikan orang lain" in words(client.get(answer.url))
    assert Coding.objects.count() == 0


def test_the_first_impression_stays(client, coder):
    said, theme = a_statement(), a_theme()
    code(client, said, theme)

    answer = code(client, said, a_theme())

    assert "Tema pernyataan ini sudah Anda nilai." in words(client.get(answer.url))
    assert Coding.objects.get().theme == theme


def test_a_coder_withdraws_the_own_code_and_gives_another(client, coder):
    said, first, second = a_statement(), a_theme(), a_theme(name="Iuran")
    theirs = Coding.objects.create(statement=said, coder=a_staff_member(), theme=first)
    code(client, said, first)
    own = Coding.objects.get(coder=coder)
    address = f"/fgd/kode-kedua/{own.pk}/cabut/"
    assert address in html_of(client, said.session)
    assert said.text in words(client.get(address))
    assert Coding.objects.count() == 2

    answer = client.post(address)

    assert answer.url == f"/fgd/{said.session_id}/kode-kedua/"
    assert list(Coding.objects.all()) == [theirs]
    event = Event.objects.get(action="statement.coding_withdrawn")
    assert (event.subject_id, event.actor, event.detail) == (
        *(str(said.pk), coder, {"session": said.session_id}),
    )
    assert client.get(answer.url).context["statement"] == said
    code(client, said, second)
    assert Coding.objects.get(coder=coder).theme == second


def test_a_code_is_withdrawn_once(coder):
    coding = Coding.objects.create(statement=a_statement(), coder=coder, theme=a_theme())
    copies = [Coding.objects.select_related("statement").get(pk=coding.pk) for _n in range(2)]

    withdraw_coding(coding=copies[0], by=coder)
    with pytest.raises(ValidationError):
        withdraw_coding(coding=copies[1], by=coder)

    assert Event.objects.filter(action="statement.coding_withdrawn").count() == 1


def test_nobody_withdraws_the_code_of_somebody_else(client, coder):
    theirs = Coding.objects.create(statement=a_statement(), coder=a_staff_member(), theme=a_theme())
    address = f"/fgd/kode-kedua/{theirs.pk}/cabut/"

    assert address not in html_of(client, theirs.statement.session)
    assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    with pytest.raises(ValidationError, match="diberikan orang lain"):
        withdraw_coding(coding=theirs, by=coder)
    assert Coding.objects.count() == 1


def test_who_is_posted_elsewhere_by_now_withdraws_no_code_of_a_region_left_behind(client):
    here = a_region()
    coder = a_staff_member(of=here)
    client.force_login(coder)
    sessions = a_session(region=here), a_session(region=a_region())
    said = [a_statement(session=session) for session in sessions]
    codes = [Coding.objects.create(statement=one, coder=coder, theme=a_theme()) for one in said]

    answers = [client.post(f"/fgd/kode-kedua/{one.pk}/cabut/").status_code for one in codes]

    assert answers == [302, 404]
    assert list(Coding.objects.all()) == codes[1:]


def test_two_coders_code_the_same_statement(client, coder):
    said = a_statement()
    code(client, said, a_theme())
    client.force_login(a_staff_member())

    code(client, said, a_theme())

    assert Coding.objects.count() == 2


def test_the_action_itself_refuses(coder):
    with pytest.raises(ValidationError):
        code_statement(statement=a_statement(recorded_by=coder), theme=a_theme(), by=coder)
    with pytest.raises(ValidationError):
        code_statement(statement=a_statement(), theme=a_theme(active=False), by=coder)


def test_a_coding_is_in_the_audit_log_without_its_theme(client, coder):
    said = a_statement()

    code(client, said, a_theme())

    event = Event.objects.get()
    assert (event.action, event.subject_id, event.actor, event.detail) == (
        "statement.coded",
        str(said.pk),
        coder,
        {"session": said.session_id},
    )


def test_who_records_a_statement_is_remembered(client, coder):
    session = a_session()

    client.post(f"/fgd/{session.pk}/pernyataan/tambah/", statement_form(a_group(), a_theme()))

    said = Statement.objects.get()
    assert said.recorded_by == coder
    editor = a_staff_member()
    client.force_login(editor)
    client.post(f"/fgd/pernyataan/{said.pk}/ubah/", statement_form(said.group, said.theme, text="Lain."))
    said.refresh_from_db()
    assert (said.text, said.recorded_by) == ("Lain.", coder)


def test_the_overview_tells_how_far_each_session_is(client, coder):
    session = a_session()
    said = [a_statement(session=session) for _number in range(3)]
    Coding.objects.create(statement=said[0], coder=coder, theme=a_theme())
    for other in (a_staff_member(), a_staff_member()):
        Coding.objects.create(statement=said[1], coder=other, theme=a_theme())
    another = a_statement(session=a_session()).session

    rows = client.get("/fgd/kode-kedua/").context["table"].data

    counts = {row.pk: (row.statement_count, row.coded_count, row.left_count) for row in rows}
    assert counts == {session.pk: (3, 2, 2), another.pk: (1, 0, 1)}
    assert "2 dari 3 pernyataan" in words(client.get(f"/fgd/{session.pk}/"))


def test_the_overview_shows_readers_no_work_and_no_themes(client):
    here, theme = a_region(), a_theme(name="Iuran")
    a_statement(session=a_session(region=here), theme=theme)
    client.force_login(a_board_member())

    page = client.get("/fgd/kode-kedua/")

    assert "Menunggu penilaian Anda" not in words(page)
    assert "Iuran" not in words(page)


def test_the_codebook_is_edited_in_the_admin_and_audited(client):
    theme, administrator = a_theme(), an_administrator()
    client.force_login(administrator)
    typed = {"code": theme.code, "name": "Klaim", "definition": "Dokumen dan lama proses", "order": 7}

    client.post(f"/admin/outreach/theme/{theme.pk}/change/", typed)

    theme.refresh_from_db()
    assert (theme.name, theme.definition, theme.order, theme.active) == (
        *("Klaim", "Dokumen dan lama proses", 7, False),
    )
    event = Event.objects.get(action="theme.edited")
    assert (event.actor, event.subject_id) == (administrator, str(theme.pk))
    assert "Dokumen dan lama proses" in words(client.get("/fgd/tema/"))
