"""The way in as a person takes it: by form and code, not by a session put into the browser."""

import time

from allauth.core.context import request_context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import RequestFactory
from django.urls import reverse

from tests.support.records import PASSWORD

STEP = 30  # seconds a code holds


def sign_in(client, email, password=PASSWORD, *, to="", **headers):
    """POST the login form; `to` is where the person wanted to go."""
    query = {"next": to} if to else {}
    form = {"login": email, "password": password, **query}
    return client.post(reverse("account_login"), form, headers=headers)


def a_second_factor(user):
    """The secret of a second factor set up for this person, with its recovery codes."""
    secret, request = generate_totp_secret(), RequestFactory().get("/")
    request.user = user
    with request_context(request):
        TOTP.activate(user, secret)
        return secret, RecoveryCodes.activate(user).get_unused_codes()


def code_now(secret):
    """The code an app shows; waits for the next one when this one is about to go."""
    if time.time() % STEP > STEP - 3:
        time.sleep(STEP - time.time() % STEP)
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP))


def give_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def reauthenticate(client, *, to, password=PASSWORD):
    return client.post(reverse("account_reauthenticate"), {"password": password, "next": to})
