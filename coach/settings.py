"""Everything that can be configured, from ``COACH_*`` environment variables.

Made in three places only: the web app, the command line and the evals.
"""

import ipaddress
from pathlib import Path
from typing import Literal, Self

from platformdirs import user_cache_path, user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_FROZEN = ConfigDict(frozen=True, extra="forbid")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class LLMSettings(BaseModel):
    """Which model proposes. ``embedded`` is the model on board; else any LiteLLM string."""

    model_config = _FROZEN

    model: str = "embedded"
    fallbacks: tuple[str, ...] = ()
    api_base: str | None = None
    api_key: SecretStr | None = None
    timeout_s: float = Field(default=60.0, gt=0)
    retries: int = Field(default=2, ge=0, le=10)
    strength: Literal["small", "large", "auto"] = "auto"
    gguf: Path | None = None
    embedded_weights: Literal["default", "small", "tests"] = "default"
    context_tokens: int = Field(default=8192, ge=1024)


class DatabaseSettings(BaseModel):
    """``url`` is a SQLAlchemy URL; empty means SQLite inside COACH_HOME."""

    model_config = _FROZEN

    url: SecretStr = SecretStr("")


class ChromaSettings(BaseModel):
    """Embedded by default; ``server`` only on a private network (it has no authentication)."""

    model_config = _FROZEN

    mode: Literal["embedded", "server"] = "embedded"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)


class PrivacySettings(BaseModel):
    """Retention of sealed transcripts and the language of the talk.

    ``retention_days`` counts from sealing; approval shreds at once unless ``keep_after_approval``.
    """

    model_config = _FROZEN

    retention_days: int = Field(default=14, ge=0, le=365)
    keep_after_approval: bool = False
    language: str = "en"
    encryption_key: SecretStr | None = None


class WebSettings(BaseModel):
    """Where the app listens. Non-loopback needs ``secure_cookies`` (TLS in front)."""

    model_config = _FROZEN

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    secure_cookies: bool = False
    workers: int = Field(default=1, ge=1)
    session_hours: float = Field(default=12.0, gt=0)

    @model_validator(mode="after")
    def _refuse_clear_cookies(self) -> Self:
        if not _is_loopback(self.host) and not self.secure_cookies:
            raise ValueError(
                "serving beyond this machine needs TLS in front and COACH_WEB__SECURE_COOKIES=true"
            )
        return self


class Settings(BaseSettings):
    """All settings; every value can be given as ``COACH_<GROUP>__<NAME>``."""

    model_config = SettingsConfigDict(
        env_prefix="COACH_", env_nested_delimiter="__", frozen=True, extra="ignore"
    )

    home: Path = Field(default_factory=lambda: user_data_path("frontline-coach"))
    cache: Path = Field(default_factory=lambda: user_cache_path("frontline-coach"))
    llm: LLMSettings = LLMSettings()
    database: DatabaseSettings = DatabaseSettings()
    chroma: ChromaSettings = ChromaSettings()
    privacy: PrivacySettings = PrivacySettings()
    web: WebSettings = WebSettings()

    @model_validator(mode="after")
    def _refuse_workers_on_sqlite(self) -> Self:
        url = self.database.url.get_secret_value()
        if self.web.workers > 1 and (not url or url.startswith("sqlite")):
            raise ValueError("several web workers need PostgreSQL: set COACH_DATABASE__URL")
        return self

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database.url.get_secret_value() or f"sqlite:///{self.home / 'coach.sqlite3'}"
