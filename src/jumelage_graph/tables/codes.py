"""Official codes: their form in each scheme, and their check digits.

Sources: INSEE, Code officiel géographique; INSEE, SIREN (Luhn's formula, ISO/IEC 7812-1); Ministry of
Internal Affairs and Communications of Japan, 全国地方公共団体コード (check digit modulo 11).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jumelage_graph.words import say


def japanese_check_digit(code: str) -> str:
    """The sixth digit of a Japanese code, from its first five.

    >>> japanese_check_digit("17201")
    '4'
    """
    total = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def _japanese(code: str) -> bool:
    return japanese_check_digit(code[:5]) == code[5]


def _luhn(code: str) -> bool:
    """Whether the digits satisfy Luhn's formula, as a SIREN does.

    >>> _luhn("246800726")
    True
    """
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(code))]
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme of codes: its name, whose it is, its form; ``faults.toml`` says the form in words."""

    name: str
    country: str
    form: re.Pattern[str]
    check: str = ""

    def holds(self, code: str) -> bool:
        """Whether ``code`` is of this scheme: its form, and its check digit if it has one."""
        if not self.form.fullmatch(code):
            return False
        return _CHECKS[self.check](code) if self.check else True


_CHECKS = {"modulo 11": _japanese, "Luhn": _luhn}

_FORMS = {
    "insee-cog": ("FR", r"(\d\d|2[AB])\d{3}", ""),
    "insee-departement": ("FR", r"\d\d|2[AB]|9[78]\d", ""),
    "insee-region": ("FR", r"\d\d", ""),
    "siren": ("FR", r"\d{9}", "Luhn"),
    "jp-lgcode": ("JP", r"\d{6}", "modulo 11"),
}

SCHEMES = {
    name: Scheme(name, country, re.compile(form, re.ASCII), check)
    for name, (country, form, check) in _FORMS.items()
}
"""The schemes of official codes by their names."""


def mend(scheme: Scheme, code: str) -> str:
    """What probably happened to a wrong code."""
    if scheme.holds(f"0{code}"):
        return say("faults.mend.leading_zero", code=f"0{code}")
    digits = scheme.check == "modulo 11" and re.fullmatch(r"\d{5}\d?", code, re.ASCII)
    if not digits:
        return ""
    return say("faults.mend.check_digit", code=code[:5], digit=japanese_check_digit(code[:5]))
