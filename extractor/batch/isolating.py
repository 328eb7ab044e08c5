"""Work done in other processes, any of which may hang, swell or die without taking the rest along.

Workers are forked, so that they share the dictionaries the parent has loaded.  Each leads a process
group of its own, with nowhere to print to, and is killed with everything it started.  A task has so
much time and a worker so much memory beyond what it was born with; what a worker was handed and had
not begun goes to another.  A worker that dies may have been killed for what it was not to blame, so
its task is done once more; the second time the task is lost.

The time is the processor's, which the kernel counts, so that what is read does not depend on what
else the machine has to do: a text of 8 MB takes 58 s of it, and took 171 s by the clock beside
other work.  What waits without using any is given up after many times as much by the clock.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import select
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from multiprocessing import connection, process
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Generic, TypeVar

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

AHEAD = 4  # tasks handed to each worker: none waits while the parent stores
CHUNK = 32  # results handed on together
HOLD = 0.5  # seconds before fewer are
LOOK = 0.1  # seconds between two looks at the clock and at who is alive
TRIES = 2
LONGEST = 10**9  # seconds the kernel can be told of; whoever asks for more wants no limit
LONGEST_SERVICE = 2000  # tasks, after which a worker is replaced, so that no leak adds up


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take."""

    seconds: float = 120.0  # of the processor's time
    memory: int = 1024  # MiB
    waiting: float = 10.0  # times ``seconds``, by the clock


class Lost(StrEnum):
    """How a task was lost with its worker; the values are reasons of failures."""

    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASH = "crash"


@dataclass(slots=True)
class _Handed(Generic[TaskT]):
    task: TaskT
    tries: int = 0


@dataclass(slots=True)
class _Worker(Generic[TaskT]):
    """A process, and what it was handed: the first of it is being done, since ``since``."""

    process: process.BaseProcess
    channel: connection.Connection
    since: float = 0.0
    served: int = 0
    handed: deque[_Handed[TaskT]] = field(default_factory=deque)


def each(
    work: Callable[[TaskT], ResultT], tasks: Iterable[TaskT], jobs: int, limits: Limits
) -> Generator[Sequence[tuple[TaskT, ResultT | Lost]], None, None]:
    """Yield every task with what ``work`` made of it, up to ``CHUNK`` at a time.

    What is done is held back for ``HOLD`` seconds at most: to store many at once costs half.
    """
    crew: list[_Worker[TaskT]] = []
    again: deque[_Handed[TaskT]] = deque()
    waiting = _waiting(again, iter(tasks))
    done: list[tuple[TaskT, ResultT | Lost]] = []
    since = time.monotonic()
    try:
        while _hand_out(waiting, crew, jobs, lambda: _hire(work, limits, crew)):
            busy = {worker.channel: worker for worker in crew if worker.handed}
            ready = connection.wait(list(busy), LOOK)
            for channel, worker in busy.items():
                done += _collect(worker, again, limits, is_ready=channel in ready)
            crew[:] = [worker for worker in crew if worker.handed or worker.process.is_alive()]
            if len(done) >= CHUNK or (done and time.monotonic() - since > HOLD):
                yield done
                done, since = [], time.monotonic()
        if done:
            yield done
    finally:
        for worker in crew:
            _dismiss(worker)


def _waiting(
    again: deque[_Handed[TaskT]], tasks: Iterator[TaskT]
) -> Callable[[], _Handed[TaskT] | None]:
    """Return what gives the next task, those to be done again first, and ``None`` at the end."""

    def following() -> _Handed[TaskT] | None:
        if again:
            return again.popleft()
        return next((_Handed(task) for task in tasks), None)

    return following


def _hand_out(
    waiting: Callable[[], _Handed[TaskT] | None],
    crew: list[_Worker[TaskT]],
    jobs: int,
    hire: Callable[[], _Worker[TaskT]],
) -> bool:
    """Keep every worker in tasks; return whether anyone is at work."""
    while len(crew) < jobs or min(len(worker.handed) for worker in crew) < AHEAD:
        following = waiting()
        if following is None:
            break
        idle = any(not worker.handed for worker in crew)
        if len(crew) < jobs and not idle:
            crew.append(hire())
        worker = min(crew, key=lambda worker: len(worker.handed))
        if not worker.handed:
            worker.since = time.monotonic()
        worker.handed.append(following)
        try:
            worker.channel.send(following.task)
        except OSError:
            break  # it died: _collect finds out, and hands on what it had
    return any(worker.handed for worker in crew)


