"""What leaves the village: the package, the stick that carries it, and the township's check."""
