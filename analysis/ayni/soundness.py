"""Whether HDF5 gets through a file: it crashes on some that are damaged, and runs in circles in others.

A process of its own reads the file first, as the program does (sim/results/sound.hpp), so that one that is damaged, or made
to do harm, costs a message and not the command.
"""

from __future__ import annotations

import os
import pathlib
import resource
import signal

import h5py

from .errors import ResultsError

SECONDS = 5  # of the processor, for the part that describes the data
BYTES_A_SECOND = 2_000_000  # of values, a twentieth of what is usual


def require_sound(path: pathlib.Path) -> None:
    """Raises ResultsError for a file that HDF5 does not get through, that lacks a part, or that leads to other files."""
    receiver, sender = os.pipe()
    try:
        child = os.fork()
    except OSError:  # without room for another process the file is read all the same
        os.close(sender)
        os.close(receiver)
        return
    if child == 0:
        _read_and_exit(path, sender)
    os.close(sender)
    with os.fdopen(receiver, "rb") as pipe:
        wrong = pipe.read().decode(errors="replace")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        endless = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
        wrong = f"HDF5 {'does not get to the end of' if endless else 'crashes on'} what it finds in it"
    if wrong:
        raise ResultsError(f"{path} is damaged ({wrong}); run its scenario again")


def _read_and_exit(path: pathlib.Path, sender: int) -> None:
    """In the child: silent and limited."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        seconds = SECONDS + path.stat().st_size // BYTES_A_SECOND
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        with h5py.File(path) as file:
            elsewhere = _read_group(file, set())
        if elsewhere:
            os.write(sender, f"{elsewhere} is in another file".encode())
    except MemoryError:
        pass  # told by who reads it
    except Exception as problem:  # whatever h5py makes of what HDF5 refuses
        os.write(sender, (str(problem).splitlines() or [type(problem).__name__])[0].strip("'\"").encode(errors="replace"))
    finally:
        os._exit(0)


def _read_group(group: h5py.Group, seen: set) -> str:
    """Reads all that is in a group; the name of something that is in another file, which is not opened, or an empty text."""
    place = h5py.h5o.get_info(group.id).addr
    if place in seen:
        return ""
    seen.add(place)
    for name in group:
        if isinstance(group.get(name, getlink=True), h5py.ExternalLink):
            return name
        item = group[name]
        dict(item.attrs)
        if isinstance(item, h5py.Group):
            found = _read_group(item, seen)
            if found:
                return found
        elif isinstance(item, h5py.Dataset):
            if item.external or item.is_virtual:
                return name
            if item.size:
                for part in item.iter_chunks() if item.chunks else [()]:
                    item[part]
    return ""
