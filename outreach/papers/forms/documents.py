"""The form of a document template."""

from django import forms

from outreach.models import DocumentTemplate
from outreach.papers.rules.documents import why_not_template
from pmi_portal.editing.writing import refuse_if


class DocumentTemplateForm(forms.ModelForm):
    """A template is tried on an invented record before it is kept."""

    class Meta:
        model = DocumentTemplate
        fields = ["kind", "name", "file", "active"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        refuse_if(why_not_template(file))
        return file
