"""A page of allauth that asks more of what is stored than it needs."""

from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from django.views.generic import FormView

from pmi_portal.crypto import WrongKey


class NewRecoveryCodes(GenerateRecoveryCodesView):
    """allauth counts the codes that still hold; where they cannot be opened, new ones are the way out."""

    def get_context_data(self, **kwargs):
        try:
            return super().get_context_data(**kwargs)
        except WrongKey:
            return FormView.get_context_data(self, **kwargs) | {"unused_code_count": 0}
