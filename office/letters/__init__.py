"""The reply letter: its number, its content, and its DOCX."""
