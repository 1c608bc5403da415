"""The level of a government, by its type: a notation of the concept scheme ``government-types``."""

UPPER = frozenset({"region", "departement", "prefecture", "special-status-collectivity", "wide-area-union"})


def level(kind: str) -> str:
    """``upper`` (région, département, prefecture and their like), ``intermunicipal`` or ``municipal``.

    >>> level("wide-area-union"), level("epci"), level("designated-city")
    ('upper', 'intermunicipal', 'municipal')
    """
    if kind == "epci":
        return "intermunicipal"
    return "upper" if kind in UPPER else "municipal"
