"""Loket beside a bare echo bot, in one run and on one machine: ratios, never absolute promises."""
