"""Who may open which door of complaints, and what a door of another region answers."""

import pytest

from outreach.models import Complaint, ComplaintReporter, ComplaintStep, Referral
from stakeholders.models import Posting
from tests.outreach.complaints.complaint_cases import a_complaint_in, a_referral, complaint_form
from tests.outreach.forms import words
from tests.support.records import a_complaint, a_region, a_user, an_institution, the_limits

pytestmark = pytest.mark.django_db

ROLES = ["administrator", "kpkp_staff", "board", "regional_officer", "observer"]
MATRIX = {
    "/pengaduan/": [200, 200, 200, 200, 403],
    "/pengaduan/baru/": [200, 200, 403, 200, 403],
    "/pengaduan/{pk}/": [200, 200, 200, 200, 403],
    "/pengaduan/{pk}/ubah/": [200, 200, 403, 200, 403],
    "/pengaduan/{pk}/identitas/": [302, 302, 403, 302, 403],
    "/pengaduan/{pk}/langkah/teruskan/": [200, 200, 403, 200, 403],
}
OF_ONE = [address for address in MATRIX if "{" in address]
CHANGING = [address for address in OF_ONE if address != "/pengaduan/{pk}/"]


def everything():
    """All that a crafted request could have changed."""
    models = (Complaint, ComplaintStep, ComplaintReporter, Referral)
    return [sorted(model.objects.values_list(), key=str) for model in models]


def a_case(region):
    the_limits()
    complaint = a_complaint_in("referred", region=region)
    a_referral(complaint)
    return complaint


def crafted(address, complaint):
    """A request that would change something if it were let through."""
    if address.endswith("teruskan/"):
        institution = an_institution(region=complaint.region)
        return {"institution": institution.pk, "question": "Mohon cek."}
    return complaint_form(complaint.region, complaint.category, complaint.limit, reason="x", name="Siti")


@pytest.mark.parametrize("address", MATRIX)
def test_each_role_gets_what_its_permissions_say(client, address):
    region = a_region()
    opened = address.format(pk=a_case(region).pk)

    answers = []
    for role in ROLES:
        client.force_login(a_user(role, of=None if role == "administrator" else region))
        answers.append(client.get(opened).status_code)

    assert answers == MATRIX[address]


def test_a_complaint_is_offered_only_the_regions_in_which_one_handles_them(client):
    own, seen = a_region(), a_region()
    person = a_user("regional_officer", of=own)
    Posting.objects.create(user=person, role="board", region=seen)
    client.force_login(person)
    offered = client.get("/pengaduan/baru/").context["form"].fields["region"].queryset
    assert list(offered) == [own]


@pytest.mark.parametrize("address", OF_ONE)
def test_a_complaint_of_another_region_answers_like_one_that_does_not_exist(client, address):
    foreign, missing = address.format(pk=a_case(a_region()).pk), address.format(pk=99999)
    client.force_login(a_user("kpkp_staff", of=a_region()))

    answers = [client.get(foreign), client.get(missing)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert words(answers[0]) == words(answers[1])


@pytest.mark.parametrize("address", CHANGING)
def test_a_crafted_post_to_another_region_writes_nothing(client, address):
    complaint = a_case(a_region())
    client.force_login(a_user("kpkp_staff", of=a_region()))
    sent, before = crafted(address, complaint), everything()

    answer = client.post(address.format(pk=complaint.pk), sent)

    assert answer.status_code == 404
    assert everything() == before


@pytest.mark.parametrize("address", [*CHANGING, "/pengaduan/baru/"])
def test_a_reader_who_posts_is_refused_and_writes_nothing(client, address):
    complaint = a_case(a_region())
    client.force_login(a_user("board"))
    sent, before = crafted(address, complaint), everything()

    answer = client.post(address.format(pk=complaint.pk), sent)

    assert answer.status_code == 403
    assert everything() == before


@pytest.mark.parametrize("address", MATRIX)
def test_looking_writes_nothing(client, address):
    complaint = a_case(a_region())
    client.force_login(a_user("kpkp_staff"))
    before = everything()

    client.get(address.format(pk=complaint.pk))

    assert everything() == before


def test_a_complaint_is_not_moved_into_a_region_of_others(client):
    complaint = a_complaint()
    client.force_login(a_user("regional_officer", of=complaint.region))
    typed = complaint_form(a_region(), complaint.category, complaint.limit, reason="x")

    answer = client.post(f"/pengaduan/{complaint.pk}/ubah/", typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["region"])
