"""What an import costs beside what the database needs for the same rows: `manage.py bench_imports`."""
