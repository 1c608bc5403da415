"""What a finding of a comparison can be."""

KINDS = (
    "agreeing",
    "only-wikidata",
    "only-record",
    "dates-differ",
    "undated-wikidata",
    "undated-record",
    "end-differs",
    "one-way",
    "suspicious",
    "no-item",
)
"""A pair that both have is ``agreeing`` where nothing else is found of it."""
