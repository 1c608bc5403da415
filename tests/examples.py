"""A value for each parameter that named queries require: what tests and benchmark ask of the record."""

VALUES = {
    "government": "kanazawa",
    "first": "nancy",
    "second": "kanazawa",
    "thing": "agreement/nancy-kanazawa",
    "agreement": "nancy-kanazawa",
    "edition": "7",
    "year": "2023",
    "date": "2000-01-01",
    "from": "1980-01-01",
    "until": "1999-12-31",
    "text": "kana",
    "name": "kana",
}
