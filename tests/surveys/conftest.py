"""Uploaded files of a test go into its own folder."""

import pytest
from django.core.files.storage import FileSystemStorage

from surveys.models import ImportBatch


@pytest.fixture(autouse=True)
def uploads(monkeypatch, tmp_path):
    storage = FileSystemStorage(location=tmp_path / "uploads")
    monkeypatch.setattr(ImportBatch._meta.get_field("file"), "storage", storage)
    return tmp_path / "uploads"
