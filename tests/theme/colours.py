"""Colours of the style sheet as an eye sees them: read from the CSS, simulated without red or green cones, compared."""

from __future__ import annotations

import colorsys
import re
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Colour = tuple[float, float, float]  # sRGB from 0 to 1, or L*a*b*

# Machado, Oliveira, Fernandes 2009, table 1, severity 1.0: on linear RGB.
SIGHTS: dict[str, tuple[Colour, Colour, Colour]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def schemes(tokens: str) -> dict[str, dict[str, str]]:
    """The custom properties of `tokens.css` in the light scheme and in the dark one, which changes some."""
    light, dark = tokens.split("@media", 1)
    found = dict(re.findall(r"(--[\w-]+): ([^;]+);", light))
    return {"light": found, "dark": found | dict(re.findall(r"(--[\w-]+): ([^;]+);", dark))}


def colour(value: str, properties: dict[str, str]) -> Colour:
    """The sRGB of a CSS value: a property, #rgb, #rrggbb, or hsl(); ValueError for another form."""
    if match := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(properties[match[1]], properties)
    if match := re.fullmatch(r"hsl\((\d+) (\d+)% (\d+)%\)", value):
        hue, saturation, lightness = map(int, match.groups())
        return colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    if match := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", value):
        digits = match[1] if len(match[1]) == 6 else "".join(letter * 2 for letter in match[1])
        red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
        return red, green, blue
    raise ValueError(value)


def seen(shown: Colour, sight: str) -> Colour:
    """A colour in L*a*b* (D65) as an eye with these cones sees it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shown]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear, strict=True))))
        for row in SIGHTS[sight]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: Colour, other: Colour) -> float:
    """CIEDE2000 of two colours in L*a*b* (Sharma, Wu, Dalal 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    middle = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - sqrt(middle**7 / (middle**7 + 25**7)))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1, h2 = degrees(atan2(b1, a1 * stretch)) % 360, degrees(atan2(b2, a2 * stretch)) % 360
    turn = h2 - h1 - 360 * round((h2 - h1) / 360) if c1 * c2 else 0.0
    hue = (h1 + h2 + (360 if abs(h1 - h2) > 180 else 0)) / 2 % 360 if c1 * c2 else h1 + h2
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    weight = 1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
    weight += 0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63))
    by_light = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2))
    by_chroma = (c2 - c1) / (1 + 0.045 * chroma)
    by_hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(60 * exp(-(((hue - 275) / 25) ** 2))))
    return sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)
