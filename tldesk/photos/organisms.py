"""The shapes of microorganisms, drawn on masks: what `specimens` puts under its microscope."""

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import ImageDraw

Point = tuple[float, float]
Random = np.random.Generator
Drawing = Callable[[ImageDraw.ImageDraw, Random, Point, float], None]
"""Draws one organism at a point, in pixels; the last argument is the width of a bacterium there."""


def rod(draw: ImageDraw.ImageDraw, rng: Random, at: Point, width: float) -> None:
    """A bacillus: a capsule 1.3 to 5 times as long as wide, slightly bent; one in five is dividing, so two lie end to end."""
    width *= rng.uniform(0.75, 1.1)
    length = width * float(rng.choice([rng.uniform(1.3, 2.2), rng.uniform(2.2, 5.0)], p=[0.3, 0.7]))
    angle = rng.uniform(0, 2 * math.pi)
    bend = rng.normal(0, 0.12)
    end = _stroke(draw, at, angle, length - width, width, bend=bend)
    if rng.random() < 0.2:
        gap = width * rng.uniform(0.95, 1.1)
        _stroke(draw, _moved(end, angle, gap), angle + rng.normal(0, 0.25), length - width, width, bend=bend)


def cocci_chain(draw: ImageDraw.ImageDraw, rng: Random, at: Point, width: float) -> None:
    """A streptococcus: 2 to 12 round to slightly oval cells on a wandering line, touching."""
    cells = int(rng.choice([rng.integers(2, 4), rng.integers(4, 13)], p=[0.35, 0.65]))
    width *= rng.uniform(0.8, 1.1)
    angle = rng.uniform(0, 2 * math.pi)
    oval = rng.uniform(1.0, 1.3)
    for _ in range(cells):
        size = width * rng.uniform(0.92, 1.08)
        _stroke(draw, at, angle, size * (oval - 1), size)
        angle += rng.normal(0, 0.35)
        at = _moved(at, angle, size * oval * rng.uniform(0.9, 1.04))


def budding_yeast(draw: ImageDraw.ImageDraw, rng: Random, at: Point, width: float) -> None:
    """A yeast cell: a large oval with a vacuole, most with a bud of a third to three quarters of its size."""
    size = width * rng.uniform(1.5, 2.6)
    angle = rng.uniform(0, 2 * math.pi)
    stretch = rng.uniform(1.0, 1.35)
    _cell(draw, rng, at, angle, size=size, stretch=stretch)
    if rng.random() < 0.65:
        bud = size * rng.uniform(0.35, 0.75)
        side = angle + rng.choice([0.0, math.pi]) + rng.normal(0, 0.5)
        _cell(draw, rng, _moved(at, side, 0.47 * (size * stretch + bud)), side, size=bud, stretch=1.1)
        if rng.random() < 0.15:
            _cell(draw, rng, _moved(at, side + math.pi, 0.47 * (size * stretch + 0.6 * bud)), side, size=0.6 * bud, stretch=1.1)


def filament(draw: ImageDraw.ImageDraw, rng: Random, at: Point, width: float) -> None:
    """A hypha or filamentous bacterium: a long, wandering, evenly thin thread; some branch, some show cross walls."""
    width *= rng.uniform(0.45, 0.85)
    length = width * float(rng.choice([rng.uniform(7, 14), rng.uniform(14, 60)], p=[0.25, 0.75]))
    _thread(draw, rng, at, rng.uniform(0, 2 * math.pi), length=length, width=width, branches=bool(rng.random() < 0.35))


ORGANISMS: Final[dict[str, Drawing]] = {
    "rods": rod,
    "cocci chains": cocci_chain,
    "budding yeast": budding_yeast,
    "filaments": filament,
}


def debris(draw: ImageDraw.ImageDraw, rng: Random, at: Point, width: float) -> None:
    """A crumb: an irregular polygon, or a grain hardly larger than a coccus."""
    size = width * rng.uniform(0.3, 1.6)
    corners = int(rng.integers(7, 13))
    turns = np.sort(rng.uniform(0, 2 * math.pi, corners))
    draw.polygon([_moved(at, turn, size * rng.uniform(0.55, 1.0)) for turn in turns], fill=int(rng.integers(90, 255)))


def _thread(draw: ImageDraw.ImageDraw, rng: Random, at: Point, angle: float, *, length: float, width: float, branches: bool) -> None:
    step = width * 1.2
    curl = rng.normal(0, 0.05)
    branch_at = rng.uniform(0.2, 0.8) * length if branches else math.inf
    done = 0.0
    points = [at]
    while done < length:
        angle += curl + rng.normal(0, 0.13)
        at = _moved(at, angle, step)
        points.append(at)
        done += step
        if done >= branch_at:
            side = angle + rng.choice([-1, 1]) * rng.uniform(0.5, 1.1)
            _thread(draw, rng, at, side, length=rng.uniform(0.2, 0.5) * length, width=width * 0.9, branches=False)
            branch_at = math.inf
    draw.line(points, fill=255, width=max(1, round(width)), joint="curve")
    for end in (points[0], points[-1]):
        _disc(draw, end, width, fill=255)
    if rng.random() < 0.5:
        for point in points[2::4]:
            _disc(draw, point, width * 0.45, fill=165)


def _cell(draw: ImageDraw.ImageDraw, rng: Random, at: Point, angle: float, *, size: float, stretch: float) -> None:
    """An oval with a rim, a darker-rimmed inside, often a clear vacuole and a grain."""
    _stroke(draw, at, angle, size * (stretch - 1), size, fill=215)
    inner = _moved(at, rng.uniform(0, 2 * math.pi), size * 0.12)
    _stroke(draw, at, angle, size * (stretch - 1), size * 0.78, fill=150)
    if rng.random() < 0.7:
        _disc(draw, inner, size * rng.uniform(0.25, 0.5), fill=int(rng.integers(60, 120)))
    if rng.random() < 0.5:
        _disc(draw, _moved(at, rng.uniform(0, 2 * math.pi), size * 0.25), size * 0.14, fill=250)


def _stroke(
    draw: ImageDraw.ImageDraw, at: Point, angle: float, length: float, width: float, *, bend: float = 0.0, fill: int = 255
) -> Point:
    """A capsule around `at`: a line of `length` with round ends of `width`; returns the centre of its far end."""
    pieces = max(1, round(length / max(width, 1.0)) * 2)
    start = _moved(at, angle, -length / 2)
    points = [start]
    for piece in range(pieces):
        points.append(_moved(points[-1], angle + bend * (piece + 1 - pieces / 2), length / pieces))
    if length > 0:
        draw.line(points, fill=fill, width=max(1, round(width)), joint="curve")
    for end in (points[0], points[-1]):
        _disc(draw, end, width, fill=fill)
    return points[-1]


def _disc(draw: ImageDraw.ImageDraw, at: Point, diameter: float, *, fill: int) -> None:
    radius = max(diameter, 1.0) / 2
    draw.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=fill)


def _moved(at: Point, angle: float, distance: float) -> Point:
    return (at[0] + distance * math.cos(angle), at[1] + distance * math.sin(angle))
