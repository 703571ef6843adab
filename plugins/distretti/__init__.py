"""The public catalogue of Italy's commerce districts, floor by floor (see docs/architecture.md)."""
