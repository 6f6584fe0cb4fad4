"""PyInstaller runs this before main.py: 5 MB less, for no picture is ever opened by Pillow.

ReportLab imports it for pictures in a page; ours are drawn by jdzb/press/png.py.
"""

import sys
import types

sys.modules["PIL"] = types.ModuleType("PIL")
sys.modules["PIL"].Image = None
sys.modules["PIL"].__version__ = "0"  # pypdf notes it
