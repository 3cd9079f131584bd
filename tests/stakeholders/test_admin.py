"""The admin screens: each opens for an administrator and for nobody else."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from pmi_portal.accounts.models import User
from pmi_portal.accounts.permissions import Role
from pmi_portal.audit.models import Event
from stakeholders.models import (
    Contact,
    District,
    Institution,
    Posting,
    Region,
    StakeholderGroup,
    TermAlias,
)
from tests.support.records import (
    PASSWORD,
    a_board_member,
    a_contact,
    a_district,
    a_region,
    a_staff_member,
    an_institution,
    an_observer,
    an_officer,
)

pytestmark = pytest.mark.django_db
OURS = (Region, District, StakeholderGroup, TermAlias, Institution, Contact, Posting, User)


def screens():
    """Every list and add screen of the admin site: URL and whether adding is possible."""
    for model, screen in admin.site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"admin:{name}_changelist")
        if screen.has_add_permission(_Somebody()):
            yield reverse(f"admin:{name}_add")


class _Somebody:
    """A request of a person with every right; what is still refused is refused to all."""

    class user:  # noqa: N801
        @staticmethod
        def has_perm(_name):
            return True


def test_our_models_stand_in_the_admin():
    assert set(OURS) <= set(admin.site._registry)


def test_every_list_and_add_screen_opens_for_an_administrator(client, administrator):
    region = a_region()
    a_district(region=region)
    a_contact(institution=an_institution(region=region), region=region)
    client.force_login(administrator)
    answers = {url: client.get(url).status_code for url in screens()}
    assert {url: status for url, status in answers.items() if status != 200} == {}
    assert len(answers) > 20


@pytest.mark.parametrize("maker", [a_staff_member, a_board_member, an_officer, an_observer])
def test_no_screen_opens_for_anybody_else(client, maker):
    client.force_login(maker())
    assert {client.get(url).status_code for url in screens()} == {403}


def test_every_change_screen_of_ours_opens(client, administrator):
    region = a_region()
    contact = a_contact(institution=an_institution(region=region), region=region)
    records = [region, a_district(region=region), contact.institution, contact, contact.group, administrator]
    client.force_login(administrator)
    for record in records:
        meta = record._meta
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
        assert (meta.model_name, client.get(url).status_code) == (meta.model_name, 200)


def user_form(**changes):
    form = {
        "email": "baru@portal.example",
        "full_name": "Petugas Baru",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "postings-TOTAL_FORMS": "1",
        "postings-INITIAL_FORMS": "0",
        "postings-0-role": Role.REGIONAL_OFFICER,
        "postings-0-region": "",
    }
    return form | changes


def test_a_user_is_made_together_with_a_posting(client, administrator):
    region = a_region()
    client.force_login(administrator)
    url = reverse("admin:accounts_user_add")
    assert client.post(url, user_form(**{"postings-0-region": region.pk})).status_code == 302
    user = User.objects.get(email="baru@portal.example")
    assert user.regions_for("institutions_edit") == {region.pk}
    assert Event.objects.about(user).filter(action="user.created").count() == 1


def test_an_officer_without_a_region_is_refused(client, administrator):
    client.force_login(administrator)
    page = client.post(reverse("admin:accounts_user_add"), user_form())
    assert page.status_code == 200
    assert "Petugas wilayah harus ditugaskan di satu wilayah." in page.content.decode()
    assert not User.objects.filter(email="baru@portal.example").exists()


def test_a_change_on_an_admin_screen_stands_in_the_audit_log(client, administrator):
    region = a_region()
    client.force_login(administrator)
    form = {"term": "BP3TKI", "family": "BP3MI", "valid_from": "", "source": ""}
    client.post(reverse("admin:stakeholders_termalias_add"), form)
    event = Event.objects.about(TermAlias.objects.get()).get()
    assert (event.action, event.actor) == ("termalias.created", administrator)
    assert not Event.objects.about(region).exists()


def test_what_is_changed_or_deleted_on_an_admin_screen_stands_in_the_audit_log(client, administrator):
    term, other, third = (TermAlias.objects.create(term=f"BP3TKI {n}", family="BP3MI") for n in range(3))
    client.force_login(administrator)
    screen = reverse("admin:stakeholders_termalias_change", args=[term.pk])
    form = {name: value or "" for name, value in client.get(screen).context["adminform"].form.initial.items()}
    chosen = {"action": "delete_selected", "_selected_action": [other.pk, third.pk], "post": "yes"}

    client.post(screen, form | {"source": "UU 18/2017"})
    client.post(reverse("admin:stakeholders_termalias_delete", args=[term.pk]), {"post": "yes"})
    client.post(reverse("admin:stakeholders_termalias_changelist"), chosen)

    events = Event.objects.filter(action__startswith="termalias.").order_by("pk")
    assert not TermAlias.objects.exists()
    assert sorted((event.action, event.subject_id) for event in events) == sorted(
        [
            ("termalias.edited", str(term.pk)),
            *(("termalias.deleted", str(one.pk)) for one in (term, other, third)),
        ]
    )


def test_the_admin_offers_no_import_or_export(client, administrator):
    an_institution()
    client.force_login(administrator)
    html = client.get(reverse("admin:stakeholders_institution_changelist")).content.decode()
    assert "import" not in html.lower().replace("important", "")
    assert client.get("/admin/stakeholders/institution/import/").status_code == 302


def test_the_last_day_of_an_institution_is_shown_with_the_way_to_enter_it(client, administrator):
    client.force_login(administrator)
    page = client.get(f"/admin/stakeholders/institution/{an_institution().pk}/change/").content.decode()
    assert "diisi lewat “Nonaktifkan atau gabungkan”" in page
    assert "isi untuk menonaktifkan" not in page


def test_a_register_is_narrowed_to_what_holds_today_or_does_not(client, administrator):
    client.force_login(administrator)
    holding, ended = a_district(), a_district(valid_to=timezone.localdate() - timedelta(days=1))
    address = reverse("admin:stakeholders_district_changelist")

    def listed(query):
        return set(client.get(address + query).context["cl"].queryset)

    assert listed("?keadaan=aktif") == {holding}
    assert listed("?keadaan=tidak") == {ended}
    assert listed("") == {holding, ended}
