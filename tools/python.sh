#!/bin/sh
# Prints the command of the Python that .venv is made with; where there is none, says what to install and fails.
#
#     tools/python.sh COMMAND NEEDED [GOAL]
#
# COMMAND is what «make PYTHON=…» gives: it alone is tried. Empty: the first that can be used, and among these the first
# built with profile-guided optimisation, which builds the site up to 40 % faster. NEEDED are modules it must have.
set -eu
given=$1 needed=$2 goal=${3:-}
if [ -n "$given" ]; then
    set -- "$given"
else
    set -- python3 /usr/bin/python3 python3.13 python3.12 python3.11 /usr/local/bin/python3
fi

# "fast" or "slow", and the version; "old"; "bare" (a module is missing); nothing where it does not run.
# Debian's and Ubuntu's Pythons (the only ones with the scheme deb_system) are optimised by a target of their make and do not
# say so in CONFIG_ARGS.
look() {
    "$1" - $needed 2> /dev/null <<'PYTHON' || true
import importlib.util, sys, sysconfig
said = [str(sysconfig.get_config_var(name)) for name in ("CONFIG_ARGS", "PY_CORE_CFLAGS", "PY_CFLAGS_NODIST")]
signs = ("--enable-optimizations", "-fprofile-use", "-fprofile-instr-use")
fast = any(sign in text for sign in signs for text in said) or "deb_system" in sysconfig.get_scheme_names()
if sys.version_info < (3, 11):
    print("old")
elif not all(map(importlib.util.find_spec, sys.argv[1:])):
    print("bare")
else:
    print("fast" if fast else "slow", "%d.%d.%d" % sys.version_info[:3])
PYTHON
}

chosen='' version='' bare=''
for command in "$@"; do
    seen=$(look "$command")
    case $seen in
        fast*) chosen=$command version='' && break ;;
        slow*) [ -n "$chosen" ] || { chosen=$command version=${seen#slow }; } ;;
        bare) bare=${bare:-$command} ;;
    esac
done

if [ -z "$chosen" ] && [ -n "$bare" ]; then
    echo "A «$bare» manca il modulo venv. Su Debian e Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
elif [ -z "$chosen" ]; then
    command=${given:-python3}
    echo "Serve Python 3.11 o più recente; «$command»: $("$command" --version 2> /dev/null || echo non trovato)." >&2
    echo "Se ne hai un altro, indicalo così: make PYTHON=python3.12 $goal" >&2
    exit 1
elif [ -n "$version" ]; then
    echo "Nota: «$chosen» (Python $version) non ha le ottimizzazioni PGO: il sito si costruisce fino al 40 % più piano." >&2
    echo "Le hanno i Python di Debian, Ubuntu, Fedora, Homebrew e python.org: make clean, poi make PYTHON=/percorso/di/python3 $goal" >&2
fi
echo "$chosen"
