"""Open a window, say the time when it has been drawn, and end. `program` or `bare`.

Drawn means: where the program enters its main loop, everything that Tk had to do has been done
and the X server has answered.
"""

import os
import sys
import time
from pathlib import Path


def stop_when_drawn(widget, _=0):
    """Stand in for `mainloop`: the moment the user could start to work."""
    widget.update()
    widget.winfo_pointerxy()  # a question to the X server, answered after all drawing
    print(time.monotonic(), flush=True)
    os._exit(0)


def main():
    """Draw what was asked for."""
    import tkinter as tk

    tk.Misc.mainloop = stop_when_drawn
    if sys.argv[1] == "bare":
        root = tk.Tk()
        root.geometry("1280x640")
        tk.Label(root, text="支部台账").pack()
        root.mainloop()
    else:
        sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
        from jdzb import app

        sys.exit(app.run([]) or "the program ended without a window")


if __name__ == "__main__":
    main()
