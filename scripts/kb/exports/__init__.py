"""The content for programs: open data, feeds, calendars, lists of addresses."""
