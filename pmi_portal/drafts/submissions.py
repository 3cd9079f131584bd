"""One record per sent form: a double click, or a form sent again after a broken line, makes no second one.

A form that creates a record takes `SentOnce` as its first base, and its view asks `taken_once` where an edit
asks `form.applies`; the answer is the address of the record, also when this very form was taken in before:

    class ActivityForm(SentOnce, forms.ModelForm): ...

    record = form.instance
    if form.is_valid() and (url := taken_once(form, create_activity, activity=record, by=request.user)):
        messages.success(...)
        return redirect(url)

Who goes back and sends the very same once more from a new page is asked whether a second record is meant.
What a form did may make it wrong the second time, or take away what its page is about: where such a form is
refused, SentBeforeMiddleware leads to `url` as well.

`leads_to` names the record, or the address, to go to where it is neither `form.instance` nor what the action
makes. Of joined forms the first is a SentOnce. A template that does not render its form with crispy shows the
hidden field itself: {{ form.submission }}.
"""

from datetime import timedelta
from uuid import UUID, uuid4, uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from pmi_portal.drafts.models import Submission
from pmi_portal.editing.forms import Acting
from pmi_portal.editing.records import digest
from pmi_portal.words.formats import show_clock

NOT_TYPED = {"csrfmiddlewaretoken", "submission", "draft", "seen"}
TWIN = "twin"  # the code of the fault of a form that was recorded a moment ago
TWICE_WITHIN = timedelta(minutes=10)


class SentOnce(Acting):
    """A form of a new record; it carries a number of its own, made when its page is made.

    `asks_of_twins` is off where the same words twice in a row are nothing strange. An edit that leaves words
    beside the record, such as its reason, or further rows, would leave them twice: its form has a number too
    (`counts_edits`).
    """

    asks_of_twins = True
    counts_edits = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sent = self.data, self.files  # as they came; what others changed is taken over into a copy
        if self.counts_edits or not getattr(getattr(self, "instance", None), "pk", None):
            self.fields["submission"] = forms.UUIDField(
                required=False, initial=uuid4, widget=forms.HiddenInput
            )

    @property
    def facts(self):
        """What was filled in, by name: what the action of a step asks for."""
        return {name: value for name, value in self.cleaned_data.items() if name != "submission"}


class AskingForm(SentOnce, forms.Form):
    """Nothing to fill in: a page that asks before it acts."""

    asks_of_twins = False


class RowsNumber(AskingForm):
    """The number of a page that has nothing but rows; its first form."""

    is_unchanged = True  # whether there is something to do is said by the rows


@transaction.atomic
def taken_once(form, action, *, by, leads_to=None, **about):
    """Do the action for this form once; the address of the record, or None when it must come back.

    It comes back with an error when the action refused, or when the person has to say that a further record
    is meant: for a number that was taken with other words, and for the same words under a new number.
    """
    first = form.forms[0] if hasattr(form, "forms") else form
    if form.is_unchanged:
        return _address(form, leads_to)
    key = first.cleaned_data.get("submission")
    if key is None:
        return _address(form, leads_to) if form.applies(action, by=by, **about) else None
    typed = _typed(*first.sent)
    # Who sends the same form at the same moment waits at this row until the first one is through.
    taken, is_first = _taken(key, by, typed)
    if is_first:
        taken.deed = _deed(action, about)
        if twin := _unasked_twin(taken) if first.asks_of_twins else None:
            transaction.set_rollback(True)
            _ask_of_twin(form, first, twin)
            return None
        try:  # here, not in a function of its own: what is done for one click lies few steps deep
            form.made = action(by=by, **about)
        except ValidationError as refusal:
            transaction.set_rollback(True)
            form.add_error(None, refusal)
            return None
        taken.url = _address(form, leads_to)
        taken.save(update_fields=["url", "deed"])
        return taken.url
    if (taken.user_id, taken.digest) == (by.pk, typed):
        return taken.url
    _ask_again(form, first)
    return None


def _taken(key, by, typed):
    """The row of this number, and whether it is new; nearly every one is, so none is looked for before."""
    try:
        with transaction.atomic():
            return Submission.objects.create(key=key, user=by, digest=typed), True
    except IntegrityError:
        return Submission.objects.get(key=key), False


