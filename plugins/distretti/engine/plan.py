"""Which files the site has, and which must be made again: those whose inputs, or what they read, have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, overload

from ..site import addresses
from ..site.output import File, Output, Page, Picture, SearchEntry
from .dependents import Changes, Readers
from .inputs import digest
from .search_entries import Entries
from .store import Memory
from .tracking import Reads, Shelf

ROOM = "site"

Listing = Callable[[Sequence[Output]], Iterable[Output]]  # given what earlier ones list, the outputs of a module
Render = Callable[[Page | Picture, Any], bytes]


class AddressTaken(Exception):
    """Two outputs want the same file; the text says in Italian which. The rules let no record do it, but prose can."""


class Row(NamedTuple):
    """What is remembered of a file of the site: digests of its inputs, of what it read, of its bytes.

    `entry` is the digest of what the search index says of it, after a sign of which index (`entries`); b"" for none.
    """

    number: int
    inputs: bytes = b""
    reads: int = -1
    content: bytes = b""
    entry: bytes = b""


PlainRow = tuple[Any, ...]  # a Row as it is kept: making tens of thousands of Rows takes time


class Drawing:
    """The files of a site by path, and which of them are to be made.

    What modules list is asked again only where it may have changed, or where a file of theirs is to be made; so are the
    rows of their files taken from the memory. `searched` says whether the site has an index of its pages.
    """

    def __init__(
        self,
        listings: Mapping[str, Listing],
        shelf: Shelf,
        changes: Changes,
        memory: Memory | None,
        searched: bool = True,
    ) -> None:
        self._listings, self._shelf, self._searched = listings, shelf, searched
        self._place = {name: place for place, name in enumerate(listings)}
        self._memory = None if changes.everything else memory
        self._rows: dict[str, dict[str, PlainRow]] = {}
        self._changed: dict[str, set[str]] = {}  # rows of files that changed, by module
        self._lists: dict[str, tuple[int, bool]] = self._memory.get(ROOM, "lists", {}) if self._memory else {}
        self._made: dict[str, dict[str, Output]] = {}
        self._few: dict[str, dict[str, Output]] = {}  # of modules whose list was not asked
        self._owners: dict[str, str] = {}  # file → module, where nothing is known from before
        self.readers = Readers(self._memory)
        self.entries = Entries(self._memory)
        self.gone: set[str] = set()
        self.moved = False  # whether there are other files than at the last build
        dirty: dict[str, set[int]] = {name: set() for name in listings}
        names = list(listings)
        for number in self.readers.of(changes) if self._memory else ():
            dirty[names[number >> _BITS]].add(number)
        self.dirty: dict[str, str] = {}  # the files to be made → their module
        self._list(dirty)

    @property
    def remembers(self) -> bool:
        """Whether files are known from the last build; else all are to be made."""
        return self._memory is not None

    def output(self, path: str) -> Output:
        """What makes a file that is to be made."""
        module = self.dirty[path]
        if module not in self._made and module not in self._few:
            self._few[module] = self._some(module, {each for each, owner in self.dirty.items() if owner == module})
        found = self._few.get(module, {}).get(path)
        return found or self._outputs(module)[path]

    def row(self, path: str) -> Row:
        """What is known of a file that is to be made."""
        return Row(*self.rows(self.dirty[path])[path])

    def made(self, path: str, render: Render) -> tuple[bytes, SearchEntry | None, Reads]:
        """The bytes of a file, made now, what search says of it, and what was read for both."""
        output = self.output(path)
        self._shelf.taken()
        if isinstance(output, File):
            return output.content, None, self._shelf.taken()
        view = output.view
        searched = self._searched and isinstance(output, Page) and output.listed and view.head.entry
        entry = view.head.entry() if searched else None
        return render(output, view), entry, self._shelf.taken()

    def note(self, path: str, reads: int, content: bytes, entry: SearchEntry | None) -> None:
        """A file was made, from reads and with bytes that these stand for."""
        row = self.row(path)
        known = self.entries.note(path, row.entry, entry)
        self._set(self.dirty[path], path, Row(row.number, row.inputs, reads, content, known))

    def note_shared(self, readers: Readers) -> None:
        """Note among these readers the values that were made since the last time for many pages."""
        made, self._shelf.shared = self._shelf.shared, []
        readers.note_shared(made, self.readers)

    def again(self, paths: Iterable[str]) -> None:
        """These files are to be made too."""
        missing = set(paths) - self.dirty.keys()
        for module in self._listings if missing else ():
            self.dirty.update((path, module) for path in missing & self.rows(module).keys())

    def contents(self) -> dict[str, bytes]:
        """Every file of the site, with the digest of its bytes where it is known."""
        return {path: Row(*row).content for module in self._listings for path, row in self.rows(module).items()}

    def rows(self, module: str) -> dict[str, PlainRow]:
        """The files of a module."""
        if module not in self._rows:
            self._rows[module] = self._memory.table(ROOM, f"rows of {module}") if self._memory else {}
        return self._rows[module]

    def _set(self, module: str, path: str, row: PlainRow | None) -> None:
        self._changed.setdefault(module, set()).add(path)
        if row is None:
            self.entries.note(path, Row(*self.rows(module).pop(path)).entry, None)
        else:
            self.rows(module)[path] = tuple(row)

    def remember(self, memory: Memory) -> None:
        """Put the rows and readers into a memory."""
        if not self.remembers:
            memory.drop(ROOM)
        memory.put(ROOM, [("lists", self._lists)])
        for module in self._listings if not self.remembers else sorted(self._changed):
            changed = self._changed[module] if self.remembers else None
            memory.put_table(ROOM, f"rows of {module}", self.rows(module), changed)
        self.readers.remember(memory)

    def _list(self, dirty: Mapping[str, set[int]]) -> None:
        """List the modules whose lists may have changed; `dirty` has then all that is to be made."""
        for name, numbers in dirty.items():
            first = self._place[name] << _BITS  # the number that stands for the list itself
            known = self._lists.get(name)
            if known is None or first in numbers or (self.moved and known[1]):
                self._compare(name)
            if numbers - {first}:
                rows = self.rows(name)
                self.dirty.update((path, name) for path, row in rows.items() if row[0] in numbers)
        self.gone -= self.dirty.keys()  # another module makes them now

    def _compare(self, name: str) -> None:
        """Bring the rows of a module to its list of now."""
        rows, found = self.rows(name), self._outputs(name)
        for path in rows.keys() - found.keys():
            self._set(name, path, None)
            if self.dirty.get(path) == name:
                del self.dirty[path]
            self.gone.add(path)
            self.moved = True
        following = max((row[0] for row in rows.values()), default=self._place[name] << _BITS) + 1
        for path, output in found.items():
            row = Row(*rows[path]) if path in rows else None
            if row is None:
                self._refuse_taken(path, output, name)
                row, following = Row(following), following + 1
                self.moved = True
            inputs = digest(output)
            if row.inputs != inputs:
                self._set(name, path, row._replace(inputs=inputs))
                self.dirty[path] = name

    def _refuse_taken(self, path: str, output: Output, name: str) -> None:
        """Refuse a file that another module makes too."""
        for other in self._listings if self.remembers else filter(None, [self._owners.setdefault(path, name)]):
            taken = other != name and path in self.rows(other) and self._outputs(other).get(path)
            if taken:
                raise AddressTaken(f"all'indirizzo {output.address} vanno {_name(taken)} e {_name(output)}")

    def _outputs(self, name: str) -> dict[str, Output]:
        """What a module lists, asked once; what it asked of the catalogue is noted as that of a page."""
        if name not in self._made:
            outer = self._shelf.taken()
            before = _Before(self, name)
            found: dict[str, Output] = {}
            for output in self._listings[name](before):
                path = addresses.file(output.address)
                if path in found:
                    raise AddressTaken(f"all'indirizzo {output.address} vanno {_name(found[path])} e {_name(output)}")
                found[path] = output
            known = self._lists.get(name, (-1, False))[0]
            reads = self.readers.note(self._place[name] << _BITS, self._shelf.taken(), known)
            self.note_shared(self.readers)
            self._lists[name] = reads, before.asked
            self._made[name] = found
            self._shelf.again(outer)
        return self._made[name]

    def _some(self, name: str, wanted: set[str]) -> dict[str, Output]:
        """These files of a module whose list is what it was: no more of it is asked than is needed."""
        outer = self._shelf.taken()
        found: dict[str, Output] = {}
        for output in self._listings[name](_Before(self, name)):
            path = addresses.file(output.address)
            if path in wanted:
                found[path] = output
            if len(found) == len(wanted):
                break
        self._shelf.taken()
        self.note_shared(self.readers)
        self._shelf.again(outer)
        return found

    def earlier(self, name: str) -> list[Output]:
        """All outputs of the modules before this one."""
        found: list[Output] = []
        for other in list(self._listings)[: self._place[name]]:
            found += self._outputs(other).values()
        return found


_BITS = 24  # of the number of a file in its module


class _Before(Sequence[Output]):
    """The outputs of earlier modules, listed only where they are asked for."""

    def __init__(self, drawing: Drawing, module: str) -> None:
        self._drawing, self._module = drawing, module
        self.asked = False

    def _all(self) -> list[Output]:
        self.asked = True
        return self._drawing.earlier(self._module)

    @overload
    def __getitem__(self, place: int) -> Output: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Output]: ...
    def __getitem__(self, place: int | slice) -> Output | Sequence[Output]:
        return self._all()[place]

    def __iter__(self) -> Iterator[Output]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def _name(output: Output) -> str:
    return "un file" if isinstance(output, File) else f"la pagina «{output.view.head.title}»"
