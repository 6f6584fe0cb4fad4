"""Paper: knows Sheet, never a book."""
