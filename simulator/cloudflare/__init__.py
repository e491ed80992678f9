"""Cloudflare's v4 API as far as DNS records need it: stateful, with its own codes and its faults."""
