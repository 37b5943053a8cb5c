"""Before any test imports a vendor: the switches that vendors read once, when imported."""

import coach.silence  # noqa: F401 - importing it is the effect
