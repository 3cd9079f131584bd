"""One settings file for every environment; what differs comes from environment variables (.env.example)."""

import os
import sqlite3
from pathlib import Path

import environ
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF

from pmi_portal.running import configuration, logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if configuration.reads_env_file(os.environ) and (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

PORTAL_ENV = configuration.environment_name(env)
PRODUCTION = PORTAL_ENV == "production"
DEMO_ALLOWED = not PRODUCTION
DEBUG = PORTAL_ENV == "development"
COLLECTED = PRODUCTION or PORTAL_ENV == "demo"  # static files have a hash in their name and lie compressed
DATA_DIR = Path(env("PORTAL_DATA_DIR", default=str(BASE_DIR / "data")))

if PRODUCTION:
    configuration.check_production(env)
    SECRET_KEY = env("SECRET_KEY")
    FIELD_KEYS = configuration.field_keys(env.list("FIELD_KEYS"))
else:
    SECRET_KEY = env("SECRET_KEY", default="") or configuration.kept_secret(DATA_DIR / "secret_key")
    FIELD_KEYS = configuration.field_keys(
        env.list("FIELD_KEYS", default=[])
        or [configuration.kept_secret(DATA_DIR / "field_key", make=lambda: Fernet.generate_key().decode())]
    )

# --- web
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where links in mail lead; mail from a timer has no request to take the host from.
PORTAL_URL = env("PORTAL_URL", default=configuration.usual_address(ALLOWED_HOSTS, secure=PRODUCTION))
ROOT_URLCONF = "pmi_portal.urls"
WSGI_APPLICATION = "pmi_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "pmi_portal",
    "pmi_portal.accounts",
    "pmi_portal.audit",
    "pmi_portal.jobs",
    "pmi_portal.drafts",
    "pmi_portal.outbox",
    "stakeholders",
    "outreach",
    "surveys",
    "reports",
    "pmi_portal.accounts.admin_apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "simple_history",
    "csp",
    "django_structlog",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",  # above the static files, so that they carry its headers too
    "pmi_portal.layout.middleware.MethodMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pmi_portal.layout.middleware.TextCompressionMiddleware",
    "pmi_portal.layout.middleware.CleanTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pmi_portal.accounts.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pmi_portal.running.request_log.RequestLogMiddleware",
    "pmi_portal.accounts.middleware.TimeZoneMiddleware",
    "pmi_portal.accounts.middleware.AccessMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "pmi_portal.drafts.middleware.SentDraftMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pmi_portal.drafts.middleware.SentBeforeMiddleware",
    "pmi_portal.layout.middleware.UnreadableMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pmi_portal.layout.navigation.layout",
            ],
        },
    }
]

# --- data
DATABASES = {"default": configuration.database(env, DATA_DIR, version=sqlite3.sqlite_version_info)}
UPLOAD_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 5
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a page of 25 rows to mend has a field for each of their questions
STORAGES = {
    "default": {
        "BACKEND": "pmi_portal.files.storage.WholeFileStorage",
        "OPTIONS": {"location": UPLOAD_DIR},
    },
    "sealed": {
        "BACKEND": "pmi_portal.files.sealed.SealedStorage",
        "OPTIONS": {"location": UPLOAD_DIR},
    },
    "staticfiles": {
        "BACKEND": "pmi_portal.running.static_files.HashedFiles"
        if COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
KEPT_IN_DATABASE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
KEPT_IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {
    "default": KEPT_IN_DATABASE if PRODUCTION else KEPT_IN_MEMORY,
    # Asked by the versions of their data. A test is one transaction, which never ends: nothing is kept there.
    # A dashboard of one reader is thirty entries, 1.3 MB with demo data; a process should need less than 200.
    "figures": (KEPT_IN_DATABASE if PRODUCTION else KEPT_IN_MEMORY | {"LOCATION": "figures"})
    | {"TIMEOUT": 15 * 60, "OPTIONS": {"MAX_ENTRIES": 3000 if PRODUCTION else 150}, "KEY_PREFIX": "figures"}
    if PORTAL_ENV != "test"
    else {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- static files
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "build" / "static")) if COLLECTED else None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_ALLOW_ALL_ORIGINS = False
# In tests each client starts the whole stack: the files are looked up when asked for, not all read each time.
WHITENOISE_AUTOREFRESH = DEBUG or PORTAL_ENV == "test"

# --- language and time: Bahasa Indonesia first, English second
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
# The second says in the house's words what frameworks say about a fault.
LOCALE_PATHS = [BASE_DIR / "pmi_portal" / "locale", BASE_DIR / "pmi_portal" / "words" / "frameworks"]
LANGUAGE_COOKIE_NAME = "bahasa"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # it would put separators into URLs and years; formats.py shows numbers

# --- accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["pmi_portal.accounts.backends.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "full_name")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
] + [{"NAME": "pmi_portal.accounts.passwords.ContextWordValidator"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "pmi_portal.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key,50/h/ip"} if PORTAL_ENV != "test" else False
ACCOUNT_FORMS = {
    "login": "pmi_portal.accounts.forms.LoginForm",
    "change_password": "pmi_portal.accounts.forms.ChangePasswordForm",
    "reset_password": "pmi_portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "pmi_portal.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "pmi_portal.accounts.forms.ReauthenticateForm",
}
# The address lives on the user alone: allauth's own token would copy it, and the old one would stay valid.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Portal PMI: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "pmi_portal.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "pmi_portal.accounts.forms.CodeLoginForm",
    "reauthenticate": "pmi_portal.accounts.forms.CodeReauthenticateForm",
    "activate_totp": "pmi_portal.accounts.forms.ActivateTOTPForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # administrators enter the addresses; there is nothing to verify
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Portal PMI"
MFA_REQUIRED_ROLES = env.list(
    "MFA_REQUIRED_ROLES", default=["administrator", "kpkp_staff", "board"] if PRODUCTION else []
)
PASSWORD_RESET_TIMEOUT = 3600
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE, SESSION_IDLE_AGE = 12 * 3600, 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True

# --- headers and cookies
SESSION_COOKIE_NAME = "__Host-sessionid" if PRODUCTION else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if PRODUCTION else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pmi_portal.layout.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the limits count the address the proxy saw, not what the visitor claims
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- pages
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that templates/django/forms is ours
CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_TMP_STORAGE_CLASS = "stakeholders.register_files.OwnedTempStorage"

# --- the desk
# Whether who reported a follow-up done may also verify it: where an office has one person only.
FOLLOW_UPS_VERIFIED_BY_REPORTER = env.bool("FOLLOW_UPS_VERIFIED_BY_REPORTER", default=False)

# The hours of the office, by the clock of each region: reminders go out on working days between them.
OFFICE_OPENS = env.int("OFFICE_OPENS", default=8)
OFFICE_CLOSES = env.int("OFFICE_CLOSES", default=16)

# How many days the originals of survey uploads are kept, from the day they came; five years unless told.
IMPORT_FILES_KEPT_DAYS = configuration.at_least_a_day(env.int("IMPORT_FILES_KEPT_DAYS", default=1826))

# --- mail
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 30  # seconds; a mail server that hangs must not hold up the timer that sends
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Portal PMI <portal@localhost>")

LOGGING = logs.config(as_json=PRODUCTION, level="WARNING" if PORTAL_ENV in ("demo", "test") else "INFO")
