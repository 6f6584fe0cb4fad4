"""支部台账 (jdzb): the ledgers of a village Party branch in one local file."""

__version__ = "0.1.0"
