"""Kinds of notices about the contact calendar."""

from __future__ import annotations

BOOKED = "booking_made"
JOINED = "booking_joined"
MOVED = "booking_moved"
CANCELLED = "booking_cancelled"
CHOSEN = "booking_chosen"
DECLINED = "booking_declined"
OF_BOOKINGS = (BOOKED, JOINED, MOVED, CANCELLED, CHOSEN, DECLINED)
WISHED = "contact_wish_said"
CHECKED = "official_check_noted"
