"""BSrE's client service, as far as its open clients show how it speaks."""
