"""Reports of our own writing: a small annotated sample, and a generator of any number more."""
