"""The last hour before a call closes: everybody sends at once, and everybody looks. `python -m benchmarks.last_hour`."""
