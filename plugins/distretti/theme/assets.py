"""The files of theme/static → files of the site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from ..site import addresses
from ..site.output import File

_ROOT = "root/"
STYLESHEETS = ("css/tokens.css", "css/base.css", "css/components.css")

_URL = re.compile(r"url\((['\"]?)\.\./([^)'\"]+)\1\)")
_COMMENT = re.compile(
    r"^[ \t]*(?://.*|/\*\*.*\*/)\n", re.MULTILINE
)  # of a line of its own: no text of ours has such lines
_REMARK = re.compile(
    rb"/\*(?!!).*?\*/\n?|(?<=\n)\s+", re.DOTALL
)  # of a style sheet, and indents; a licence ("/*!") stays
_IMPORT = re.compile(r'"\./([\w-]+\.js)"')


def assets(folder: Path, hashed: bool = True) -> tuple[dict[str, str], list[File]]:
    """The address of each file of theme/static by its path there, and the files; CSS becomes one css/site.css
    without its comments and indents, a quarter of it.

    Names are `hashed` where browsers keep files: the preview's server tells them not to, and there a file that changes
    changes no page. Files of root/ are at the root of the site under their own name: a service worker must be.
    """

    def named(name: str, content: bytes) -> str:
        if name.startswith(_ROOT):
            return f"/{name.removeprefix(_ROOT)}"
        return _hashed(name, content) if hashed else f"{addresses.THEME}{name}"

    contents = {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }
    contents |= {name: _REMARK.sub(b"", text) for name, text in contents.items() if name.endswith(".css")}
    sheets = b"\n".join(contents.pop(name) for name in STYLESHEETS if name in contents)
    scripts = {name: content.decode() for name, content in contents.items() if name.endswith(".js")}
    contents |= _scripts(scripts, named)
    names = {name: named(name, content) for name, content in contents.items()}
    style = _URL.sub(lambda match: f"url(../{names[match[2]].removeprefix(addresses.THEME)})", sheets.decode())
    contents["css/site.css"] = style.encode()
    names["css/site.css"] = named("css/site.css", contents["css/site.css"])
    return names, [File(names[name], bytes, (content,)) for name, content in sorted(contents.items())]


def _scripts(texts: Mapping[str, str], named: Callable[[str, bytes], str]) -> dict[str, bytes]:
    """Scripts that import their neighbours ("./words.js") by the names of these; none go round in circles.

    Without their comments: a tenth of what readers' phones load.
    """
    done: dict[str, bytes] = {}

    def name_of(name: str) -> str:
        if name not in done:
            text = _COMMENT.sub("", texts[name])
            done[name] = _IMPORT.sub(lambda match: f'"./{name_of(f"js/{match[1]}")}"', text).encode()
        return Path(named(name, done[name])).name

    for name in texts:
        name_of(name)
    return done


def _hashed(name: str, content: bytes) -> str:
    path = Path(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"{addresses.THEME}{path.with_name(f'{path.stem}.{digest}{path.suffix}').as_posix()}"
