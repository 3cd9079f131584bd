"""A start without the keys that the data need is refused."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from pmi_portal.accounts.models import KeySample
from pmi_portal.running.key_samples import check_field_keys, fingerprint_of

OLD, NEW, FOREIGN = (Fernet.generate_key().decode() for _ in range(3))

pytestmark = pytest.mark.django_db


def start_with(settings, *keys):
    settings.FIELD_KEYS = list(keys)
    check_field_keys()
    return sorted(KeySample.objects.values_list("fingerprint", flat=True))


def test_each_newest_key_leaves_one_sample(settings):
    assert start_with(settings, OLD) == start_with(settings, OLD) == [fingerprint_of(OLD)]
    assert start_with(settings, NEW, OLD) == sorted(map(fingerprint_of, (OLD, NEW)))


def test_a_foreign_key_and_a_lost_one_refuse_the_start_and_say_which_is_missing(settings):
    start_with(settings, OLD)
    for keys in ([FOREIGN], [NEW, FOREIGN]):
        with pytest.raises(ImproperlyConfigured, match=f"fingerprint {fingerprint_of(OLD)} is missing"):
            start_with(settings, *keys)
    assert KeySample.objects.count() == 1


def test_a_sample_moved_to_another_key_does_not_pass_for_its_own(settings):
    start_with(settings, OLD)
    KeySample.objects.update(fingerprint=fingerprint_of(NEW))
    with pytest.raises(ImproperlyConfigured):
        start_with(settings, NEW, OLD)
