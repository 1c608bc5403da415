"""Map projection and great circles on the sphere.

Mercator's projection (Snyder 1987, *Map Projections: A Working Manual*, p. 41, spherical form), cut open in the
eastern Pacific: both countries keep their usual shape, the great circles between them arch over Siberia.
"""

from __future__ import annotations

from itertools import pairwise
from math import atan2, cos, degrees, hypot, log, pi, radians, sin, tan
from typing import TYPE_CHECKING

from jumelage_graph import geodesy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]

SEAM = -100.0
"""The meridian (degrees) at which the map is cut: west of the Antilles, east of French Polynesia."""
RADIUS = 250.0
"""Radius of the sphere, px."""
FRAME = ((80.0, -75.0), (-30.0, 220.0))
"""North-western and south-eastern corner of the whole map; longitudes count on eastwards from the seam."""


def project(latitude: float, longitude: float) -> Point:
    """Place on the map (px, y grows downwards) of a place (degrees; beyond 85° it stands at 85°)."""
    lat = radians(max(-85.0, min(85.0, latitude)))
    return RADIUS * radians(unwrapped(longitude)), -RADIUS * log(tan(pi / 4 + lat / 2))


def unwrapped(longitude: float) -> float:
    """The longitude between the seam and one turn further east."""
    return (longitude - SEAM) % 360 + SEAM


def great_circle(start: Point, end: Point, steps: int = 32) -> list[Point]:
    """Points (latitude, longitude) on the shortest way between two places (degrees), both ends included."""
    a, b = _vector(start), _vector(end)
    angle = geodesy.angle(*start, *end)
    if angle < 1e-9:
        return [start, end]
    points = []
    for step in range(steps + 1):
        t = step / steps
        fa, fb = sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle)
        x, y, z = (fa * p + fb * q for p, q in zip(a, b, strict=True))
        points.append((degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))))
    return points


def _vector(place: Point) -> tuple[float, float, float]:
    lat, lon = radians(place[0]), radians(place[1])
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def path(points: Iterable[Point], digits: int = 1, closed: bool = False) -> str:
    """An SVG path through projected points."""
    steps = [f"{round(x, digits):g},{round(y, digits):g}" for x, y in points]
    return f"M{'L'.join(steps)}{'Z' if closed else ''}"


def outline(rings: Iterable[Sequence[Sequence[float]]]) -> list[list[Point]]:
    """The projected rings (of longitude, latitude); a ring over the seam stands at both ends of the map."""
    parts = []
    for ring in rings:
        points = _continued([project(lat, lon) for lon, lat in ring])
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        turn = RADIUS * radians(360)
        seam = RADIUS * radians(SEAM)
        shifts = [0.0] + ([turn] if left < seam else []) + ([-turn] if right > seam + turn else [])
        parts += [[(x + shift, y) for x, y in points] for shift in shifts]
    return parts


def _continued(points: list[Point]) -> list[Point]:
    """The points without jumps from one end of the map to the other."""
    turn = RADIUS * radians(360)
    line = points[:1]
    for x, y in points[1:]:
        jump = round((line[-1][0] - x) / turn)
        line.append((x + jump * turn, y))
    return line


def smooth(points: Sequence[Point], digits: int = 1) -> str:
    """An SVG path that bends smoothly along points: quadratic curves from middle to middle."""
    if len(points) < 4:
        return path(points, digits)
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points)]
    first, *others = [f"{round(x, digits):g},{round(y, digits):g}" for x, y in middles]
    ends = (points[0], points[1], points[-1])
    start, control, end = (f"{round(x, digits):g},{round(y, digits):g}" for x, y in ends)
    return f"M{start}L{first}Q{control} {others[0]}T{' '.join(others[1:])}L{end}"


def across(start: Point, end: Point, steps: int = 24) -> list[list[Point]]:
    """The projected great circle between two places (latitude, longitude), once for each end of the map it touches.

    A line that leaves the map at one side comes in again at the other: drawn twice, a turn apart, both parts are
    seen, and both its ends stand where their places are.
    """
    line = _continued([project(*place) for place in great_circle(start, end, steps)])
    home = project(*end)[0] - line[-1][0]
    return [line] + ([[(x + home, y) for x, y in line]] if abs(home) > 1 else [])
