"""Argon2 as in the portal, but cheap: a test run makes thousands of accounts."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2Hasher(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 64
    parallelism = 1
