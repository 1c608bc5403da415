"""Distances on the Earth."""

from __future__ import annotations

import math

EARTH_RADIUS = 6371.0088
"""Mean radius R1 of the Earth in kilometres (IUGG; Moritz, Geodetic Reference System 1980, 2000)."""


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in km between two points in degrees, on a sphere.

    >>> round(kilometres(0, 0, 0, 90), 1)
    10007.6
    """
    return EARTH_RADIUS * angle(latitude, longitude, other_latitude, other_longitude)


def angle(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The angle in radians, seen from the centre, between two points in degrees: the haversine formula.

    >>> round(angle(0, 0, 0, 90) / math.pi, 6)
    0.5
    """
    phi, other_phi = math.radians(latitude), math.radians(other_latitude)
    half_chord = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * math.asin(min(1.0, math.sqrt(half_chord)))
