"""Uploaded files of a test go into its own folder."""

import pytest

from pmi_portal.files.sealed import SealedStorage
from surveys.models import ImportBatch


@pytest.fixture(autouse=True)
def uploads(monkeypatch, tmp_path):
    storage = SealedStorage(location=tmp_path / "uploads")
    monkeypatch.setattr(ImportBatch._meta.get_field("file"), "storage", storage)
    return tmp_path / "uploads"
