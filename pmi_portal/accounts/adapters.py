"""What the portal asks of allauth: closed sign-up, our words, fair limits, and a trace of every change."""

import smtplib
import time
from math import ceil

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import unstash_login
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pmi_portal import crypto
from pmi_portal.accounts.models import User
from pmi_portal.accounts.sign_in_ends import note_sign_in
from pmi_portal.audit.trail import record

log = structlog.get_logger(__name__)

IN_AUTHENTICATORS = {"table": "mfa_authenticator", "column": "data"}
LIMIT = {"app": "allauth.account", "action": "login_failed"}

# allauth tells the owner of an account about these; whatever it tells, the audit log knows too.
NOTED = {
    "account/email/password_changed": "user.password_changed",
    "account/email/password_reset": "user.password_reset",
    "mfa/email/totp_activated": "user.second_factor_added",
    "mfa/email/totp_deactivated": "user.second_factor_removed",
    "mfa/email/recovery_codes_generated": "user.recovery_codes_renewed",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Alamat surel atau kata sandi tidak cocok."),
        "enter_current_password": _("Kata sandi saat ini tidak cocok."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "rate_limited": _("Terlalu banyak percobaan. Coba lagi dalam 15 menit."),
        "too_many_login_attempts": _("Terlalu banyak percobaan yang gagal. Coba lagi dalam 15 menit."),
    }

    def is_open_for_signup(self, request):
        """Administrators make the accounts."""
        return False

    def is_safe_url(self, url):
        """Only this very host: ALLOWED_HOSTS may name more, and a redirect needs none of them."""
        request = self.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            raise ValidationError(_try_again_in(_wait(request, key)), code=error.code) from error

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failures count per account and address, so nobody locks an officer out from elsewhere."""
        return f"{ratelimit.get_ip(request)} {credentials.get('email', '').lower()}"

    def authentication_failed(self, request, **credentials):
        user = User.objects.filter(email=credentials.get("email", "").lower()).first()
        record("user.sign_in_failed", about=user, by=None)

    def respond_user_inactive(self, request, user):
        """Only who knows the password learns that the account was switched off."""
        record("user.sign_in_failed", about=user, by=None, inactive=True)
        messages.error(request, _("Akun ini dinonaktifkan. Hubungi administrator bila Anda memerlukannya."))
        return redirect("account_login")

    def post_login(self, request, user, **kwargs):
        note_sign_in(request)
        record("user.signed_in", about=user, by=user)
        return super().post_login(request, user, **kwargs)

    def logout(self, request):
        record("user.signed_out", about=request.user, by=request.user)
        request.signed_out = True  # AccessMiddleware then asks the browser to forget
        super().logout(request)

    def set_password(self, user, password):
        """A new password ends the lock that wrong guesses of the old one brought about."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        record(NOTED[template_prefix], about=user, by=user)
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        except (smtplib.SMTPException, OSError):
            # The change is made already; that the mail about it did not go out must not look like a failure.
            log.exception("notification_not_sent", template=template_prefix, user=user.pk)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of the second factor are encrypted at rest, and open only for the person they were made for."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _(
            "Kode tidak cocok, sudah kedaluwarsa, atau sudah dipakai. Masukkan kode berikutnya."
        ),
    }

    def encrypt(self, text):
        return crypto.encrypt(text, **IN_AUTHENTICATORS, row=self._owner.pk)

    def decrypt(self, encrypted_text):
        return crypto.decrypt(encrypted_text, **IN_AUTHENTICATORS, row=self._owner.pk)

    @property
    def _owner(self):
        """allauth does not say whose secret it is: that of who is signed in, or has given the password."""
        user = self.request.user
        return user if user.is_authenticated else unstash_login(self.request, peek=True).user


def _wait(request, key):
    """Seconds until the failed attempts that stand in the way are old enough to be forgotten."""
    waits = [0]
    for rate in ratelimit.get_rates(**LIMIT):
        newest_first = cache.get(ratelimit.get_cache_key(request, **LIMIT, rate=rate, key=key), [])
        if len(newest_first) >= rate.amount:
            waits.append(newest_first[rate.amount - 1] + rate.duration - time.time())
    return max(waits)


def _try_again_in(seconds):
    minutes = max(1, ceil(seconds / 60))
    return ngettext(
        "Terlalu banyak percobaan masuk yang gagal. Coba lagi dalam %(n)d menit.",
        "Terlalu banyak percobaan masuk yang gagal. Coba lagi dalam %(n)d menit.",
        minutes,
    ) % {"n": minutes}
