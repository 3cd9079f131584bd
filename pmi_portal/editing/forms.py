"""What the forms of every app share."""

from django import forms
from django.core.exceptions import ValidationError

from pmi_portal.files.storage import NO_ROOM


def posted(request):
    """What was sent, even when it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def status_of(form):
    """422 when refused, 409 when somebody else was quicker, 507 when there was no room for a file."""
    if has_fault(form, "conflict"):
        return 409
    if has_fault(form, NO_ROOM):
        return 507
    return 422 if form.errors else 200


def has_fault(form, code):
    """Whether a form, or one of joined forms, has an error of this code."""
    return any(fault.code == code for errors in form.errors.values() for fault in errors.as_data())


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class NarrowedSelect(forms.Select):
    """A list of records that the browser narrows to the choice in the field `by`, such as their region."""

    def __init__(self, by, *, css=""):
        super().__init__(attrs={"data-narrowed-by": by, "class": css})

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if record := getattr(value, "instance", None):
            option["attrs"]["data-of"] = getattr(record, f"{self.attrs['data-narrowed-by']}_id")
        return option


class Acting:
    """A form that hands over to an action and takes the action's refusal as an error of its own.

    Where nothing is changed there is nothing to do: no history, no audit event, no step. `made` is what the
    action made; None too for a form that was sent before.
    """

    is_unchanged = False
    made = None

    def applies(self, action, **about):
        if self.is_unchanged:
            return True
        try:
            self.made = action(**about)
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
    def is_unchanged(self):
        return all(getattr(form, "is_unchanged", False) for form in self.forms)

    @property
    def errors(self):
        return {form.add_prefix(name): errors for form in self.forms for name, errors in form.errors.items()}

    def non_field_errors(self):
        return [error for form in self.forms for error in form.non_field_errors()]

    def visible_fields(self):
        return [field for form in self.forms for field in form.visible_fields()]

    def hidden_fields(self):
        return [field for form in self.forms for field in form.hidden_fields()]

    @property
    def conflicts(self):
        return [one for form in self.forms for one in getattr(form, "conflicts", ())]

    @property
    def taken_over(self):
        return [one for form in self.forms for one in getattr(form, "taken_over", ())]

    @property
    def last_change(self):
        """Of the first form in which somebody else changed something; the others are not asked."""
        involved = (
            form for form in self.forms if getattr(form, "conflicts", ()) or getattr(form, "taken_over", ())
        )
        return next(involved).last_change
