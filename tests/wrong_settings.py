"""Settings that operators get wrong, each as a line after those of the project; run as a script it tries them all.

One process loads Pelican and forks for each line: it prints what each said, as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

# The line, and how the sentence about it begins.
WRONG = [
    ("SITEURL = 3", "SITEURL: ci vuole un testo fra virgolette"),
    ("SITEURL = None", "SITEURL: ci vuole un testo fra virgolette"),
    ("SITEURL = b'https://example.it'", "SITEURL: ci vuole un testo fra virgolette"),
    ("SITEURL = ['https://example.it']", "SITEURL: ci vuole un testo fra virgolette"),
    ("SITEURL = 'https://exa mple.it'", "SITEURL: «https://exa mple.it» non è un indirizzo web"),
    ("SITEURL = 'https://a:b@example.it'", "SITEURL: «https://a:b@example.it» non è un indirizzo web"),
    ("SITEURL = 'https://example.it:99999'", "SITEURL: «https://example.it:99999» non è un indirizzo web"),
    ("SITENAME = 3", "SITENAME: ci vuole un testo"),
    ("SITENAME = None", "SITENAME: manca questo campo"),
    ("SITENAME = '  '", "SITENAME: il valore è vuoto"),
    ("SITENAME = '\\u202eabc'", "SITENAME: carattere non ammesso U+202E"),
    ("SITENAME = '\\ud800'", "SITENAME: carattere non ammesso U+D800"),
    ("del SITENAME", "SITENAME: manca il nome del sito"),
    ("ATTRIBUTION = 3", "ATTRIBUTION: ci vuole un testo"),
    ("ATTRIBUTION = ''", "ATTRIBUTION: manca questo campo"),
    ("ATTRIBUTION = '\\ud800'", "ATTRIBUTION: carattere non ammesso U+D800"),
    ("del ATTRIBUTION", "ATTRIBUTION: manca questo campo"),
    ("MENU = None", "MENU: manca questo campo"),
    ("MENU = 3", "MENU: ci vuole un elenco di voci"),
    ("MENU = 'eventi'", "MENU: ci vuole un elenco di voci"),
    ("MENU = {'eventi': '/eventi/'}", "MENU: ci vuole un elenco di voci"),
    ("MENU = ('eventi', 'Eventi', '/eventi/')", "MENU: la voce 1 non va bene: ci vogliono tre testi"),
    ("MENU = (('eventi', 'Eventi'),)", "MENU: la voce 1 non va bene: ci vogliono tre testi"),
    ("MENU = (('eventi', 'Eventi', 3),)", "MENU: la voce 1 non va bene: ci vogliono tre testi"),
    ("MENU = (('eventi', '', '/eventi/'),)", "MENU: la voce 1 non va bene: ci vogliono tre testi"),
    ("MENU = (('eventi', 'Eventi', 'eventi'),)", "MENU: la voce 1: «eventi» non è un indirizzo di questo sito"),
    ("MENU = (('eventi', 'E', '//altro.it/'),)", "MENU: la voce 1: «//altro.it/» non è un indirizzo di questo sito"),
    ("MENU = (('a', 'A', '/eventi/'), ('b', 'B', '/eventi/'))", "MENU: la voce 2: «/eventi/» c'è già"),
    ("del MENU", "MENU: manca questo campo"),
    ("OUTPUTS = ('home',)", "OUTPUTS: non c'è più"),
    ("OUTPUTS_OF = ('feed',)", "OUTPUTS_OF: questa impostazione non c'è. Forse volevi «OUTPUTS_OFF»?"),
    ("OUTPUTS_OFF = 3", "OUTPUTS_OFF: ci vuole un elenco fra parentesi"),
    ("OUTPUTS_OFF = [3]", "OUTPUTS_OFF[1]: ci vuole un testo"),
    ("OUTPUTS_OFF = 'feed'", "OUTPUTS_OFF: ci vuole un elenco fra parentesi"),
    ("from distretti.outputs import ALL as OUTPUTS_OFF", "OUTPUTS_OFF: così non si pubblica niente"),
    ("WORKERS = 'due'", "WORKERS: ci vuole un numero intero senza virgolette, da 0"),
    ("WORKERS = '2'", "WORKERS: ci vuole un numero intero senza virgolette, da 0"),
    ("WORKERS = -1", "WORKERS: ci vuole un numero intero senza virgolette, da 0"),
    ("WORKERS = 2.5", "WORKERS: ci vuole un numero intero senza virgolette, da 0"),
    ("WORKERS = True", "WORKERS: ci vuole un numero intero senza virgolette, da 0"),
    ("WORKERS = 10**9", "WORKERS: ci vuole un numero intero senza virgolette, da 0"),
    ("WORKERS = None", "WORKERS: ci vuole un numero intero senza virgolette, da 0"),
    ("WORKER = 2", "WORKER: questa impostazione non c'è. Forse volevi «WORKERS»?"),
    ("TODAY = '2026-13-01'", "TODAY: «2026-13-01» non va bene"),
    ("TODAY = 'oggi'", "TODAY: «oggi» non va bene"),
    ("TODAY = '28/11/2026'", "TODAY: «28/11/2026» non va bene"),
    ("TODAY = 20261128", "TODAY: «20261128» non va bene"),
    ("TODAY = ['2026-11-28']", "TODAY: «['2026-11-28']» non va bene"),
    ("TODAY = '0001-01-01'", "TODAY: «0001-01-01» non va bene"),
    ("TODAY = '9999-12-31'", "TODAY: «9999-12-31» non va bene"),
    ("import datetime; TODAY = datetime.datetime(2026, 11, 28, 12)", "TODAY: «2026-11-28 12:00:00» non va bene"),
    ("TIMEZONE = 'Europe/Roma'", "TIMEZONE: il sito è in ora italiana"),
    ("TIMEZONE = 3", "TIMEZONE: il sito è in ora italiana"),
    ("TIMEZONE = None", "TIMEZONE: il sito è in ora italiana"),
    ("TIMEZONE = '../../etc/passwd'", "TIMEZONE: il sito è in ora italiana"),
    ("THEME = 'non-esiste'", "THEME: la cartella «non-esiste» non c'è"),
    ("THEME = 3", "THEME: ci vuole il percorso di una cartella"),
    ("THEME = None", "THEME: ci vuole il percorso di una cartella"),
    ("THEME = ''", "THEME: ci vuole il percorso di una cartella"),
    ("THEME = '/etc/hostname'", "THEME: la cartella «/etc/hostname» non c'è"),
    ("THEME = 'a\\0b'", "THEME: il percorso ha un segno non ammesso"),
    ("THEME = '/etc'", "THEME: in «/etc» non c'è la cartella templates/"),
    ("PLUGINS = []", "PLUGINS: manca il plugin del catalogo"),
    ("PLUGINS = None", "PLUGINS: ci vuole un elenco"),
    ("PLUGINS = 'plugin'", "PLUGINS: ci vuole un elenco"),
    ("PLUGINS = [3]", "PLUGINS: «3» non è un plugin"),
    ("PLUGINS = ['non.esiste']", "PLUGINS: il plugin «non.esiste» non c'è"),
    ("PLUGINS = [plugin, 'sitemap']", "PLUGINS: il plugin «sitemap» non c'è"),
    ("del PLUGINS", "PLUGINS: ci vuole un elenco"),
    ("PATH = 3", "PATH: ci vuole il percorso di una cartella"),
    ("PATH = ''", "PATH: ci vuole il percorso di una cartella"),
    ("PATH = 'non-esiste'", "PATH: la cartella «"),
    ("OUTPUT_PATH = 3", "OUTPUT_PATH: ci vuole il percorso di una cartella"),
    ("OUTPUT_PATH = '/etc/hostname'", "OUTPUT_PATH: «/etc/hostname» è un file"),
    ("CACHE_PATH = 3", "CACHE_PATH: ci vuole il percorso di una cartella"),
    ("CACHE_PATH = None", "CACHE_PATH: ci vuole il percorso di una cartella"),
    ("CACHE_PATH = '/etc/hostname'", "CACHE_PATH: «/etc/hostname» è un file"),
    ("STRICT = 'no'", "STRICT: scrivi True (sì) o False (no)"),
    ("STRICT = 3", "STRICT: scrivi True (sì) o False (no)"),
    ("LOAD_CONTENT_CACHE = 'no'", "LOAD_CONTENT_CACHE: scrivi True (sì) o False (no)"),
    ("DELETE_OUTPUT_DIRECTORY = 'no'", "DELETE_OUTPUT_DIRECTORY: scrivi True (sì) o False (no)"),
    ("DEFAULT_LANG = 'en'", "DEFAULT_LANG: il sito è in italiano"),
    ("DEFAULT_LANG = 3", "DEFAULT_LANG: il sito è in italiano"),
    ("ARTICLE_PATHS = ['districts']", "ARTICLE_PATHS: le pagine e i file li fa il plugin"),
    ("ARTICLE_PATHS = 3", "ARTICLE_PATHS: ci vuole un elenco"),
    ("DIRECT_TEMPLATES = ['index']", "DIRECT_TEMPLATES: le pagine e i file li fa il plugin"),
    ("del DIRECT_TEMPLATES", "DIRECT_TEMPLATES: le pagine e i file li fa il plugin"),
    ("STATIC_PATHS = 'images'", "STATIC_PATHS: ci vuole un elenco"),
    ("FEED_ALL_ATOM = 'feeds/all.xml'", "FEED_ALL_ATOM: il sito fa da sé i suoi feed"),
    ("LOCALE = 3", "LOCALE: ci vuole un elenco"),
    ("LOG_FILTER = 3", "LOG_FILTER: ci vuole un elenco"),
    ("JINJA_ENVIRONMENT = 3", "JINJA_ENVIRONMENT: ci vuole un gruppo"),
    ("MARKDOWN = 3", "MARKDOWN: ci vuole un gruppo"),
    ("PAGINATION_PATTERNS = [3]", "PAGINATION_PATTERNS: ci vuole un elenco di regole"),
    ("PELICAN_CLASS = 'x.y'", "PELICAN_CLASS: togli la riga"),
    ("TITOLARE = []", "TITOLARE: ci vuole un gruppo di campi con il nome fra virgolette"),
    ("TITOLARE = {3: 4}", "TITOLARE: ci vuole un gruppo di campi con il nome fra virgolette"),
    ("TITOLARE = {'name': None}", "TITOLARE.name: ci vuole un testo"),
    ("CONTATTO = ['a@example.it']", "CONTATTO: ci vuole un testo"),
    ("CONTATTO = 'a@example.it, b@example.it'", "CONTATTO: «a@example.it, b@example.it» non è un indirizzo di posta"),
    ("REPOSITORY = 3", "REPOSITORY: ci vuole un testo"),
    ("REGISTRI = 'x' * 100000", "REGISTRI: il testo è troppo lungo"),
]


def tried(line: str, folder: Path) -> tuple[int, str, list[str]]:
    """What a build with this line said: its exit code, its words, the files it left."""
    conf = folder / "conf.py"
    conf.write_text(f"from pelicanconf import *\n{line}\n", "utf-8")
    said = folder / "said.txt"
    child = os.fork()
    if not child:
        with said.open("wb") as stream:
            os.dup2(stream.fileno(), 1)
            os.dup2(stream.fileno(), 2)
        os._exit(_run(line, conf, folder))
    _, status = os.waitpid(child, 0)
    made = [path.name for path in (folder / "output").rglob("*") if path.is_file()]
    return os.waitstatus_to_exitcode(status), said.read_text("utf-8"), made


def _run(line: str, conf: Path, folder: Path) -> int:
    import pelican

    arguments = ["-s", str(conf), *([] if line.startswith("PATH") else [str(PROJECT / "tests" / "catalogue")])]
    for name, option in (("OUTPUT_PATH", "-o"), ("CACHE_PATH", "--cache-path")):
        arguments += [] if line.startswith(name) else [option, str(folder / name.lower().removesuffix("_path"))]
    try:
        pelican.main(arguments)
    except SystemExit as stopped:
        if isinstance(stopped.code, str):
            print(stopped.code, flush=True)
            return 1
        return int(stopped.code or 0)
    finally:
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.path[:0] = [str(PROJECT), str(PROJECT / "plugins")]
    os.environ["SOURCE_DATE_EPOCH"] = "1795867200"
    import pelican  # noqa: F401

    import distretti.build  # noqa: F401 - loaded once, for all

    with tempfile.TemporaryDirectory() as name:
        print(json.dumps([tried(line, Path(name)) for line, _ in WRONG]))
