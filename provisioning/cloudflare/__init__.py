"""Cloudflare as a `DnsProvider`. The SDK costs 0.4 s and 40 MiB, so only the first call loads it."""
