"""Which files the site has, and which are outdated: those whose inputs, or what they read, have changed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple, overload

from ..model import Record
from ..model.registry import name_of
from ..site import addresses
from ..site.output import Drawn, File, Output, Page, SearchEntry
from .dependents import Changes, Dependents
from .inputs import digest
from .search_entries import Entries
from .store import Store
from .tracking import Memos, Trace, Tracker

NAMESPACE = "site"
TEMPLATE = "template"  # the look-up of the queries for templates

Lister = Callable[[Sequence[Output]], Iterable[Output]]  # given what earlier ones list, the outputs of a module
Render = Callable[[Drawn, Any], bytes]


class AddressTaken(Exception):
    """Two outputs want the same file; the text says in Italian which. The rules let no record do it, but prose can."""


class FileState(NamedTuple):
    """What is kept of a file of the site: its number, and fingerprints of its inputs, its trace, its bytes.

    `entry` is that of what the search index says of it (`search_entries`); b"" for none.
    """

    number: int
    inputs: bytes = b""
    trace: int = -1
    content: bytes = b""
    entry: bytes = b""


PlainState = tuple[Any, ...]  # a FileState as it is kept: making tens of thousands of FileStates takes time


class BuildPlan:
    """The files of a site by path, and which of them are outdated.

    What modules list is asked again only where it may have changed, or where a file of theirs is outdated; only then
    are the states of their files taken from the store. `searched` says whether the site has an index of its pages.
    """

    def __init__(
        self,
        listers: Mapping[str, Lister],
        tracker: Tracker,
        memos: Memos,
        changes: Changes,
        store: Store | None,
        searched: bool = True,
    ) -> None:
        self._listers, self._tracker, self._memos, self._searched = listers, tracker, memos, searched
        self._place = {name: place for place, name in enumerate(listers)}
        self._store = None if changes.everything else store
        self._states: dict[str, dict[str, PlainState]] = {}
        self._changed: dict[str, set[str]] = {}  # files whose state changed, by module
        self._lists: dict[str, tuple[int, bool]] = self._store.get(NAMESPACE, "lists", {}) if self._store else {}
        self._listed: dict[str, dict[str, Output]] = {}
        self._few: dict[str, dict[str, Output]] = {}  # of modules of which only some outputs were asked
        self._owners: dict[str, str] = {}  # file → module, where nothing is known from before
        self.dependents = Dependents(self._store)
        self.entries = Entries(self._store)
        self.gone: set[str] = set()
        self.moved = False  # whether there are other files than at the last build
        self.outdated: dict[str, str] = {}  # the files to be made → their module
        affected = self.dependents.affected_by(changes, memos) if self._store else set()
        self.note_memos(self.dependents)
        memos.recall = self.dependents.recall
        self._select(affected)

    @property
    def remembers(self) -> bool:
        """Whether files are known from the last build; else all are outdated."""
        return self._store is not None

    def output(self, path: str) -> Output:
        """What makes a file that is outdated."""
        module = self.outdated[path]
        if module not in self._listed and module not in self._few:
            self._few[module] = self._some(module, {each for each, owner in self.outdated.items() if owner == module})
        output = self._few.get(module, {}).get(path)
        return output or self._outputs(module)[path]

    def listed(self, paths: Set[str]) -> dict[str, Output]:
        """What makes these files, outdated or not; those that there are."""
        found: dict[str, Output] = {}
        for module in self._listers if paths else ():
            if here := paths & self.states(module).keys():
                outputs = self._listed.get(module) or self._some(module, here)
                found.update((path, outputs[path]) for path in here)
        return found

    def templates(self) -> dict[str, str]:
        """The templates that outdated files are drawn with, each with the address of one of these."""
        outputs = map(self.output, self.outdated)
        return {output.template: output.address for output in outputs if not isinstance(output, File)}

    def state(self, path: str) -> FileState:
        """What is kept of a file that is outdated."""
        return FileState(*self.states(self.outdated[path])[path])

    def make(self, path: str, render: Render) -> tuple[bytes, SearchEntry | None, Trace]:
        """The bytes of a file, made now, what search says of it, and the trace of both."""
        output = self.output(path)
        self._tracker.take_trace()
        if isinstance(output, File):
            return output.content, None, self._tracker.take_trace()
        self._tracker.trace(TEMPLATE, output.template)
        view = output.view
        searched = self._searched and isinstance(output, Page) and output.listed and view.head.entry
        entry = view.head.entry() if searched else None
        return render(output, view), entry, self._tracker.take_trace()

    def record(self, path: str) -> str:
        """The name of the record that a file is of, "" where it is of none."""
        output = self.output(path)
        given = (output.record, *output.inputs) if isinstance(output, Page) else output.inputs
        found = next((item for item in given if isinstance(item, Record)), None)
        return name_of(type(found), found.id) if found else ""

    def note(self, path: str, trace: int, content: bytes, entry: SearchEntry | None) -> None:
        """A file was made: these are the fingerprints of its trace and bytes."""
        state = self.state(path)
        known = self.entries.note(path, state.entry, entry)
        self._set(self.outdated[path], path, FileState(state.number, state.inputs, trace, content, known))

    def note_memos(self, dependents: Dependents) -> None:
        """Record among these dependents the memoised values that were computed since the last time."""
        computed, self._memos.computed = self._memos.computed, []
        dependents.note_memos(computed)

    def make_again(self, paths: Iterable[str]) -> None:
        """These files are outdated too."""
        missing = set(paths) - self.outdated.keys()
        for module in self._listers if missing else ():
            self.outdated.update((path, module) for path in missing & self.states(module).keys())

    def only(self, paths: Container[str]) -> None:
        """No other files than these are to be made."""
        self.outdated = {path: module for path, module in self.outdated.items() if path in paths}

    def contents(self) -> dict[str, bytes]:
        """Every file of the site, with the fingerprint of its bytes where it is known."""
        return {
            path: FileState(*state).content
            for module in self._listers
            for path, state in self.states(module).items()
        }  # fmt: skip

    def states(self, module: str) -> dict[str, PlainState]:
        """The files of a module."""
        if module not in self._states:
            self._states[module] = self._store.table(NAMESPACE, f"files of {module}") if self._store else {}
        return self._states[module]

    def _set(self, module: str, path: str, state: PlainState | None) -> None:
        self._changed.setdefault(module, set()).add(path)
        if state is None:
            before = FileState(*self.states(module).pop(path))
            self.entries.note(path, before.entry, None)
            self.dependents.forget([before.number])
        else:
            self.states(module)[path] = tuple(state)

    def save(self, store: Store) -> None:
        """Put the states of files and the dependents into a store."""
        if not self.remembers:
            store.drop(NAMESPACE)
        store.put(NAMESPACE, [("lists", self._lists)])
        for module in self._listers if not self.remembers else sorted(self._changed):
            changed = self._changed[module] if self.remembers else None
            store.put_table(NAMESPACE, f"files of {module}", self.states(module), changed)
        self.dependents.save(store)

    def _select(self, affected: Iterable[int]) -> None:
        """List again the modules whose list may have changed; collect all that is outdated."""
        numbers: dict[str, set[int]] = {name: set() for name in self._listers}
        names = list(self._listers)
        for number in affected:
            numbers[names[number >> _BITS]].add(number)
        for name, stale in numbers.items():
            first = self._place[name] << _BITS  # the number that stands for the list itself
            known = self._lists.get(name)
            if known is None or first in stale or (self.moved and known[1]):
                self._compare(name)
            if stale - {first}:
                states = self.states(name)
                self.outdated.update((path, name) for path, state in states.items() if state[0] in stale)
        self.gone -= self.outdated.keys()  # another module makes them now

    def _compare(self, name: str) -> None:
        """Bring the files of a module to its list of now."""
        states, outputs = self.states(name), self._outputs(name)
        for path in states.keys() - outputs.keys():
            self._set(name, path, None)
            if self.outdated.get(path) == name:
                del self.outdated[path]
            self.gone.add(path)
            self.moved = True
        following = max((state[0] for state in states.values()), default=self._place[name] << _BITS) + 1
        for path, output in outputs.items():
            state = FileState(*states[path]) if path in states else None
            if state is None:
                self._refuse_taken(path, output, name)
                state, following = FileState(following), following + 1
                self.moved = True
            inputs = digest(output)
            if state.inputs != inputs:
                self._set(name, path, state._replace(inputs=inputs))
                self.outdated[path] = name

    def _refuse_taken(self, path: str, output: Output, name: str) -> None:
        """Refuse a file that another module makes too."""
        for other in self._listers if self.remembers else filter(None, [self._owners.setdefault(path, name)]):
            taken = other != name and path in self.states(other) and self._outputs(other).get(path)
            if taken:
                raise AddressTaken(f"all'indirizzo {output.address} vanno {_name(taken)} e {_name(output)}")

    def _outputs(self, name: str) -> dict[str, Output]:
        """What a module lists, asked once; the trace of the list is kept like that of a page."""
        if name not in self._listed:
            outer = self._tracker.take_trace()
            before = _Before(self, name)
            outputs: dict[str, Output] = {}
            for output in self._listers[name](before):
                path = addresses.file(output.address)
                if path in outputs:
                    raise AddressTaken(f"all'indirizzo {output.address} vanno {_name(outputs[path])} e {_name(output)}")
                outputs[path] = output
            known = self._lists.get(name, (-1, False))[0]
            trace = self.dependents.note(self._place[name] << _BITS, self._tracker.take_trace(), known)
            self.note_memos(self.dependents)
            self._lists[name] = trace, before.asked
            self._listed[name] = outputs
            self._tracker.replay(outer)
        return self._listed[name]

    def _some(self, name: str, wanted: set[str]) -> dict[str, Output]:
        """These files of a module whose list is what it was: no more of it is asked than is needed."""
        outer = self._tracker.take_trace()
        outputs: dict[str, Output] = {}
        for output in self._listers[name](_Before(self, name)):
            path = addresses.file(output.address)
            if path in wanted:
                outputs[path] = output
            if len(outputs) == len(wanted):
                break
        self._tracker.take_trace()
        self.note_memos(self.dependents)
        self._tracker.replay(outer)
        return outputs

    def earlier(self, name: str) -> list[Output]:
        """All outputs of the modules before this one."""
        outputs: list[Output] = []
        for other in list(self._listers)[: self._place[name]]:
            outputs += self._outputs(other).values()
        return outputs


_BITS = 24  # of the number of a file in its module


class _Before(Sequence[Output]):
    """The outputs of earlier modules, listed only where they are asked for."""

    def __init__(self, plan: BuildPlan, module: str) -> None:
        self._plan, self._module = plan, module
        self.asked = False

    def _all(self) -> list[Output]:
        self.asked = True
        return self._plan.earlier(self._module)

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
