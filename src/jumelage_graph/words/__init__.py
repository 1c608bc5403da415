"""All words that a reader sees, in three languages: one TOML file here for each room that speaks.

An entry is ``name = { en = "…", fr = "…", ja = "…" }``, alone or in a ``[group]``; its key is the name of the file,
the group and its own name, joined by dots: ``errors.unknown``. ``{value}`` is filled in when it is said. A list in
``{names}`` is joined as the language does it; ``{names:or}`` joins it with an "or", ``{names:lines}`` puts each part on
a line of its own. ``{size:number}`` groups the digits, and ``{day:date}`` writes an EDTF date in the reader's form.
Where a number changes the words, an entry has the form for one and the form for several, chosen by ``count``:
``rows = { en = ["{count} row", "{count} rows"], … }``.

An error holds what it says as a key with values (``say``); the door words it in the reader's language (``told``).
"""

from jumelage_graph.words.catalogue import FALLBACKS, LANGUAGES, Entry, Group, entries, of, rooms, tree
from jumelage_graph.words.speech import Said, Texts, say, told, word

__all__ = [
    "FALLBACKS",
    "LANGUAGES",
    "Entry",
    "Group",
    "Said",
    "Texts",
    "entries",
    "of",
    "rooms",
    "say",
    "told",
    "tree",
    "word",
]
