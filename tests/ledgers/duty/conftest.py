"""What the tests of the duty tabs share."""

import pytest

from tests.gui.driving import settle, windows


@pytest.fixture
def in_dialog(tk_root):
    """in_dialog(open, act): runs open(), and act(dialog) when its window stands on the screen."""

    def run(open_, act):
        seen, failed = [], []

        def look():
            found = [one for one in windows(tk_root) if one.winfo_viewable()]
            if not found:
                tk_root.after(20, look)
                return
            try:
                settle(found[-1])
                seen.append(act(found[-1]))
            except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - raised again below
                failed.append(error)
            finally:
                if found[-1].winfo_exists():
                    found[-1].close(None)

        tk_root.after(20, look)
        open_()
        settle(tk_root, until=lambda: seen or failed)
        settle(tk_root)
        if failed:
            raise failed[0]
        return seen[0]

    return run
