"""Pages as PDF: read off the built pages, broken into lines as Lao is read, set by Typst in a font made for copying."""
