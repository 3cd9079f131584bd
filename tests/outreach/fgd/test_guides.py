"""Discussion guides: written, put in order, frozen by use, continued as a new version."""

import pytest
from django.core.exceptions import ValidationError

from outreach.fgd.actions.guides import edit_guide
from outreach.models import DiscussionGuide
from pmi_portal.audit.models import Event
from tests.outreach.forms import rows, sent_by, shown, words
from tests.support.records import (
    a_board_member,
    a_guide,
    a_region,
    a_session,
    a_staff_member,
    a_user,
    an_administrator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    member = a_staff_member()
    client.force_login(member)
    return member


def questions_of(guide):
    return list(guide.questions.order_by("order").values_list("order", "text"))


def create(client, *questions, **typed):
    guide = {"title": "Panduan layanan", "introduction": "Selamat datang."} | typed
    return client.post("/fgd/panduan/baru/", guide | rows("questions", *questions))


def opened(client, guide):
    page = client.get(f"/fgd/panduan/{guide.pk}/ubah/").context["page"]
    forms = [form for form in page.forms if form.instance.pk]
    return {name: value for form in forms for name, value in shown(form).items()}


def send(client, guide, page, *new, **typed):
    """Send the page with these fields typed over and new questions below."""
    count = guide.questions.count()
    blank = [{} for _question in range(count)]
    sent = rows("questions", *blank, *new, existing=count) | page | typed
    return client.post(f"/fgd/panduan/{guide.pk}/ubah/", sent)


def test_a_guide_is_written_with_its_questions_in_the_order_they_were_typed(client, staff):
    answer = create(client, {"text": "Pertama?", "prompts": "Siapa?"}, {}, {"text": "Kedua?"})

    guide = DiscussionGuide.objects.get()
    assert answer.url == f"/fgd/panduan/{guide.pk}/"
    assert (guide.title, guide.number, guide.active) == ("Panduan layanan", 1, True)
    assert questions_of(guide) == [(1, "Pertama?"), (2, "Kedua?")]
    event = Event.objects.get()
    assert (event.action, event.actor, event.detail) == ("guide.created", staff, {"questions": 2})
    assert "Siapa?" in words(client.get(answer.url))


def test_more_rows_are_asked_for_without_a_script_and_keep_what_was_typed(client, staff):
    address = "/fgd/panduan/baru/"
    typed = sent_by(client.get(address)) | {"questions-0-text": "Apa yang Anda alami?"}

    page = client.post(address, typed | {"baris": "1"})

    assert page.status_code == 200  # what is missing is told when it is saved
    kept = sent_by(page)
    assert (typed["questions-TOTAL_FORMS"], kept["questions-TOTAL_FORMS"]) == ("6", "10")
    assert page.context["form"]["title"].errors == []
    assert DiscussionGuide.objects.count() == 0
    kept |= {"title": "Panduan", "questions-0-text": "Apa yang Anda alami?", "questions-9-text": "Lain?"}
    assert client.post(address, kept).status_code == 302
    assert questions_of(DiscussionGuide.objects.get()) == [(1, "Apa yang Anda alami?"), (2, "Lain?")]


def test_a_list_offers_no_more_rows_than_it_takes(client, staff):
    typed = {"baris": "1"} | rows("questions", *[{"text": ""}] * 59)

    page = client.post("/fgd/panduan/baru/", typed)

    assert sent_by(page)["questions-TOTAL_FORMS"] == "60"


def test_the_typed_order_goes_before_the_order_of_the_rows(client, staff):
    create(client, {"text": "Akhir?", "ORDER": 2}, {"text": "Awal?", "ORDER": 1}, {"text": "Tambahan?"})

    assert [text for _order, text in questions_of(DiscussionGuide.objects.get())] == [
        *("Awal?", "Akhir?", "Tambahan?"),
    ]


@pytest.mark.parametrize(
    ("title", "questions", "fault"),
    [
        ("", [{"text": "Apa?"}], "title"),
        ("x" * 201, [{"text": "Apa?"}], "title"),
        ("Panduan", [{}], ""),
        ("Panduan", [{"prompts": "Siapa?"}], "questions-0-text"),
        ("Panduan", [{"text": "x" * 501}], "questions-0-text"),
    ],
)
def test_a_faulty_guide_is_refused_and_nothing_is_written(client, staff, title, questions, fault):
    answer = create(client, *questions, title=title)

    assert answer.status_code == 422
    assert fault in answer.context["page"].errors
    assert DiscussionGuide.objects.count() == 0


def test_a_title_that_exists_leads_to_a_new_version_instead(client, staff):
    a_guide(title="Panduan layanan")

    answer = create(client, {"text": "Apa?"})

    assert "lalu buat versi baru" in words(answer)
    assert DiscussionGuide.objects.count() == 1


def test_an_unused_guide_is_changed_reordered_and_shortened(client, staff):
    guide = a_guide("Satu?", "Dua?", "Tiga?")
    typed = {"questions-0-ORDER": "3", "questions-2-ORDER": "1", "questions-1-DELETE": "on"}

    answer = send(client, guide, opened(client, guide), {"text": "Empat?"}, **typed)

    assert answer.url == f"/fgd/panduan/{guide.pk}/"
    assert questions_of(guide) == [(1, "Tiga?"), (2, "Satu?"), (3, "Empat?")]


def test_two_people_change_one_guide_and_nothing_is_lost(client, staff):
    guide = a_guide("Satu?", "Dua?")
    page = opened(client, guide)
    send(client, guide, opened(client, guide), {"text": "Tiga?"}, **{"questions-0-text": "Satu, dari rekan?"})

    sent = rows("questions", {}, {}, existing=2) | page | {"questions-1-text": "Dua, dari saya?"}
    client.post(f"/fgd/panduan/{guide.pk}/ubah/", sent)

    assert {text for _order, text in questions_of(guide)} == {
        *("Satu, dari rekan?", "Dua, dari saya?", "Tiga?"),
    }


def test_a_used_guide_stays_as_it_is_and_offers_a_new_version(client, staff):
    guide = a_guide("Satu?")
    page = opened(client, guide)
    a_session(guide=guide)
    assert "sudah dipakai 1 sesi, jadi isinya tetap" in words(client.get(f"/fgd/panduan/{guide.pk}/ubah/"))

    answer = send(client, guide, page, **{"questions-0-text": "Lain?"})

    assert answer.status_code == 422
    assert questions_of(guide) == [(1, "Satu?")]
    assert f"/fgd/panduan/{guide.pk}/versi-baru/" in client.get(f"/fgd/panduan/{guide.pk}/").content.decode()


def test_the_action_itself_keeps_a_used_guide(staff):
    guide = a_guide()
    a_session(guide=guide)

    with pytest.raises(ValidationError):
        edit_guide(guide=guide, questions=list(guide.questions.all()), by=staff)


def test_a_new_version_copies_the_questions_and_takes_the_place_of_the_old_one(client, staff):
    guide = a_guide("Satu?", "Dua?", title="Layanan")
    session = a_session(guide=guide)
    assert "Buat versi baru panduan ini?" in words(client.get(f"/fgd/panduan/{guide.pk}/versi-baru/"))

    answer = client.post(f"/fgd/panduan/{guide.pk}/versi-baru/")

    new = DiscussionGuide.objects.get(number=2)
    guide.refresh_from_db()
    session.refresh_from_db()
    assert answer.url == f"/fgd/panduan/{new.pk}/ubah/"
    assert (questions_of(new), new.title, new.active) == ([(1, "Satu?"), (2, "Dua?")], "Layanan", True)
    assert (guide.active, session.guide) == (False, guide)


def test_asking_twice_for_a_new_version_makes_one(client, staff):
    guide = a_guide()
    for _click in range(2):
        answer = client.post(f"/fgd/panduan/{guide.pk}/versi-baru/", follow=True)

    assert "Versi 2 sudah ada." in words(answer)
    assert DiscussionGuide.objects.count() == 2


def test_the_title_stays_that_holds_the_versions_together(client, staff):
    second = a_guide(number=2)

    assert "title" not in client.get(f"/fgd/panduan/{second.pk}/ubah/").context["form"].fields


def test_the_list_is_searched_and_says_what_is_in_use(client, staff):
    used, retired = a_guide(title="Layanan klaim"), a_guide(title="Pendaftaran", active=False)
    a_session(guide=used)

    assert list(client.get("/fgd/panduan/?q=klaim").context["table"].data) == [used]
    assert list(client.get("/fgd/panduan/?active=False").context["table"].data) == [retired]
    [row] = client.get("/fgd/panduan/?active=True").context["table"].data
    assert (row.question_count, row.session_count) == (1, 1)


def test_a_guide_tells_only_of_sessions_this_person_may_see(client):
    here, guide = a_region(), a_guide()
    ours, theirs = a_session(region=here, guide=guide), a_session(guide=guide)
    client.force_login(a_user("observer", of=here))

    page = client.get(f"/fgd/panduan/{guide.pk}/")

    assert list(page.context["sessions"]) == [ours]
    assert theirs.event.title not in page.content.decode()


def test_readers_read_guides_and_change_none(client):
    guide = a_guide("Satu?")
    client.force_login(a_board_member())

    page = client.get(f"/fgd/panduan/{guide.pk}/")

    assert "Satu?" in words(page)
    assert "/ubah/" not in page.content.decode()
    for address in ("baru/", f"{guide.pk}/ubah/", f"{guide.pk}/versi-baru/"):
        assert client.get(f"/fgd/panduan/{address}").status_code == 403
        assert client.post(f"/fgd/panduan/{address}").status_code == 403


def test_the_admin_keeps_a_used_guide_but_may_retire_it(client):
    guide = a_guide("Satu?")
    a_session(guide=guide)
    client.force_login(an_administrator())
    address = f"/admin/outreach/discussionguide/{guide.pk}/change/"

    client.post(address, {"title": "Lain"} | rows("questions"))

    guide.refresh_from_db()
    assert (guide.active, questions_of(guide)) == (False, [(1, "Satu?")])
    assert guide.title != "Lain"
