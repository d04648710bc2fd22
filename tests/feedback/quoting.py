"""What a young person said in May, and how an officer would cut it."""

from datetime import date

from app.core.reporting import Period

QUARTER, MAY = Period.parse("2026-Q2"), date(2026, 5, 6)
WORDS = "My worker Leah came to my match in Corby. I felt like somebody."
CUT = "My worker … came to my match … I felt like somebody."
