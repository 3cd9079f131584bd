"""Every list of the admin beside its filter, at the width of a small office screen."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from pmi_portal.accounts.models import User
from tests.architecture.source import assert_none

pytestmark = pytest.mark.django_db(transaction=True)
# By how much the page and the table in it are wider than what is seen of them.
HIDDEN = """[document.documentElement, ...document.querySelectorAll("#changelist .results")]
    .map(box => box.scrollWidth - box.clientWidth)"""


def test_every_list_of_the_admin_is_seen_whole_at_1280(page, sign_in):
    call_command("load_reference", verbosity=0)
    call_command("load_demo", scale=0.3, verbosity=0)
    sign_in(page, User.objects.get(email="admin@portal.example"))
    hidden, filled = {}, 0
    for model in admin.site._registry:
        page.goto(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        hidden[model._meta.label] = page.evaluate(HIDDEN)
        filled += page.locator("#result_list tbody tr").count() > 0
    assert_none(f"{label} by {widths} px" for label, widths in hidden.items() if any(widths))
    assert filled > 20
