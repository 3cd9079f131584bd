"""Who may code a statement a second time, each refusal with its reason."""

from django.utils.translation import gettext as _


def why_not_code(statement, coder):
    """The reason this person cannot code this statement, read with_coder, blind; or None."""
    if statement.recorded_by_id == coder.pk:
        return _("Pernyataan ini Anda catat sendiri; penilaian tema kedua diberikan orang lain.")
    if statement.was_changed:
        return _(
            "Pernyataan ini pernah Anda ubah, jadi temanya sudah Anda lihat; penilaian "
            "tema kedua diberikan orang lain."
        )
    if statement.was_coded:
        return _("Tema pernyataan ini sudah Anda nilai.")
    return None


def why_not_withdraw(coding, user):
    """The reason this person cannot take a second code back, or None: each takes back only the own one."""
    if coding.coder_id != user.pk:
        return _("Penilaian ini diberikan orang lain, jadi hanya orang itu yang dapat menariknya.")
    return None


def why_not_theme(theme):
    """The reason a statement cannot be given this theme, or None."""
    if not theme.active:
        return _("Tema %(theme)s tidak dipakai lagi.") % {"theme": theme}
    return None
