"""A bare Tk window with one label: says the time when it has been drawn, and ends."""

import os
import time
import tkinter as tk


def main():
    """Draw it; the program itself does the same when JDZB_FIRST_DRAW is set."""
    root = tk.Tk()
    root.geometry("1280x640")
    tk.Label(root, text="支部台账").pack()
    root.update()
    root.winfo_pointerxy()  # a question to the X server, answered after all drawing
    print(time.monotonic(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
