"""Uploaded files: judged by what they are, kept by their hash, shown upright."""
