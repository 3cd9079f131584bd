"""Two people edit one record: nobody's input is lost, and what both changed is decided by who sends second.

The form of a record that more than one person may edit takes `VersionedForm` as its first base:

    class SessionForm(VersionedForm, SentOnce, forms.ModelForm): ...

and the view of its edit page tells what it took over from the other person, after the action:

    if form.is_valid() and form.applies(edit_session, session=form.instance, by=request.user):
        tell_merged(request, form)

The hidden field `seen` says how each field looked when the page was made. Fields that only the other person
changed are taken over; those that both changed come back with `status_of(form) == 409` and a choice for each,
shown by components/conflict.html (a part of components/form_page.html), which takes joined forms too.
Compared are the fields of the model and its many-to-many fields; rows of a formset are such forms too. A form
that differs in nothing from what is stored does not act at all.

The last moment between reading and writing is guarded by `save_record`, which goes on only from the revision
that was read (VersionedMixin). So an action that is handed `form.instance` must save that very instance. What
only the admin edits needs no VersionedMixin: its screens lock what they read (pmi_portal/editing/screens.py).
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django import forms
from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Manager, Model, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from pmi_portal.audit.models import Event
from pmi_portal.editing.forms import Acting
from pmi_portal.editing.history import name_of
from pmi_portal.editing.seen import SeenField, fingerprint
from pmi_portal.words.formats import show_clock, show_date, show_datetime

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Conflict:
    """A field that both changed; `choice` is the name of the radio buttons."""

    label: str
    mine: str
    theirs: str
    choice: str


class VersionedForm(Acting):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts, self.taken_over = [], []
        if self.is_stored:
            self.fields["seen"] = SeenField(initial=self._as_read)

    @property
    def is_stored(self):
        """Whether the page shows something that another person may change meanwhile."""
        return not self.instance._state.adding

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if self.is_stored:
            self._before = {name: fingerprint(self.stored_value(name)) for name in self.compared()}
            if read := cleaned.pop("seen", None):
                self._merge(cleaned, read)
        return cleaned

    @property
    def changes(self):
        """Names of the fields in which a valid form differs from what is stored."""
        kept = self.cleaned_data
        others = [name for name in self.changed_data if name not in self._before]
        return [
            *(name for name, was in self._before.items() if name in kept and fingerprint(kept[name]) != was),
            *(name for name in others if name != "submission"),
        ]

    def differs(self, *names):
        """Whether one of these fields is typed otherwise than stored; of a new record each is."""
        kept, told = self.cleaned_data, getattr(self, "_before", {})
        return any(name in kept and fingerprint(kept[name]) != told.get(name) for name in names)

    @property
    def is_unchanged(self):
        return self.is_stored and not self.changes

    @cached_property
    def last_change(self):
        """Who changed the stored record, and when, in words."""
        who, at = _last_change(self.instance)
        zone = getattr(self.instance, "zone", "Asia/Jakarta")
        return {"who": name_of(who), "at": show_datetime(at, zone) if at else ""}

    def _merge(self, cleaned, read):
        undecided = []
        for name in [name for name in self.compared() if name in cleaned and name in read["seen"]]:
            stored = self.stored_value(name)
            verdict = self._verdict(name, read, fingerprint(cleaned[name]), fingerprint(stored))
            read["seen"][name] = fingerprint(stored)
            if verdict == THEIRS:
                cleaned[name] = stored
                self._show(name, self.fields[name].prepare_value(stored))
                if name not in read["open"]:
                    self.taken_over.append(str(self.fields[name].label))
            elif verdict != MINE:
                undecided.append(name)
                self._refuse(name, cleaned[name], stored)
        if self.taken_over:
            # Kept from here on: after the action the last change is this person's own.
            self.last_change  # noqa: B018
        self._show("seen", self.fields["seen"].prepare_value(read | {"open": undecided}))
        self.__dict__.pop("changed_data", None)  # asked before, of what was typed upon an older page

    def _verdict(self, name, read, mine, theirs):
        """MINE, THEIRS, or None when the person has to choose."""
        choice = self.data.get(self.add_prefix(f"choice-{name}")) if name in read["open"] else None
        if mine == theirs:
            return MINE
        if choice == THEIRS or mine == read["seen"][name]:
            return THEIRS
        is_unchanged = theirs == read["seen"][name]
        return MINE if is_unchanged and (choice == MINE or name not in read["open"]) else None

    def _refuse(self, name, mine, theirs):
        field = self.fields[name]
        self.conflicts.append(
            Conflict(
                label=field.label,
                mine=in_words(field, mine),
                theirs=in_words(field, theirs),
                choice=self.add_prefix(f"choice-{name}"),
            )
        )
        reason = _("Isian ini juga diubah oleh %(who)s, %(at)s. Pilih yang dipakai.") % self.last_change
        self.add_error(name, ValidationError(reason, code="conflict"))

    def _show(self, name, value):
        """What the page shows in this field when it comes back."""
        self.data = self.data.copy()
        if isinstance(value, list) and hasattr(self.data, "setlist"):
            self.data.setlist(self.add_prefix(name), value)
        elif value in (None, False):
            self.data.pop(self.add_prefix(name), None)
        else:
            self.data[self.add_prefix(name)] = value

    def compared(self):
        """Names of the fields that are compared; a form with others of its own adds them."""
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField) and _has_field(self.instance, name):
                yield name

    def stored_value(self, name):
        """What the database holds for a compared field."""
        value = getattr(self.instance, name)
        return list(value.all()) if isinstance(value, Manager) else value

    def _as_read(self):
        return {"seen": {name: fingerprint(self.stored_value(name)) for name in self.compared()}, "open": []}


def tell_merged(request, form):
    """Name the fields that were taken over from the other person."""
    if form.taken_over:
        told = form.last_change | {"fields": ", ".join(form.taken_over)}
        messages.info(
            request, _("Diambil dari perubahan %(who)s, %(at)s, yang Anda tidak ubah: %(fields)s.") % told
        )


def in_words(field, value):
    """The value of a form field as a person reads it."""
    if value in (None, "") or value == []:
        return _("kosong")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, list | QuerySet):
        return ", ".join(in_words(field, one) for one in value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return show_date(value)
    if isinstance(value, time):
        return show_clock(value)
    if isinstance(field, forms.ChoiceField) and not isinstance(value, Model):
        return str(dict(field.choices).get(value, value))
    return str(value)


def _has_field(record, name):
    try:
        field = record._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return field.concrete and field.editable


def _last_change(record):
    if hasattr(record, "history"):
        row = record.history.select_related("history_user").first()
        return (row.history_user, row.history_date) if row else (None, None)
    event = Event.objects.about(record).select_related("actor").first()
    return (event.actor, event.at) if event else (None, None)