def sent_before(data, files, *, by):
    """The address to which these contents of a form led when they were taken in before, or None."""
    sent = [text for name in data if name.endswith("submission") for text in data.getlist(name)]
    taken = Submission.objects.filter(key__in=list(_keys(sent)), user=by).first()
    return taken.url if taken and taken.digest == _typed(data, files) else None


def claimed(data, files, *, by):
    """The row of a sent form where no action of ours takes it in: with a `url` when it was taken in before.

    Without one the form is judged now; who asks keeps where it led, or deletes the row. None where a form has
    no number, or one that was taken with other words (`refuse_other_words`).
    """
    key = next(_keys(data.getlist("submission")), None)
    if key is None:
        return None
    typed = _typed(data, files)
    taken, _is_first = _taken(key, by, typed)
    return taken if (taken.user_id, taken.digest) == (by.pk, typed) else None


def refuse_other_words(form):
    """A form whose number was taken in with other words comes back: is a further record meant?"""
    taken = Submission.objects.filter(key=form.cleaned_data.get("submission")).first()
    if taken and taken.digest != _typed(*form.sent):
        _ask_again(form, form)


def was_taken(content, user):
    """Whether the form with these contents, {name: [values]}, was already taken in."""
    texts = [text for name, values in content.items() if name.endswith("submission") for text in values]
    return Submission.objects.filter(key__in=list(_keys(texts)), user=user).exists()


def _address(form, leads_to):
    goal = leads_to or getattr(form, "instance", None) or form.made
    return goal if isinstance(goal, str) else goal.get_absolute_url()


def _deed(action, about):
    """What is done to which records; of a new one, to what it belongs."""
    records = {}
    for name, record in about.items():
        if isinstance(record, Model):
            fields = [field for field in record._meta.concrete_fields if field.is_relation]
            owners = {field.attname: getattr(record, field.attname) for field in fields}
            records[name] = {"pk": record.pk} if record.pk else owners
    return digest({"action": f"{action.__module__}.{action.__qualname__}", "records": records})


def _unasked_twin(taken):
    """The newest form with the same words for the same deed, unless the person was asked about it."""
    same = Submission.objects.filter(
        user=taken.user_id,
        digest=taken.digest,
        deed=taken.deed,
        taken_at__gte=timezone.now() - TWICE_WITHIN,
    )
    twin = same.exclude(pk=taken.pk).first()
    return twin if twin and taken.key != _number_after(twin) else None


def _number_after(twin):
    """The number of a form whose sender was asked about its twin."""
    return uuid5(twin.key, "again")


def _ask_of_twin(form, first, twin):
    """Somebody went back and sent the same once more, perhaps for want of an answer to the first."""
    at = show_clock(timezone.localtime(twin.taken_at))
    told = _(
        "Isian yang persis sama sudah Anda simpan pukul %(at)s dan tercatat. Bila memang "
        "perlu catatan kedua, simpan sekali lagi."
    )
    form.twin_url = twin.url
    _come_back(form, first, told % {"at": at}, number=_number_after(twin), code=TWIN)


def _ask_again(form, first):
    """Somebody went back, typed something else and sent it: a second record, but only if that is meant."""
    told = _(
        "Formulir ini sudah pernah disimpan dan tercatat dengan isian lain. Bila ini "
        "catatan baru, simpan sekali lagi."
    )
    _come_back(form, first, told, number=uuid4())


def _come_back(form, first, told, *, number, code="sent_before"):
    form.add_error(None, ValidationError(told, code=code))
    data = first.data.copy()
    data[first.add_prefix("submission")] = str(number)
    for one in getattr(form, "forms", [form]):
        one.data = data


def _typed(data, files):
    """Keyed: what was typed may be a password, which nobody shall guess from what is kept here."""
    untouched = {name for name in data if data.get(f"initial-{name}") == data[name]}
    unsaid = NOT_TYPED | untouched | {f"initial-{name}" for name in data}
    values = {name: data.getlist(name) for name in data if name not in unsaid}
    named = {name: [(file.name, file.size) for file in files.getlist(name)] for name in files}
    return salted_hmac(__name__, digest({"values": values, "files": named}), algorithm="sha256").hexdigest()


def _keys(texts):
    for text in texts:
        try:
            yield UUID(text)
        except ValueError:
            continue
