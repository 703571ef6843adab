"""What the system says of an error, in Italian."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.EACCES: "permesso negato",
    errno.EPERM: "permesso negato",
    errno.EROFS: "il disco è in sola lettura",
    errno.ENOSPC: "il disco è pieno",
    errno.EDQUOT: "lo spazio assegnato è finito",
    errno.EFBIG: "il file è troppo grande",
    errno.EIO: "errore del disco",
    errno.ENOMEM: "la memoria è finita",
    errno.EAGAIN: "troppi processi",
    errno.EMFILE: "troppi file aperti",
    errno.ENFILE: "troppi file aperti",
    errno.ENOENT: "non c'è",
    errno.EISDIR: "al suo posto c'è una cartella",
    errno.ENOTDIR: "al posto di una cartella c'è un file",
    errno.ENOTEMPTY: "al suo posto c'è una cartella che non è vuota: spostala",
    errno.EEXIST: "c'è già",
    errno.ELOOP: "i collegamenti girano in tondo",
    errno.ENAMETOOLONG: "il nome è troppo lungo",
    errno.EBUSY: "è in uso",
    errno.ETXTBSY: "è in uso",
}


def cause(error: OSError) -> str:
    """Why the system refused something: in Italian where it is a common reason, else in its own words."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)


def shown(path: object) -> str:
    """A path as it can be printed: names of files may have bytes that are no text."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
