"""Lists that several people may fill at the same time, as formsets whose rows are compared like any form."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pmi_portal.audit.models import Event
from pmi_portal.editing.conflicts import VersionedForm
from pmi_portal.editing.forms import JoinedForms
from pmi_portal.editing.history import name_of
from pmi_portal.editing.seen import fingerprint
from pmi_portal.words.formats import show_datetime

MORE, MORE_ROWS = "baris", 4  # the button that asks for further rows, and how many it brings


class RowForm(VersionedForm, forms.ModelForm):
    """A row of a SharedSet. `is_gone` says that somebody removed it since the page was made."""

    def __init__(self, *args, is_gone=False, **kwargs):
        self.is_gone = is_gone
        super().__init__(*args, **kwargs)

    @property
    def is_stored(self):
        return self.is_gone or super().is_stored

    @property
    def is_unchanged(self):
        if self.is_gone:
            return True  # what was typed into it was refused, and nothing is left to be changed
        return super().is_unchanged if self.is_stored else not self.has_changed()

    def clean(self):
        if self.is_gone:
            return self._clean_gone()
        cleaned = super().clean()
        if cleaned.get("DELETE") and (self.taken_over or self.conflicts):
            reason = _("Orang lain baru saja mengubah baris ini. Simpan sekali lagi bila memang dihapus.")
            self.add_error("DELETE", ValidationError(reason, code="conflict"))
        return cleaned

    def _clean_gone(self):
        """Who left the row as it was agrees; what was typed into it is not thrown away unseen."""
        cleaned = self.cleaned_data
        read = cleaned.pop("seen", None)
        is_as_seen = read and all(fingerprint(cleaned.get(name)) == was for name, was in read["seen"].items())
        if not is_as_seen and not cleaned.get("DELETE"):
            reason = _(
                "Orang lain baru saja menghapus baris ini. Bila isinya masih perlu, salin ke baris kosong; "
                "lalu tandai baris ini untuk dihapus."
            )
            self.add_error(next(iter(self.fields)), ValidationError(reason, code="conflict"))
        return cleaned


class ToldByDeed:
    """A line of the record in its field `OF`; the audited deed `DEED` tells who changed the lines last."""

    OF, DEED = "", ""

    @cached_property
    def last_change(self):
        record = getattr(self.instance, self.OF)
        deeds = Event.objects.about(record).filter(action=self.DEED).select_related("actor")
        deed = deeds.order_by("-pk").first()
        at = show_datetime(deed.at, getattr(record, "zone", "Asia/Jakarta")) if deed else ""
        return {"who": name_of(deed.actor if deed else None), "at": at}


class SharedRow(ToldByDeed, RowForm):
    """A row of a SharedSet, or of a sheet."""


class SharedRows:
    """What a formset of RowForms adds: it knows the rows that somebody removed."""

    def _construct_form(self, i, **kwargs):
        if self.is_bound and i < self.initial_form_count():
            pk = self.data.get(f"{self.add_prefix(i)}-{self.model._meta.pk.name}")
            kwargs["is_gone"] = pk not in {str(row.pk) for row in self.get_queryset()}
        return super()._construct_form(i, **kwargs)

    def add_fields(self, form, index):
        """Each row knows its number on the page, to be named in the summary of faults."""
        super().add_fields(form, index)
        form.row_number = None if index is None else index + 1
        if getattr(form, "is_gone", False):
            form.fields[self.model._meta.pk.name] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def living_forms(self):
        """The rows that are there after this form, as far as nothing is wrong with it."""
        return [form for form in self.forms if form not in self.deleted_forms and not form.is_gone]


class SharedSet(SharedRows, forms.BaseInlineFormSet):
    """The rows of one record, read at once and each knowing its record.

    The action that writes them raises the revision of the record, so that of two who were at it at the same
    moment only one goes on.
    """

    def __init__(self, data=None, *args, instance, **kwargs):
        if instance.pk:
            kwargs["queryset"] = self.stored(getattr(instance, self.fk.remote_field.get_accessor_name()))
        self.asks_for_rows = data is not None and MORE in data
        if self.asks_for_rows:
            data = self._with_more(data, kwargs.get("prefix") or self.get_default_prefix())
        super().__init__(data, *args, instance=instance, **kwargs)

    def _with_more(self, data, prefix):
        """What was typed, with some more rows for who asked for them without a script that adds them."""
        name, data = f"{prefix}-TOTAL_FORMS", data.copy()
        if data.get(name, "").isdecimal():
            data[name] = str(min(int(data[name]) + MORE_ROWS, self.max_num))
        return data

    def stored(self, rows):
        return rows.all()


class RowsPage(JoinedForms):
    """A formset with the manners of a form, and the forms beside it; their faults are summed up together."""

    def __init__(self, formset, *beside):
        self.formset, self.beside = formset, beside
        super().__init__(*beside, *formset.forms)
        if formset.asks_for_rows:
            self._leave_unjudged()

    def _leave_unjudged(self):
        """Whoever only asks for more rows gets them with what was typed, and hears of faults when saving."""
        for form in self.forms:
            form._errors = ErrorDict()
        self.formset._errors, self.formset._non_form_errors = [], ErrorList()

    def is_valid(self):
        if self.formset.asks_for_rows:
            return False
        verdicts = [part.is_valid() for part in (*self.beside, self.formset)]
        return all(verdicts)

    @property
    def errors(self):
        own = self.formset.non_form_errors()
        return super().errors | ({"": own} if own else {})

    def non_field_errors(self):
        return [*self.formset.non_form_errors(), *super().non_field_errors()]
