"""Stops whatever native code a Deno process runs beside its JavaScript: each thread of its pool that is busy.

`stop_native_code.py PID` holds the threads until it is ended itself.
"""

import ctypes
import os
import sys
import time

# Requests of ptrace(2).
PTRACE_SEIZE = 0x4206
PTRACE_INTERRUPT = 0x4207
# Of waitpid(2): threads of others, too.
WALL = 0x40000000

POOL = "tokio-runtime-w"
WATCHED_SECONDS = 0.2
BUSY_NS = 10_000_000


def read(path: str) -> str:
    try:
        with open(path, encoding="ascii") as file:
            return file.read().strip()
    except OSError:
        return "0"  # It has ended.


def used_ns(folder: str) -> dict[str, int]:
    """Processor time of each thread of the pool so far (Documentation/scheduler/sched-stats.rst)."""
    threads = os.listdir(folder) if os.path.exists(folder) else []
    pool = [thread for thread in threads if read(f"{folder}/{thread}/comm") == POOL]
    return {thread: int(read(f"{folder}/{thread}/schedstat").split()[0]) for thread in pool}


def reap() -> None:
    """Takes leave of threads that have ended: until then their process has not (ptrace(2))."""
    try:
        while os.waitpid(-1, WALL | os.WNOHANG)[0] != 0:
            pass
    except ChildProcessError:
        pass  # None is held yet.


libc = ctypes.CDLL(None)
folder = f"/proc/{sys.argv[1]}/task"
while os.path.exists(folder):
    reap()
    before = used_ns(folder)
    time.sleep(WATCHED_SECONDS)
    for thread, used in used_ns(folder).items():
        if used - before.get(thread, 0) > BUSY_NS:
            libc.ptrace(PTRACE_SEIZE, int(thread), None, None)
            libc.ptrace(PTRACE_INTERRUPT, int(thread), None, None)
