"""Everything that can be configured: ``COACH_*`` variables, then ``settings.json`` in COACH_HOME.

Made in three places only: the web app, the command line and the evals.
"""

import ipaddress
import os
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_data_path
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    JsonConfigSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from coach.errors import InvalidInput

SETTINGS_FILE = "settings.json"

_ON_BOARD = frozenset({"embedded", "none"})
_FROZEN = ConfigDict(frozen=True, extra="forbid")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _split_commas(value: object) -> object:
    """Read ``a, b`` from a variable as two strings."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


CommaSeparated = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_commas)]


class LLMSettings(BaseModel):
    """Which model proposes: ``embedded`` (on board), ``none``, or any LiteLLM string.

    ``fallbacks`` are LiteLLM strings (comma-separated in a variable) tried in order when the
    model does not answer; ``embedded`` may stand among them. ``timeout_s`` is seconds a call.
    ``gguf`` is a file of your own in place of the weights on board; ``threads`` 0 means found.
    """

    model_config = _FROZEN

    model: str = "embedded"
    fallbacks: CommaSeparated = ()
    api_base: str | None = None
    api_key: SecretStr | None = None
    timeout_s: float = Field(default=60.0, gt=0)
    retries: int = Field(default=2, ge=0, le=10)
    strength: Literal["small", "large", "auto"] = "auto"
    gguf: Path | None = None
    embedded_weights: Literal["default", "small", "tests"] = "default"
    context_tokens: int = Field(default=8192, ge=1024)
    threads: int = Field(default=0, ge=0, le=256)

    @property
    def outside(self) -> tuple[str, ...]:
        """The models that scrubbed text leaves this machine for; none with the defaults."""
        here = (self.api_base is None and self.model.startswith("ollama")) or _is_loopback(
            urlsplit(self.api_base or "").hostname or ""
        )
        first = () if here else (self.model,)
        return tuple(name for name in (*first, *self.fallbacks) if name not in _ON_BOARD)


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
    """Retention of sealed transcripts, the language of the talk, and the programme's own names.

    ``retention_days`` counts from sealing; approval shreds at once unless ``keep_after_approval``.
    ``products`` are tools and brands never to be taken for people, ``clients`` organisations to be
    masked wherever they are named; both are lists with commas.
    """

    model_config = _FROZEN

    retention_days: int = Field(default=14, ge=0, le=365)
    keep_after_approval: bool = False
    language: str = "en"
    products: CommaSeparated = ()
    clients: CommaSeparated = ()
    encryption_key: SecretStr | None = None


class PrepareSettings(BaseModel):
    """``glossary``: short forms and terms everybody in the programme knows, a list with commas."""

    model_config = _FROZEN

    glossary: CommaSeparated = ()


class WebSettings(BaseModel):
    """Where the app listens. Non-loopback needs ``secure_cookies`` (TLS in front)."""

    model_config = _FROZEN

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    secure_cookies: bool = False
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
    prepare: PrepareSettings = PrepareSettings()
    web: WebSettings = WebSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no .env file is read
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then variables, then mounted secrets, then the file that commands write."""
        written = settings_file(init_settings().get("home"))
        file = JsonConfigSettingsSource(settings_cls, written) if written.is_file() else None
        named = (init_settings, env_settings, file_secret_settings)
        return (*named, file) if file else named

    @property
    def database_url(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database.url.get_secret_value() or f"sqlite:///{self.home / 'coach.sqlite3'}"


def settings_file(home: Path | str | None = None) -> Path:
    """Return where ``coach model use`` writes; ``home`` defaults to COACH_HOME."""
    folder = home or os.environ.get("COACH_HOME") or user_data_path("frontline-coach")
    return Path(folder) / SETTINGS_FILE


def load_settings(**given: dict[str, object]) -> Settings:
    """Read all settings; ``given`` groups (``web={"port": 80}``) win over variables.

    Raises:
        InvalidInput: one sentence that names the variable or the file at fault, never its value.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic reads the groups
    except ValidationError as error:
        raise InvalidInput(_first_problem(error)) from None
    except SettingsError as error:
        raise InvalidInput(
            "A COACH_ variable of a whole group is not JSON; set its parts one by one,"
            " such as COACH_LLM__MODEL."
        ) from error
    except ValueError as error:
        raise InvalidInput(f"{settings_file()} is not JSON; mend or delete it.") from error


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False)[0]
    name = "__".join(str(part) for part in problem["loc"] if isinstance(part, str)).upper()
    reason = problem["msg"].removeprefix("Value error, ").rstrip(".")
    if not name:
        return f"The settings contradict each other: {reason}."
    return f"COACH_{name} is wrong: {reason[:1].lower()}{reason[1:]}."
