"""The other ways in which things are named: codes of other lists, parties, numbers of meetings, romanisations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from jumelage_graph.folding import fold
from jumelage_graph.names.candidates import HELD, Candidate, Step, by_keys, candidates, forms
from jumelage_graph.namespaces import PREFIXES
from jumelage_graph.statements.cells import quoted

if TYPE_CHECKING:
    from jumelage_graph.engines import Engine

_PLACES = ("government", "thing")
_MEETINGS = ("edition", "thing")
_ITEM = r"(?i)(?:wd:|https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)"
_CURIE = r"([a-z]+):([A-Za-z0-9._~/-]+)"
_ISO = {"FR": ("insee-departement", '?n = "{}"'), "JP": ("jp-lgcode", 'STRSTARTS(?n, "{}000")')}
_NTH = r"第(\d+)回|(\d+)(?:e|er|re|ere|eme|es|st|nd|rd|th)?(?: (?:edition|rencontres|meetings?))?"
_QUARTER = r"(.+?) ?(\d{1,2})(?:e|er|eme|th|st|nd|rd|区)?(?: arr(?:ondissement|dt)?)?"
_BETWEEN = r"\s*(?:[–—―/／、,，;；&＆×↔⇔]|と|\s-\s|\s(?:and|et|with|avec)\s)\s*"
_IN_JAPANESE = r"(?P<upper>.{2,4}?[都道府県])(?:.+郡)?(?P<name>.+)"
_IN_LETTERS = r"(?P<name>[^,(（]+)[,(（]\s*(?P<upper>[^)）]+)[)）]?"
_LONG = (("ou", "o"), ("oo", "o"), ("oh", "o"), ("uu", "u"), ("aa", "a"), ("ii", "i"), ("ee", "e"))


# --- addresses and codes


def _by_curie(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``gov:nancy``, ``jg:Agreement``: a prefixed name."""
    match = re.fullmatch(_CURIE, text)
    if not match or match[1] not in PREFIXES:
        return []
    iri = PREFIXES[match[1]] + match[2]
    return candidates(engine, kind, scheme, f"VALUES ?thing {{ <{iri}> }} ?thing a ?any .")


