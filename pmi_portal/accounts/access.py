"""Every door says who may open it; a door that says nothing stays shut."""

from enum import Enum

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

from pmi_portal.accounts.permissions import Permission


class Access(Enum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    CLOSED = "closed"


class Denied(PermissionDenied):
    """With a reason in the portal's words, which its page shows; those of libraries stay unsaid."""


def requires(access):
    """Declare a view's permission (or Access.SIGNED_IN); AccessMiddleware holds everybody to it.

    A door that leads to several rooms gives a function that names the permission by what its address says.
    """

    def declare(view):
        view.access = access
        return view

    return declare


def public(view):
    view.access = Access.PUBLIC
    return login_not_required(view)


# Doors that come with libraries, by URL name.
LIBRARY_VIEWS = {
    "account_login": Access.PUBLIC,
    "account_reset_password": Access.PUBLIC,
    "account_reset_password_done": Access.PUBLIC,
    "account_reset_password_from_key": Access.PUBLIC,
    "account_reset_password_from_key_done": Access.PUBLIC,
    "mfa_authenticate": Access.PUBLIC,
    # Public, so that who stands between password and code can turn back; it asks before it acts.
    "account_logout": Access.PUBLIC,
    "account_change_password": Access.SIGNED_IN,
    "account_reauthenticate": Access.SIGNED_IN,
    "mfa_index": Access.SIGNED_IN,
    "mfa_activate_totp": Access.SIGNED_IN,
    "mfa_deactivate_totp": Access.SIGNED_IN,
    "mfa_reauthenticate": Access.SIGNED_IN,
    "mfa_view_recovery_codes": Access.SIGNED_IN,
    "mfa_generate_recovery_codes": Access.SIGNED_IN,
    "mfa_download_recovery_codes": Access.SIGNED_IN,
    "usersessions_list": Access.SIGNED_IN,
    # Accounts are made by administrators, who also change addresses and passwords of others.
    "account_signup": Access.CLOSED,
    "account_inactive": Access.CLOSED,
    "account_set_password": Access.CLOSED,
    "account_email": Access.CLOSED,
    "account_confirm_email": Access.CLOSED,
    "account_email_verification_sent": Access.CLOSED,
    "account_request_login_code": Access.CLOSED,
    "account_confirm_login_code": Access.CLOSED,
    "mfa_trust": Access.CLOSED,
}

LIBRARY_NAMESPACES = {"admin": Permission.ADMIN_USE}


def declared_access(*, view, url_name, namespaces):
    """The declaration of a view, of its URL name or of its namespace; None when nobody declared it."""
    declared = getattr(view, "access", None) or LIBRARY_VIEWS.get(url_name)
    if declared:
        return declared
    return next((LIBRARY_NAMESPACES[name] for name in namespaces if name in LIBRARY_NAMESPACES), None)
