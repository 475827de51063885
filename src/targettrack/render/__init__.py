"""How answers look: tables for people, files for machines; nothing is computed here."""
