"""Attacks that need root or minutes, beside those of `make test`; docs/reliability.md has what they found.

Each is a program of its own (`.venv/bin/python -m tools.attacks.power_cut`), prints what it counts, and ends with 1
where a promise was broken. They work in temporary folders and change nothing of the project.
"""
