"""Why an address did not answer, in Italian, with what to do."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl

# What OpenSSL says of a certificate (X509_V_ERR_…).
_CERTIFICATES = {
    9: "il certificato non vale ancora",
    10: "il certificato è scaduto",
    18: "il certificato è firmato da chi lo usa",
    19: "il certificato è firmato da un'autorità che nessuno conosce",
    20: "al certificato manca quello di chi lo ha firmato",
    21: "al certificato manca quello di chi lo ha firmato",
    62: "il certificato è di un altro sito",
}
_SYSTEM = {
    errno.ECONNREFUSED: "il server rifiuta il collegamento",
    errno.ECONNRESET: "il server ha chiuso il collegamento",
    errno.EPIPE: "il server ha chiuso il collegamento",
    errno.ENETUNREACH: "la rete del server non si raggiunge",
    errno.EHOSTUNREACH: "il server non si raggiunge",
}
_STATUSES = {
    400: "il server non accetta la richiesta",
    401: "il server vuole una password",
    403: "il server non lo mostra ai programmi: guardalo con un browser",
    404: "la pagina non c'è più",
    410: "la pagina è stata tolta",
    429: "il server chiede di aspettare: riprova un altro giorno",
    451: "la pagina è stata tolta per ragioni legali",
}


def of_error(error: Exception) -> str:
    """Why nothing came back."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"TLS: {_CERTIFICATES.get(error.verify_code, error.verify_message)}"
    if isinstance(error, ssl.SSLError):
        return "TLS: il server e questo programma non si intendono"
    if isinstance(error, socket.gaierror):
        later = error.errno == getattr(socket, "EAI_AGAIN", None)
        return "DNS: il nome del sito ora non si trova" if later else "DNS: il nome del sito non esiste"
    if isinstance(error, TimeoutError):
        return "il server non risponde in tempo"
    if isinstance(error, http.client.RemoteDisconnected):
        return "il server ha chiuso il collegamento"
    if isinstance(error, http.client.HTTPException):
        return "la risposta non è HTTP"
    if isinstance(error, UnicodeError):
        return "il nome del sito non si può scrivere in una richiesta"
    known = isinstance(error, OSError) and _SYSTEM.get(error.errno or 0)
    return known or "il collegamento non è riuscito"


def of_status(status: int) -> str:
    """Why an answer is none: of a status that is no success."""
    said = _STATUSES.get(status) or ("il server ha un guasto" if status >= 500 else "il server non la dà")
    return f"{said} ({status})"
