"""Given names and surnames of the world, read from installed packages as data.

Sources: Faker's person providers (MIT), about seventy countries; the given-name tiers of
vicary (MIT), which come from the US Social Security Administration's public baby-name files;
``data/nicknames.txt``, our own list of short forms. Names in other scripts are left out: the
scrubber works on Latin letters.
"""

import gzip
import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guardrails.errors import ScrubFailed
from guardrails.scrub.folding import plain

_DATA = Path(__file__).parent / "data"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class NameLists:
    """All keys are folded by :func:`guardrails.scrub.folding.plain` (lower case, no accents).

    ``given`` are names of people, ``rarely_given`` weaker evidence, ``surnames`` family names,
    ``nicknames`` maps a short form to the full forms it may stand for.
    """

    given: frozenset[str]
    rarely_given: frozenset[str]
    surnames: frozenset[str]
    nicknames: dict[str, frozenset[str]]


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ScrubFailed("A name list is not installed; run `make install`.")
    return Path(next(iter(found.submodule_search_locations)))


def _latin(words: Iterable[object]) -> Iterator[str]:
    for word in words:
        for part in str(word).replace("-", " ").split():
            key = plain(part)
            if len(key) >= _SHORTEST and key.isascii() and key.isalpha():
                yield key


def _person_providers(locales: frozenset[str]) -> Iterator[type]:
    folder = _folder("faker") / "providers" / "person"
    for module in pkgutil.iter_modules([str(folder)]):
        if module.ispkg and (not locales or module.name in locales):
            provider = importlib.import_module(f"faker.providers.person.{module.name}")
            yield provider.Provider


def _from_faker(locales: frozenset[str] = frozenset()) -> tuple[set[str], set[str]]:
    """Names of these locales; of all when none is given."""
    given: set[str] = set()
    surnames: set[str] = set()
    for provider in _person_providers(locales):
        for attribute, values in vars(provider).items():
            if not isinstance(values, tuple | list | dict):
                continue
            if attribute.startswith("first_") and "pairs" not in attribute:
                given.update(_latin(values))
            elif attribute.startswith("last_") and "pairs" not in attribute:
                surnames.update(_latin(values))
    return given, surnames


def _from_vicary() -> tuple[set[str], set[str]]:
    tiers: dict[str, set[str]] = {"given": set(), "given_corroboration": set()}
    current: set[str] | None = None
    path = _folder("vicary") / "data" / "notability.txt.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#!tier"):
                current = tiers.get(line.split()[1])
            elif current is not None and not line.startswith("#"):
                current.update(_latin([line.strip()]))
    return tiers["given"], tiers["given_corroboration"]


def _nicknames() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in (_DATA / "nicknames.txt").read_text(encoding="utf-8").splitlines():
        full, _, shorts = line.partition(":")
        if not shorts or line.startswith("#"):
            continue
        for short in shorts.split():
            table.setdefault(plain(short), set()).add(plain(full))
    return {short: frozenset(fulls) for short, fulls in table.items()}


@cache
def name_lists() -> NameLists:
    """Read all lists once per process (about half a second).

    Raises:
        ScrubFailed: when a package that carries a list is missing.
    """
    given, surnames = _from_faker()
    common, rare = _from_vicary()
    nicknames = _nicknames()
    given |= common | set(nicknames)
    return NameLists(frozenset(given), frozenset(rare - given), frozenset(surnames), nicknames)


@cache
def names_of(locales: tuple[str, ...]) -> NameLists:
    """Names of some locales only, for a language whose words would clash with all names at once.

    Raises:
        ScrubFailed: when the package that carries them is missing.
    """
    given, surnames = _from_faker(frozenset(locales))
    return NameLists(frozenset(given), frozenset(), frozenset(surnames), {})
