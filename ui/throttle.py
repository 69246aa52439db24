"""Slows down who guesses a password; the others notice nothing."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

_FREE: Final = 5
"""Wrong tries before the first wait."""
_LONGEST: Final = 300.0
_ADDRESSES: Final = 10_000
"""Remembered at once; the one that has been quiet longest goes."""


class Throttle:
    """Wrong tries by address: after five the wait doubles with each, from 1 second to 5 minutes. For one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[str, tuple[int, float]] = {}  # how many, and until when to wait

    def wait(self, address: str) -> int:
        """Whole seconds until ``address`` may try again; 0: now."""
        _, until = self._failures.get(_network(address), (0, 0.0))
        return max(0, math.ceil(until - self._clock()))

    def failed(self, address: str) -> None:
        key = _network(address)
        count = self._failures.pop(key, (0, 0.0))[0] + 1
        pause = min(_LONGEST, 2.0 ** min(count - _FREE, 16)) if count >= _FREE else 0.0
        while len(self._failures) >= _ADDRESSES:
            del self._failures[next(iter(self._failures))]
        self._failures[key] = (count, self._clock() + pause)

    def succeeded(self, address: str) -> None:
        self._failures.pop(_network(address), None)


def _network(address: str) -> str:
    """What one person holds: an IPv4 address, or the /64 of an IPv6 one, which has 2^64 addresses."""
    try:
        its = ip_address(address)
    except ValueError:
        return address
    return str(int(its) >> 64) if isinstance(its, IPv6Address) and not its.ipv4_mapped else str(its)