def _collect(
    worker: _Worker[TaskT], again: deque[_Handed[TaskT]], limits: Limits, *, is_ready: bool
) -> Iterator[tuple[TaskT, ResultT | Lost]]:
    """Yield what ``worker`` has done; if it is at its end, give its tasks to others."""
    end: Lost | None = None
    try:
        while worker.handed and is_ready:
            outcome = worker.channel.recv()
            if outcome is Lost.MEMORY:
                end = Lost.MEMORY
                break
            yield worker.handed.popleft().task, outcome
            worker.since = time.monotonic()
            worker.served += 1
            is_ready = worker.channel.poll()
    except (EOFError, OSError):
        end = Lost.CRASH
    longest = limits.seconds * limits.waiting
    is_late = worker.handed and time.monotonic() - worker.since > longest
    if end is None and is_late and not worker.channel.poll():
        end = Lost.TIMEOUT
    if end is None and not worker.process.is_alive() and not worker.channel.poll():
        end = Lost.CRASH
    if end is None and worker.served < LONGEST_SERVICE:
        return
    _dismiss(worker)
    if end is Lost.CRASH and worker.process.exitcode == -signal.SIGXCPU:
        end = Lost.TIMEOUT
    if end is not None:
        yield from _lose(worker.handed.popleft(), end, again)
    again.extend(worker.handed)
    worker.handed.clear()


def _lose(
    handed: _Handed[TaskT], end: Lost, again: deque[_Handed[TaskT]]
) -> Iterator[tuple[TaskT, Lost]]:
    handed.tries += 1
    if end is Lost.CRASH and handed.tries < TRIES:
        again.append(handed)
    else:
        yield handed.task, end


def _dismiss(worker: _Worker[TaskT]) -> None:
    """End a worker and everything it started."""
    worker.channel.close()
    with suppress(ProcessLookupError, PermissionError):  # it may not lead its group yet
        os.killpg(worker.process.pid or 0, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()


# --- in the worker ------------------------------------------------------------------------------


def _hire(
    work: Callable[[TaskT], ResultT], limits: Limits, crew: list[_Worker[TaskT]]
) -> _Worker[TaskT]:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    others = [ours, *(worker.channel for worker in crew)]
    born = context.Process(target=_serve, args=(work, theirs, limits, others), daemon=False)
    born.start()
    theirs.close()
    return _Worker(born, ours)


def _serve(
    work: Callable[[TaskT], ResultT],
    channel: connection.Connection,
    limits: Limits,
    others: list[connection.Connection],
) -> None:
    os.setpgid(0, 0)
    gc.freeze()  # what is shared stays: no collection looks at it, or writes into its pages
    for other in others:
        other.close()  # or no worker would see the parent end
    _settle(limits, channel)
    while True:
        try:
            task = channel.recv()
        except (EOFError, OSError):
            os._exit(0)
        _allow_time(limits)
        done = _done(work, task)
        channel.send_bytes(done)


def _done(work: Callable[[TaskT], ResultT], task: TaskT) -> bytes | memoryview:
    """Return what ``work`` makes of ``task``, ready to be sent."""
    try:
        return ForkingPickler.dumps(work(task))
    except MemoryError:
        return ForkingPickler.dumps(Lost.MEMORY)


def _settle(limits: Limits, channel: connection.Connection) -> None:
    """Leave Ctrl-C to the parent, print nowhere, keep within bounds, end with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _bound(resource.RLIMIT_AS, _address_space() + limits.memory * 2**20)
    threading.Thread(target=_end_with_parent, args=(channel.fileno(),), daemon=True).start()


def _allow_time(limits: Limits) -> None:
    """Let the kernel end this process, or one that it starts, once a task has had its time.

    It does so even where the parent is gone and no thread gets a turn.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = min(LONGEST, limits.seconds)  # not a number is not less
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


def _bound(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _address_space() -> int:
    """Return how many bytes this process has mapped; where that is not told, very many."""
    told = Path("/proc/self/statm")
    if not told.exists():
        return 2**40
    return int(told.read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def _end_with_parent(channel: int) -> None:
    hung_up = select.poll()
    hung_up.register(channel, 0)  # nothing but the other end's closing
    hung_up.poll()
    os.killpg(0, signal.SIGKILL)
