"""The admin screens of outreach; Django looks for them here."""

from outreach.admin import (
    activities,
    coding,
    complaints,
    documents,
    follow_ups,
    guides,
    holders,
    records,
    sittings,
    zones,
)

__all__ = [
    "activities",
    "coding",
    "complaints",
    "documents",
    "follow_ups",
    "guides",
    "holders",
    "records",
    "sittings",
    "zones",
]
