"""What the portal asks of allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from pmi_portal import crypto


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Administrators make the accounts."""
        return False

    def is_safe_url(self, url):
        return url is not None and not url.startswith(("//", "/\\")) and super().is_safe_url(url)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are encrypted at rest."""

    def encrypt(self, text):
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text):
        return crypto.decrypt(encrypted_text)
