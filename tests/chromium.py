"""Where the browser of the tests is. As a program: finds it, or installs it, or says exactly what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Each window would draw the list under its address bar, twice, in processes of their own; the other features are those
# that Playwright turns off, whose own switch this one replaces.
_OFF = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AimEnabled", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "PaintHolding", "DestroyProfileOnBrowserClose", "MediaRouter",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "ThirdPartyStoragePartitioning", "OptimizationHints",
    "NetworkTimeServiceQuerying", "PreconnectToSearch", "AvoidCorsURLLoaderRestartOnRedirect",
)  # fmt: skip
FLAGS = [  # how the tests start it
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--disable-features={','.join(_OFF)}",
]
# Pages that are measured and never clicked: nothing is painted that nobody asks for, a third of what such tests cost.
# The engine without windows knows it; the whole browser paints on.
STILL = [*FLAGS, "--enable-begin-frame-control"]

# The first is the engine without windows: its pages take a quarter less CPU than in the whole browser.
_COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_USUAL = {
    "darwin": [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ],
    "win32": [
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    ],
}
_PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)
_WHAT_TO_INSTALL = """\
Le prove nel browser hanno bisogno di Chromium, che qui non c’è e che non si è potuto installare. Installalo così:
  Debian     sudo apt-get install chromium-headless-shell (o chromium)
  Ubuntu     sudo .venv/bin/python -m playwright install --with-deps chromium, oppure il pacchetto .deb di Google Chrome
  Fedora     sudo dnf install chromium
  macOS      brew install --cask google-chrome
  Windows    winget install Google.Chrome
Se un Chromium, Chrome o Edge c’è già ma in un altro posto: CHROMIUM=/percorso/del/browser make test"""


@cache
def chromium_path() -> Path:
    """The first browser that starts: $CHROMIUM and no other if set, then PATH, the system's usual places, Playwright's.

    Raises FileNotFoundError, with what to do in Italian: a test that needs a browser fails without one, never skips.
    """
    if chosen := os.environ.get("CHROMIUM"):
        if starts(Path(chosen)):
            return Path(chosen)
        raise FileNotFoundError(f"CHROMIUM={chosen}: qui non c’è un browser che parta.")
    for path in _places():
        if starts(path):
            return path
    raise FileNotFoundError(_WHAT_TO_INSTALL)


def starts(path: Path) -> bool:
    """Whether the file is a browser that can run (Ubuntu's may be a stub, libraries may be missing)."""
    if sys.platform == "win32":
        return path.is_file()  # there `--version` would open a window
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _places() -> Iterator[Path]:
    yield from (Path(found) for name in _COMMANDS if (found := shutil.which(name)))
    yield from (Path(os.path.expandvars(place)) for place in _USUAL.get(sys.platform, []))
    asked = subprocess.run([sys.executable, "-c", _PLAYWRIGHT_PATH], capture_output=True, text=True, check=False)
    if asked.returncode == 0:
        yield Path(asked.stdout.strip())


def install() -> None:
    """Tries the system's package where that asks nothing of anybody (Debian, as root), then Playwright's download."""
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdout=sys.stderr, check=False)
        for package in ("chromium-headless-shell", "chromium"):  # older systems have the second alone
            wanted = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", package]
            subprocess.run(wanted, env=quiet, stdout=sys.stderr, check=False)
            if any(map(starts, _places())):
                return
    # Not --with-deps: it adds and upgrades system packages nobody asked for. `starts` sees if a library is missing.
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)


def main() -> int:
    """Prints the path and returns 0, or prints what to install and returns 1."""
    try:
        print(f"Browser delle prove: {chromium_path()}")
        return 0
    except FileNotFoundError as error:
        if os.environ.get("CHROMIUM"):
            print(error, file=sys.stderr)
            return 1
    print("Manca il browser delle prove: provo a installare Chromium (qualche minuto)…", file=sys.stderr)
    install()
    try:
        print(f"Browser delle prove: {chromium_path()}")
        return 0
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
