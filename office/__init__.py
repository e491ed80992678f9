"""The office itself: its rules, its register, what people do at its desk, its letters. No chat, no vendor, no clock."""
