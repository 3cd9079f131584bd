"""Where django-import-export keeps an uploaded register between dry run and confirmation."""

from import_export.tmp_storages import TempFolderStorage


class OwnedTempStorage(TempFolderStorage):
    """Placeholder until the import view is built."""
