"""The whole office in a browser tab: every phone, the office beside them, and stories that play by themselves."""
