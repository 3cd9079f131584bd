"""What the forms of outreach share."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from stakeholders.models import District, Region


def posted(request):
    """What was sent, even when it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class Acting:
    """A form that hands over to an action and takes the action's refusal as an error of its own."""

    def applies(self, action, **about):
        try:
            action(**about)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True

    def add_reason(self, field, reason):
        """Put the reason of a rule at the field, when there is one."""
        if reason:
            self.add_error(field, reason)


class JoinedForms(Acting):
    """Several forms of one page, judged together and summed up together in components/form_errors.html."""

    def __init__(self, *forms):
        self.forms = forms

    def is_valid(self):
        verdicts = [
            form.is_valid() for form in self.forms
        ]  # ask every form, so that every fault shows at once
        return all(verdicts)

    def add_error(self, field, error):
        self.forms[0].add_error(field, error)

    @property
    def errors(self):
        return {form.add_prefix(name): errors for form in self.forms for name, errors in form.errors.items()}

    def non_field_errors(self):
        return [error for form in self.forms for error in form.non_field_errors()]

    def visible_fields(self):
        return [field for form in self.forms for field in form.visible_fields()]

    def hidden_fields(self):
        return [field for form in self.forms for field in form.hidden_fields()]


def offer_places(form, user, permission):
    """Let `region` and `district` offer only where the user holds the permission, and what the record has."""
    record = form.instance
    regions = Region.objects.visible_to(user, permission)
    form.fields["region"].queryset = regions.filter(Q(active=True) | Q(pk=record.region_id))
    districts = District.objects.filter(region__in=regions).select_related("region")
    form.fields["district"].queryset = districts.filter(Q(active=True) | Q(pk=record.district_id)).order_by(
        "region__order", "region__name", "kemendagri_code"
    )
    form.fields["region"].empty_label = _("pilih wilayah")
    offer_grouped(
        form.fields["district"],
        none=_("tidak ditentukan"),
        heading=lambda district: district.region.name,
    )
    if len(form.fields["region"].queryset) == 1:
        form.fields["region"].initial = form.fields["region"].queryset[0]


def offer_grouped(field, *, none, heading):
    """Show the choices of a ModelChoiceField under headings; its queryset must come in their order."""
    field.choices = [("", none), *grouped(field.queryset, heading=heading)]


def grouped(records, *, heading):
    """Option groups [(heading, [(pk, text), ...]), ...] of records that come in the order of the headings."""
    return [
        (name, [(record.pk, str(record)) for record in members])
        for name, members in groupby(records, key=heading)
    ]
