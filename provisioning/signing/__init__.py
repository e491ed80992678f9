"""Signatures on the PDF, always the last thing that is done to it: by a certificate of our own, or by BSrE."""
