"""The table that every benchmark prints its lines into."""

WIDE = 50


def head(words):
    """The first line of a part."""
    print(f"\n{words:<{WIDE}} {'jdzb':>9} {'bare':>9} {'ratio':>6}  aim")


def show(title, ours, bare, aim=None):
    """One line, seconds in milliseconds; True when the ratio is at most `aim`, or none is set."""
    ratio = ours / bare
    told = f"<= {aim:g}" if aim else ""
    print(f"{title:<{WIDE}} {_ms(ours):>9} {_ms(bare):>9} {ratio:>6.2f}  {told}", flush=True)
    return not aim or ratio <= aim


def wait(title, seconds, aim=None):
    """One line of what has nothing bare beside it; True when at most `aim` milliseconds."""
    told = f"<= {aim:g} ms" if aim else ""
    print(f"{title:<{WIDE}} {_ms(seconds):>9} {'':>9} {'':>6}  {told}", flush=True)
    return not aim or seconds * 1000 <= aim


def _ms(seconds):
    number = seconds * 1000
    return f"{number:,.0f}" if number >= 20 else f"{number:.3f}" if number < 1 else f"{number:.2f}"
