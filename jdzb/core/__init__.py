"""Vocabulary shared by every room: standard library and pypinyin only."""
