"""A file is kept whole or not at all."""

import errno

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages

from pmi_portal.files.storage import WholeFileStorage


class Broken:
    """Content whose second half does not come."""

    def __init__(self, number):
        self.number = number

    def chunks(self):
        yield b"half"
        raise OSError(self.number, "broken")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_to_who_sent_the_file_and_keeps_no_half(tmp_path, number):
    with pytest.raises(ValidationError, match="Ruang penyimpanan portal penuh") as told:
        WholeFileStorage(location=tmp_path)._save("surat", Broken(number))
    assert (told.value.code, list(tmp_path.iterdir())) == ("no_room", [])


def test_another_fault_of_the_disk_keeps_no_half_either_and_stays_a_fault(tmp_path):
    with pytest.raises(OSError, match="broken"):
        WholeFileStorage(location=tmp_path)._save("surat", Broken(errno.EIO))
    assert list(tmp_path.iterdir()) == []


def test_every_upload_is_kept_like_that():
    assert type(storages["default"]) is WholeFileStorage
