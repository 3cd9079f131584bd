"""Lists that several people may fill at the same time, as formsets of versioned rows."""

from django import forms
from django.utils.functional import cached_property

from pmi_portal.audit.models import Event
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.forms import JoinedForms
from pmi_portal.editing.history import name_of
from pmi_portal.words.formats import show_datetime


class SharedRow(VersionedForm, forms.ModelForm):
    """A row of the record in its field `OF`; the audited deed `DEED` tells who changed the rows last."""

    OF, DEED = "", ""

    @cached_property
    def last_change(self):
        record = getattr(self.instance, self.OF)
        deeds = Event.objects.about(record).filter(action=self.DEED).select_related("actor")
        deed = deeds.order_by("-pk").first()
        at = show_datetime(deed.at, getattr(record, "zone", "Asia/Jakarta")) if deed else ""
        return {"who": name_of(deed.actor if deed else None), "at": at}


class SharedSet(forms.BaseInlineFormSet):
    """The rows of one record, read at once and each knowing its record."""

    def __init__(self, *args, instance, **kwargs):
        if instance.pk:
            kwargs["queryset"] = self.stored(getattr(instance, self.fk.remote_field.get_accessor_name()))
        super().__init__(*args, instance=instance, **kwargs)
        self.pks_read = {row.pk for row in self.get_queryset()}

    def add_fields(self, form, index):
        """Each row knows its number on the page, to be named in the summary of faults."""
        super().add_fields(form, index)
        form.row_number = None if index is None else index + 1

    @property
    def is_outdated(self):
        """Whether somebody stored, added or removed a row since these were read."""
        rows = self.model.objects.filter(**{self.fk.name: self.instance})
        stored = {row.pk: forms.model_to_dict(row, self.form._meta.fields) for row in rows}
        return stored.keys() != self.pks_read or any(
            form.initial != stored[form.instance.pk] for form in self.initial_forms
        )

    def stored(self, rows):
        return rows.all()


class RowsPage(JoinedForms):
    """A formset with the manners of a form, and the forms beside it; their faults are summed up together."""

    def __init__(self, formset, *beside):
        self.formset, self.beside = formset, beside
        super().__init__(*beside, *formset.forms)

    def is_valid(self):
        verdicts = [part.is_valid() for part in (*self.beside, self.formset)]
        return all(verdicts)

    @property
    def errors(self):
        own = self.formset.non_form_errors()
        return super().errors | ({"": own} if own else {})

    def non_field_errors(self):
        return [*self.formset.non_form_errors(), *super().non_field_errors()]
