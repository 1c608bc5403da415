"""The record beside Wikidata: what only one of them says, where they differ, and which items our governments are."""
