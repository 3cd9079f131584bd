"""Who may open which door, and what a door of another region answers."""

import pytest

from outreach.models import (
    Coding,
    DiscussionPoint,
    FgdEvent,
    FgdSession,
    Invitation,
    OutreachActivity,
    Participation,
    Statement,
    TeamMember,
)
from tests.outreach.forms import (
    activity_form,
    event_form,
    fgd_form,
    line,
    rows,
    session_form,
    statement_form,
    words,
)
from tests.support.records import (
    a_guide,
    a_region,
    a_session,
    a_statement,
    a_user,
    an_activity,
    an_event,
)

pytestmark = pytest.mark.django_db

ROLES = ["administrator", "kpkp_staff", "board", "regional_officer", "observer"]
MATRIX = {
    "/sosialisasi/": [200, 200, 200, 200, 403],
    "/sosialisasi/baru/": [200, 200, 403, 200, 403],
    "/sosialisasi/{activity}/": [200, 200, 200, 200, 403],
    "/sosialisasi/{activity}/ubah/": [200, 200, 403, 200, 403],
    "/fgd/": [200, 200, 200, 200, 200],
    "/fgd/kegiatan/baru/": [200, 200, 403, 403, 403],
    "/fgd/kegiatan/{event}/": [200, 200, 200, 200, 200],
    "/fgd/kegiatan/{event}/ubah/": [200, 200, 403, 403, 403],
    "/fgd/kegiatan/{event}/sesi-baru/": [200, 200, 403, 403, 403],
    "/fgd/{session}/": [200, 200, 200, 200, 200],
    "/fgd/{session}/ubah/": [200, 200, 403, 403, 403],
    "/fgd/{session}/kehadiran/": [200, 200, 403, 403, 403],
    "/fgd/{session}/tim/": [200, 200, 403, 403, 403],
    "/fgd/{session}/undangan/": [200, 200, 403, 403, 403],
    "/fgd/{session}/pokok/": [200, 200, 403, 403, 403],
    "/fgd/{session}/hasil/": [200, 200, 403, 403, 403],
    "/fgd/{session}/kode-kedua/": [200, 200, 403, 403, 403],
    "/fgd/pernyataan/{statement}/kode-kedua/": [200, 200, 403, 403, 403],
    "/fgd/kode-kedua/": [200, 200, 200, 200, 200],
    "/fgd/panduan/": [200, 200, 200, 200, 200],
    "/fgd/panduan/baru/": [200, 200, 403, 403, 403],
    "/fgd/{session}/pernyataan/tambah/": [302, 302, 403, 403, 403],
    "/fgd/pernyataan/": [200, 200, 200, 200, 200],
    "/fgd/pernyataan/{statement}/ubah/": [200, 200, 403, 403, 403],
    "/fgd/pernyataan/{statement}/hapus/": [200, 200, 403, 403, 403],
    "/fgd/tema/": [200, 200, 200, 200, 200],
}
# The doors of one record, which must answer as if the record of another region did not exist.
VIEWING = ["/sosialisasi/{activity}/", "/fgd/kegiatan/{event}/", "/fgd/{session}/"]
EDITING = [address for address in MATRIX if "{" in address and address not in VIEWING]


def records_in(region):
    guide = a_guide()
    session = a_session(event=an_event(region=region), guide=guide)
    return {
        "activity": an_activity(region=region),
        "event": session.event,
        "session": session,
        "statement": a_statement(session=session),
    }


def numbers(records):
    return {name: record.pk for name, record in records.items()}


def everything():
    """All that a crafted request could have changed."""
    models = (
        *(OutreachActivity, FgdEvent, FgdSession, Participation, Statement),
        *(TeamMember, Invitation, DiscussionPoint, Coding),
    )
    return [sorted(model.objects.values_list(), key=str) for model in models]


@pytest.mark.parametrize("address", MATRIX)
def test_each_role_gets_what_its_permissions_say(client, address):
    region = a_region()
    opened = address.format(**numbers(records_in(region)))

    answers = []
    for role in ROLES:
        client.force_login(a_user(role, of=None if role == "administrator" else region))
        answers.append(client.get(opened).status_code)

    assert answers == MATRIX[address]


@pytest.mark.parametrize("address", MATRIX)
def test_nobody_gets_in_without_signing_in(client, address):
    answer = client.get(address.format(**numbers(records_in(a_region()))))

    assert answer.status_code == 302
    assert answer.url.startswith("/akun/")


@pytest.mark.parametrize("address", VIEWING + EDITING)
def test_a_record_of_another_region_answers_like_one_that_does_not_exist(client, address):
    foreign = address.format(**numbers(records_in(a_region())))
    missing = address.format(activity=99999, event=99999, session=99999, statement=99999)
    client.force_login(a_user("kpkp_staff", of=a_region()))

    answers = [client.get(foreign), client.get(missing)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert words(answers[0]) == words(answers[1])


@pytest.mark.parametrize("address", EDITING)
def test_a_crafted_post_to_another_region_writes_nothing(client, address):
    there = records_in(a_region())
    client.force_login(a_user("kpkp_staff", of=a_region()))
    before = everything()

    answer = client.post(address.format(**numbers(there)), crafted(address, there))

    assert answer.status_code == 404
    assert everything() == before


@pytest.mark.parametrize("address", [*EDITING, "/sosialisasi/baru/", "/fgd/kegiatan/baru/"])
def test_a_reader_who_posts_is_refused_and_writes_nothing(client, address):
    region = a_region()
    records = records_in(region)
    client.force_login(a_user("board"))
    before = everything()

    answer = client.post(address.format(**numbers(records)), crafted(address, records))

    assert answer.status_code == 403
    assert everything() == before


def crafted(address, records):
    """A request that would change the record if it were let through."""
    region, said = records["event"].region, records["statement"]
    if "sosialisasi" in address:
        return activity_form(region)
    if address.endswith("kehadiran/"):
        return line(f"kelompok-{said.group_id}", present=True)
    if address.endswith(("tim/", "undangan/")):
        asked = {"group": said.group_id, "answer": "open"}
        team = rows("team", {"role": "observer", "name": "Somebody"})
        return team | rows("invitations", asked)
    if address.endswith("pokok/"):
        return {f"tanya-{records['session'].guide.questions.get().pk}-text": "Ramai."}
    if address.endswith("hasil/"):
        return {"conclusions": "Perlu satu pintu."}
    if "pernyataan" in address:
        return statement_form(said.group, said.theme)
    if address.endswith("kegiatan/baru/"):
        return fgd_form(region)
    return event_form(region) if address.endswith("{event}/ubah/") else session_form()


@pytest.mark.parametrize("address", MATRIX)
def test_looking_writes_nothing(client, address):
    region = a_region()
    opened = address.format(**numbers(records_in(region)))
    client.force_login(a_user("kpkp_staff"))
    before = everything()

    client.get(opened)

    assert everything() == before
