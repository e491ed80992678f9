"""Telegram: its Bot API for bots, and its people and groups for tests and the demo."""
