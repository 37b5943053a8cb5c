"""Closed lists offered in forms; coarse on purpose (DISCLOSURE.md: coarse by default)."""

ROLES = [("Senior", "senior"), ("Junior", "junior"), ("L&D", "lnd"), ("Administrator", "admin")]

FUNCTIONS = [
    ("Not said", ""),
    *(
        (name.upper() if name in {"hr", "it"} else name.capitalize(), name)
        for name in (
            "engineering",
            "operations",
            "support",
            "sales",
            "finance",
            "marketing",
            "hr",
            "it",
            "legal",
        )
    ),
]
REGIONS = [
    ("Not said", ""),
    ("Europe, Middle East, Africa", "emea"),
    ("North America", "amer"),
    ("Asia and Pacific", "apac"),
    ("Latin America", "latam"),
]
TENURE_BANDS = [
    ("Not said", ""),
    ("Under a year", "0-1"),
    ("1 to 2 years", "1-2"),
    ("2 to 4 years", "2-4"),
]
