"""allauth's forms in the portal's words: labels that stay, hints below them, no placeholders."""

import structlog
from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pmi_portal.audit.trail import record
from pmi_portal.crypto import WrongKey

log = structlog.get_logger(__name__)

LABELS = {
    "login": _("Alamat surel"),
    "email": _("Alamat surel"),
    "password": _("Kata sandi"),
    "oldpassword": _("Kata sandi saat ini"),
    "password1": _("Kata sandi baru"),
    "password2": _("Ulangi kata sandi baru"),
    "code": _("Kode"),
}
HINTS = {
    "password1": _(
        "Paling sedikit 12 karakter. Beberapa kata acak lebih kuat daripada satu kata dengan angka."
    ),
}
UNREADABLE = _(
    "Kode Anda tidak dapat diperiksa karena data pengamannya rusak. "
    "Minta administrator menghapus verifikasi dua langkah akun Anda, lalu aktifkan lagi."
)


class Worded:
    """A placeholder vanishes with the first letter; a label does not."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS[name]
            field.help_text = HINTS.get(name, field.help_text)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Worded, account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autofocus": True}


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    pass


class ResetPasswordForm(Worded, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Worded, account.ReauthenticateForm):
    pass


class CodeForm(Worded):
    """A code of six figures from the app, or of eight from the list on paper."""

    hint = _("Enam angka dari aplikasi autentikator, atau salah satu kode pemulihan Anda.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = self.hint
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "maxlength": 20}

    def clean_code(self):
        try:
            return super().clean_code()
        except WrongKey as error:
            # Copied from another person, or its key is gone: no code of theirs can ever fit.
            log.exception("second_factor_unreadable", user=self.user.pk)
            record("user.code_refused", about=self.user, by=None)
            raise ValidationError(UNREADABLE, code="unreadable") from error
        except ValidationError:
            record("user.code_refused", about=self.user, by=None)
            raise


class CodeLoginForm(CodeForm, mfa.AuthenticateForm):
    pass


class CodeReauthenticateForm(CodeForm, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(CodeForm, totp.ActivateTOTPForm):
    hint = _("Enam angka yang sekarang tampil di aplikasi.")
