"""Switches that the vendors of this package read when they are imported; importing it sets them.

Presidio takes its regex timeout (seconds) from the environment, once: 60 by default, which would
let one hostile line hold a debrief for minutes. onnxruntime would write a device id.
"""

import os

os.environ.setdefault("REGEX_TIMEOUT_SECONDS", "3")
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
