"""A page of ours as a sequence of blocks: what Word and PDF are written from."""
