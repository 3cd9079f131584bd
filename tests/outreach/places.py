"""Regions and districts, corrected on their admin screens."""

from django.urls import reverse


def saved_in_the_admin(client, place, **changed):
    """Send the admin screen of a region or district as it came, but for what is changed."""
    address = reverse(f"admin:stakeholders_{place._meta.model_name}_change", args=[place.pk])
    context = client.get(address).context
    form = context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    for one in context["inline_admin_formsets"]:
        sent |= {f"{one.formset.prefix}-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    answer = client.post(address, sent | changed)
    assert answer.status_code == 302, answer.context["errors"]
