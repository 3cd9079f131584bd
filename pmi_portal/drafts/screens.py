"""Admin screens on which records are added: one record per sent form, as on every page of the portal."""

from django.contrib.admin.utils import quote, unquote
from django.db import transaction
from django.shortcuts import redirect
from django.urls import resolve, reverse

from pmi_portal.drafts.submissions import SentOnce, claimed, refuse_other_words


class AddedForm(SentOnce):
    """Comes before the form of the screen."""

    def clean(self):
        cleaned = super().clean()
        refuse_other_words(self)
        return cleaned


class AddedOnce:
    """An add page sent twice leads to what it left once; comes before the class of the screen."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form)(form.__name__, (AddedForm, form), {}) if obj is None else form

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        if request.method == "POST" and object_id is None:
            return self._add(request, *args, **kwargs)
        return super().changeform_view(request, object_id, *args, **kwargs)

    @transaction.atomic
    def _add(self, request, *args, **kwargs):
        """Who sends the page once more at the same moment waits here until the first one is through."""
        sending = claimed(request.POST, request.FILES, by=request.user)
        if sending and sending.url:
            made = self.get_object(request, unquote(resolve(sending.url).kwargs["object_id"]))
            return self.response_add(request, made) if made else redirect(self._address("changelist"))
        request.added = None
        answer = super().changeform_view(request, None, *args, **kwargs)
        if sending and request.added:
            sending.url = self._address("change", quote(request.added.pk))
            sending.save(update_fields=["url"])
        elif sending:
            sending.delete()  # refused; sent again it is judged again
        return answer

    def log_addition(self, request, obj, message):
        request.added = obj
        return super().log_addition(request, obj, message)

    def _address(self, page, *args):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)
