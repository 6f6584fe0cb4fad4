"""jdzb: without a command it opens the window, with one it works without a screen."""

import sys

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - someone will try an older one
        sys.exit("支部台账需要 Python 3.11 或更新的版本，请先安装。")
    from jdzb import app

    sys.exit(app.run(sys.argv[1:]))
