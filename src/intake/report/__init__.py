"""What a triage says, for people: the summary, each advice in full, and the names of countries, languages and dates."""
