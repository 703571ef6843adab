"""What the operating system refuses, said in Italian; and terminals that cannot show Italian."""

from __future__ import annotations

import codecs
import errno
import sys
import unicodedata

_CAUSES = {
    errno.EACCES: "permesso negato",
    errno.EPERM: "permesso negato",
    errno.ENOSPC: "disco pieno",
    errno.EDQUOT: "lo spazio che ti spetta sul disco è finito",
    errno.EROFS: "il disco è in sola lettura",
    errno.ENOENT: "non c'è",
    errno.EISDIR: "è una cartella: ci vuole un file",
    errno.ENOTDIR: "una parte del percorso è un file: ci vuole una cartella",
    errno.EEXIST: "c'è già",
    errno.ENOTEMPTY: "la cartella non è vuota",
    errno.ENAMETOOLONG: "il nome è troppo lungo",
    errno.ELOOP: "è un collegamento che porta a sé stesso",
    errno.EMFILE: "ci sono troppi file aperti",
    errno.ENFILE: "ci sono troppi file aperti",
    errno.ENOMEM: "non c'è abbastanza memoria",
    errno.EAGAIN: "il sistema non ha abbastanza risorse: riprova più tardi",
    errno.EIO: "il disco ha un guasto",
    errno.EBUSY: "è in uso da un altro programma",
    errno.ETXTBSY: "è in uso da un altro programma",
    errno.EFBIG: "il file è troppo grande per il disco",
    errno.EXDEV: "è su un altro disco",
    errno.EPIPE: "il programma che leggeva si è fermato",
    errno.ESTALE: "il disco di rete non risponde più",
    errno.ENOEXEC: "non è un programma che qui si può eseguire",
}
_OF_SQLITE = {
    "database or disk is full": _CAUSES[errno.ENOSPC],
    "attempt to write a readonly database": _CAUSES[errno.EACCES],
    "unable to open database file": _CAUSES[errno.EACCES],
    "disk I/O error": _CAUSES[errno.EIO],
}
_PLAIN = {"«": '"', "»": '"', "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "→": "->"}


def cause(error: Exception) -> str:
    """Why the system, or SQLite, refused something: "disco pieno"; what it says itself where that is not known here."""
    if not isinstance(error, OSError):
        return _OF_SQLITE.get(str(error), str(error))
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error) or "errore del sistema"


def shown(path: object) -> str:
    """A path as it can be printed: names of files may have bytes that are no text."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def plainly(error: UnicodeError) -> tuple[str, int]:
    """What to write for a text that a terminal cannot show: "e" for "è", "?" for a sign without letters like it."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_PLAIN.get(sign) or _letters(sign) or "?" for sign in signs), error.end


def _letters(sign: str) -> str:
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()


def speak_plainly() -> None:
    """Have what is printed reach any terminal: signs that it cannot show are written with those that it can."""
    codecs.register_error("distretti", plainly)
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="distretti")