def _by_item(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``Q191130``, ``wd:Q191130``, the address of a page of Wikidata."""
    match = re.fullmatch(_ITEM, text)
    if not match:
        return []
    return candidates(engine, kind, scheme, f"?thing sdo:sameAs <{PREFIXES['wd']}{match[1].upper()}> .")


def _by_code(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``17201`` without its check digit, ``2a004``, ``１７２０１４``, ``JP-17`` and ``FR-54`` (ISO 3166-2)."""
    code = unicodedata.normalize("NFKC", text).upper()
    if kind not in _PLACES or not re.fullmatch(r"(?:(?:FR|JP)-)?[0-9][0-9A-Z]{1,5}", code):
        return []
    country, _, number = code.rpartition("-")
    if country:
        codes, condition = _ISO[country]
        return _coded(engine, f"jgk:{codes}", condition.format(number))
    shortened = (
        f"STRLEN(?n) = 6 && STRSTARTS(?n, {quoted(code)})" if re.fullmatch(r"\d{5}", code) else "false"
    )
    return _coded(engine, "?any", f"?n = {quoted(code)}") or _coded(engine, "jgk:jp-lgcode", shortened)


def _coded(engine: Engine, scheme: str, condition: str) -> list[Candidate]:
    pattern = (
        f"?thing jg:officialCode ?code . ?code jg:codeScheme {scheme} ; skos:notation ?n FILTER({condition})"
    )
    return candidates(engine, "government", "", pattern)


# --- places


def _by_upper(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``石川県金沢市``, ``Kanazawa, Ishikawa``: a place and one in which it lies."""
    if kind not in _PLACES:
        return []
    match = re.fullmatch(_IN_JAPANESE, fold(text)) or re.fullmatch(_IN_LETTERS, text)
    if not match:
        return []
    part, whole = (_keyed(name, forms(fold(match[name]))) for name in ("name", "upper"))
    return candidates(
        engine, "government", "", f"{part} ?name jg:within ?upper . {whole} BIND(?name AS ?thing)"
    )


def _by_quarter(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``Paris 15``, ``パリ15区``: an arrondissement by its number."""
    match = re.fullmatch(_QUARTER, fold(text))
    if kind not in _PLACES or not match:
        return []
    city, number = match[1], match[2]
    japanese = (f"{city.removesuffix('市')}{sign}{number}区" for sign in ("", "市"))
    return by_keys(engine, [f"{city} {number}e", f"{city} {number}er", *japanese], "government", "")


def _by_sound(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``Ooita``, ``Kyouto``, ``Tookyoo``, ``Hukuoka``: another romanisation of a reading in kana."""
    typed = fold(text)
    if kind not in _PLACES or not typed.isascii() or typed.isdigit():
        return []
    from jaconv import kana2alphabet  # noqa: PLC0415

    wanted = {_sound(form) for form in forms(typed)}
    readings = """SELECT ?thing ?key WHERE { ?thing jg:country "JP" ; jg:searchKey ?key
      FILTER(REGEX(?key, "^[ぁ-ゖー]+$")) }"""
    rows = engine.answer(readings).records()
    things = {row["thing"] for row in rows if _sound(kana2alphabet(str(row["key"]))) in wanted}
    listed = " ".join(f"<{iri}>" for iri in sorted(things))
    return candidates(engine, "government", "", f"VALUES ?thing {{ {listed} }}") if things else []


def _sound(romaji: str) -> str:
    """Hepburn without long vowels, whatever the romanisation (Hepburn, Kunrei, Nihon, keyboard).

    >>> _sound("Tookyoo-to"), _sound("hukuoka"), _sound("sinzyuku"), _sound("gumma")
    ('tokyoto', 'fukuoka', 'shinjuku', 'gunma')
    """
    from jaconv import alphabet2kana, kana2alphabet  # noqa: PLC0415

    plain = re.sub(r"m(?=[bmp])", "n", re.sub(r"[^a-z]", "", romaji.lower()))
    plain = kana2alphabet(alphabet2kana(plain))
    for long, short in _LONG:
        plain = plain.replace(long, short)
    return plain


# --- agreements and editions


def _by_parties(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``Kanazawa – Nancy``: an agreement by its parties in any order; by one of them where it has one only."""
    if kind not in ("agreement", "thing"):
        return []
    for parties in _splits(text):
        if len(parties) > 1 or kind == "agreement":
            sides = [{each.iri for each in _places(engine, name)} for name in parties]
            if all(sides) and (agreements := _linking(engine, sides)):
                return agreements
    return []


def _splits(text: str) -> Iterator[list[str]]:
    """The ways of reading a text as names of parties: at its separators, then at each hyphen or ・."""
    yield re.split(_BETWEEN, text)
    for place in re.finditer("[-・]", text):
        yield [text[: place.start()], text[place.end() :]]


def _places(engine: Engine, name: str) -> list[Candidate]:
    """Every government that a name may mean."""
    key = fold(name)
    exact = f"VALUES ?thing {{ <{PREFIXES['gov']}{key.replace(' ', '-')}> }}" if key.isascii() and key else ""
    named = by_keys(engine, sorted(forms(key)), "government", "") if key else []
    return named + (candidates(engine, "government", "", exact) if exact else [])


def _linking(engine: Engine, sides: Iterable[set[str]]) -> list[Candidate]:
    pattern = "".join(
        f"?thing jg:party|jg:signatory ?p{n} . VALUES ?p{n} {{ {' '.join(f'<{iri}>' for iri in sorted(side))} }} "
        for n, side in enumerate(sides)
    )
    return candidates(engine, "agreement", "", pattern)


def _by_number(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``第7回``, ``7e``, ``7th``, ``7es Rencontres``."""
    match = re.fullmatch(_NTH, fold(text))
    if kind not in _MEETINGS or not match or (kind == "thing" and fold(text).isdigit()):
        return []
    number = int(match[1] or match[2])
    return candidates(engine, "edition", "", f"VALUES ?thing {{ <{PREFIXES['edt']}{number}> }}")


def _by_meeting(engine: Engine, text: str, kind: str, scheme: str) -> list[Candidate]:
    """``2022``, ``Tours``: an edition by its year, or by its host; where anything may be meant, by its year alone."""
    if kind not in _MEETINGS:
        return []
    year = unicodedata.normalize("NFKC", text).removesuffix("年")
    if re.fullmatch(r"\d{4}", year):
        return candidates(engine, "edition", "", f'{HELD} FILTER(STRSTARTS(?day, "{year}"))')
    if kind == "thing":
        return []
    hosts = " ".join(f"<{each.iri}>" for each in _places(engine, text))
    return candidates(engine, "edition", "", f"VALUES ?host {{ {hosts} }} ?thing jg:host ?host .")


def _keyed(name: str, keys: Iterable[str]) -> str:
    """The pattern of a variable for what has one of the keys."""
    listed = " ".join(quoted(key) for key in sorted(keys))
    return f"VALUES ?{name}_key {{ {listed} }} ?{name} jg:searchKey ?{name}_key ."


STEPS: tuple[Step, ...] = (
    _by_curie,
    _by_item,
    _by_code,
    _by_quarter,
    _by_upper,
    _by_parties,
    _by_number,
    _by_meeting,
    _by_sound,
)
"""The ways, in their order: the surest first."""
