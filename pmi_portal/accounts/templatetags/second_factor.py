"""What of somebody's second factor can still be opened; its page shows the rest all the same."""

from allauth.mfa.utils import decrypt
from django import template

from pmi_portal.crypto import WrongKey

register = template.Library()


@register.filter
def opens(totp):
    """Whether codes of this app can be checked."""
    try:
        decrypt(totp.instance.data["secret"])
    except WrongKey:
        return False
    return True


@register.filter
def counted(recovery_codes):
    """{"left": codes that still hold, "all": ...}, or None where they cannot be opened."""
    try:
        left, every = recovery_codes.get_unused_codes(), recovery_codes.generate_codes()
    except WrongKey:
        return None
    return {"left": len(left), "all": len(every)}
