"""Kinds of notices about service days."""

from __future__ import annotations

SET = "service_day_set"
CHANGED = "service_day_changed"
CALLED_OFF = "service_day_called_off"
KINDS = (SET, CHANGED, CALLED_OFF)
