"""Logs as one JSON object a line in production, readable lines elsewhere."""

import logging
import re

import structlog

# What opens a door by itself when it stands in an address: of a password link, of a person's calendar.
LINK_KEY = re.compile(r"(?<=/password/reset/key/)[^/]+|(?<=/kalender/umpan/)[^/]+")
SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


class WithoutLinkKeys(logging.Filter):
    """Django names the path of every answer from 400 on; a key in it stays out."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(
                LINK_KEY.sub("...", arg) if isinstance(arg, str) else arg for arg in record.args
            )
        return True


def config(*, as_json, level):
    """The LOGGING setting; line breaks in values cannot forge a line, JSON escapes them."""
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "filters": {"without_link_keys": {"()": "pmi_portal.running.logs.WithoutLinkKeys"}},
        "loggers": {"django.request": {"filters": ["without_link_keys"]}},
        "root": {"handlers": ["console"], "level": level},
    }
