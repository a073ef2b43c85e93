"""How fast gikaudit is, as ratios: ``python benchmarks/speed.py [REPORT...]`` (default: the example reports).

- start     a cold process that audits one report, against ``python -c "import typer, lark"``; medians of
            alternating runs, with the parsers already in the cache
- reports   audited in one second, in one process after its start, and the peak memory of that process
- growth    the time for a text a hundred times as long, over that for the text itself
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
RUNS = 15
SECONDS = 3.0
TIMES = 100


def main() -> None:
    """Print the figures."""
    paths = [Path(argument) for argument in sys.argv[1:]] or sorted(EXAMPLES.glob("*.txt"))
    _start(paths[0])
    _throughput(paths)


def _start(path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    audit = [sys.executable, "-m", "gikaudit", "--exit-zero", str(path)]
    bare = [sys.executable, "-c", "import typer, lark"]
    for command in (audit, audit, bare):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    taken: dict[str, list[float]] = {"audit": [], "bare": []}
    for _ in range(RUNS):
        for name, command in (("bare", bare), ("audit", audit)):
            run = partial(subprocess.run, command, env=environment, stdout=subprocess.DEVNULL, check=True)
            taken[name].append(_time(run))
    audit_time, bare_time = (statistics.median(taken[name]) for name in ("audit", "bare"))
    print(f"start    {audit_time / bare_time:.2f} × import typer, lark ({audit_time * 1000:.0f} ms)")


def _throughput(paths: list[Path]) -> None:
    from gikaudit.audit import audit
    from gikaudit.settings import Settings

    reports = [(str(path), path.read_bytes()) for path in paths]
    settings = Settings()
    for path, content in reports:
        audit(path, content, settings)
    count, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        for path, content in reports:
            audit(path, content, settings)
            count += 1
    print(f"reports  {count / (time.perf_counter() - begun):.1f} a second ({len(reports)} different ones)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory   {peak / 1024:.0f} MB at the peak")
    for path, content in reports:
        once = min(_time(partial(audit, path, content, settings)) for _ in range(5))
        often = _time(partial(audit, path, content * TIMES, settings))
        print(f"growth   {often / once:.0f} × the time for {TIMES} × the text of {Path(path).name}")


def _time(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
