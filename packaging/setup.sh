#!/bin/sh
# Sets up .venv with everything at the versions in constraints.txt, and the system libraries Qt needs.
# On Debian and Ubuntu it installs what is missing (as root or through sudo); elsewhere it says what is missing and stops.
set -eu
cd "$(dirname "$0")/.."

# Qt's window and offscreen platforms, and a font; named as Debian names them.
packages="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 fonts-dejavu-core \
libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxkbcommon-x11-0"

say() { printf 'tldesk set-up: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else stop "not root and no sudo. Ask an administrator to run: $*"
    fi
}

debian_install() {
    [ -n "$(find /var/lib/apt/lists -name '*_Packages*' -mtime -2 2>/dev/null | head -n 1)" ] || as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

python=""
for candidate in python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || stop "Python 3.11 or newer is missing. Install it (Debian 12, Ubuntu 24.04 and newer have it as python3) and try again."

if command -v apt-get >/dev/null; then
    missing=""
    for package in $packages; do
        # libglib2.0-0 is called libglib2.0-0t64 on newer systems; both provide the old name.
        dpkg-query -W -f '${Status}\n' "$package" "${package}t64" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
    done
    "$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing $(basename "$(readlink -f "$(command -v "$python")")")-venv"
    # shellcheck disable=SC2086  # a list of names
    [ -z "$missing" ] || { say "installing$missing"; debian_install $missing; }
else
    "$python" -c 'import ensurepip, venv' || stop "this Python has no venv module; install it and try again."
    say "not Debian or Ubuntu: if Qt does not start, install your system's packages of: OpenGL, EGL, xkbcommon, dbus, fontconfig, xcb-cursor, xcb-icccm, xcb-image, xcb-keysyms, xcb-render-util."
fi

say "installing the Python packages into .venv (about 5.5 GB, most of it torch; some minutes)"
[ -x .venv/bin/python ] || "$python" -m venv .venv
printf '*\n' >.venv/.gitignore
.venv/bin/python -m pip install -q --disable-pip-version-check -c packaging/constraints.txt uv
.venv/bin/uv pip install -q --python .venv/bin/python -c packaging/constraints.txt -e . --group dev

.venv/bin/python -c 'import PySide6.QtWidgets' || stop "Qt can't be loaded: the line above names the system library that is missing."
touch .venv/.ready
say "ready"
