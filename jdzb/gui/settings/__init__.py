"""设置: the branch, the figures, the holidays, this machine; each under its tab."""

from jdzb.gui.settings.machine import OPERATOR
from jdzb.gui.settings.window import SettingsDialog

__all__ = ["OPERATOR", "SettingsDialog"]
