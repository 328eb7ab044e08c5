"""Work done in other processes, one of which may die without taking the rest along.

Workers are forked, so that they share the dictionaries the parent has loaded.  When one dies (a
segmentation fault, out of memory), the pool is lost with everything in flight; each task in flight
is then done again alone, and the one whose worker dies a second time is the culprit.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection
from typing import TypeVar

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

AHEAD = 3  # tasks handed out for each worker: none waits, and few are lost with a pool


class WorkerDied(Exception):  # noqa: N818  # it is an outcome of one task, not an error of the run
    """The worker died over this task, twice."""


def each(
    work: Callable[[TaskT], ResultT], tasks: Iterable[TaskT], jobs: int
) -> Generator[tuple[TaskT, ResultT | WorkerDied], None, None]:
    """Yield every task with what ``work`` made of it, in the order they are done."""
    waiting = iter(tasks)
    is_broken = True
    while is_broken:
        suspects: list[TaskT] = []
        is_broken = yield from _pooled(work, waiting, jobs, suspects)
        for task in suspects:
            yield task, _alone(work, task)


def _pooled(
    work: Callable[[TaskT], ResultT],
    waiting: Iterator[TaskT],
    jobs: int,
    suspects: list[TaskT],
) -> Generator[tuple[TaskT, ResultT], None, bool]:
    """Yield what is done, until ``waiting`` is empty or a worker dies; return whether one died."""
    pool = _pool(jobs)
    running: dict[Future[ResultT], TaskT] = {}
    try:
        while _hand_out(pool, work, waiting, running, AHEAD * jobs, suspects):
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    suspects.append(task)
                else:
                    yield task, future.result()
        suspects += running.values()
        return bool(suspects)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _hand_out(
    pool: ProcessPoolExecutor,
    work: Callable[[TaskT], ResultT],
    waiting: Iterator[TaskT],
    running: dict[Future[ResultT], TaskT],
    most: int,
    suspects: list[TaskT],
) -> bool:
    """Fill ``running`` up to ``most``; return whether there is anything to wait for."""
    if suspects:
        return False
    for task in islice(waiting, most - len(running)):
        try:
            running[pool.submit(work, task)] = task
        except BrokenProcessPool:
            suspects.append(task)
            return False
    return bool(running)


def _alone(work: Callable[[TaskT], ResultT], task: TaskT) -> ResultT | WorkerDied:
    with _pool(1) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return WorkerDied()


def _pool(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_settle)


def _settle() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
