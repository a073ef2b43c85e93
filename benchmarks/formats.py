"""What a report costs in each kind of file, as ratios to its text: ``python benchmarks/formats.py``.

A report of ten pages, made up for this, is written in every format and audited in a process of its own; printed are
the time and the peak memory of that process (or of one that it starts, where that needs more), over those for the
text of the report. Needs Linux and the packages of the development group.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.synthetic.written.formats import WRITERS
from tests.synthetic.written.model import Paper, Prose
from tests.synthetic.written.papers import PAPERS

RUNS = 7
SENTENCES = 24
PARAGRAPHS = 8
PAGES = "report-2021"


def main() -> None:
    """Print the figures."""
    paper = ten_pages()
    with tempfile.TemporaryDirectory() as folder:
        costs = {}
        for suffix, write in WRITERS.items():
            path = Path(folder, f"report{suffix}")
            path.write_bytes(write(paper))
            costs[suffix] = _cost(path)
        seconds, memory = costs[".txt"]
        print(f".txt   {seconds * 1000:.0f} ms, {memory:.0f} MB")
        for suffix, (own_seconds, own_memory) in costs.items():
            if suffix != ".txt":
                print(f"{suffix:<6} {own_seconds / seconds:.1f} × the time, {own_memory / memory:.1f} × the memory")


def ten_pages() -> Paper:
    """A report with tables and some ten pages of narrative."""
    title, *parts = PAPERS[PAGES](Random(1))
    sentence = "各乡镇和部门按照要求逐项核对公开目录，本季度补充公开信息{}条，更新栏目{}个，答复来信{}件。"
    paragraphs = [
        Prose("".join(sentence.format(3 * number + 7, number % 9 + 1, number + 2) for number in range(SENTENCES // 4)))
        for _ in range(PARAGRAPHS * 4)
    ]
    return (title, *parts[:2], *paragraphs, *parts[2:])


def _cost(path: Path) -> tuple[float, float]:
    """Seconds and MB of a process that audits a file: medians of several runs."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", _MEASURED, str(path)]
    runs = []
    for number in range(RUNS + 1):
        begun = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        if number:  # the first run fills the caches
            runs.append((time.perf_counter() - begun, float(done.stderr.splitlines()[-1])))
    return statistics.median(seconds for seconds, _ in runs), statistics.median(memory for _, memory in runs)


_MEASURED = """
import resource, sys
from pathlib import Path
from gikaudit.cli.app import app
try:
    app(["--exit-zero", sys.argv[1]], prog_name="gikaudit", standalone_mode=False)
finally:
    # what getrusage says of the process itself holds what its parent had before it
    status = Path("/proc/self/status").read_text().split()
    own = int(status[status.index("VmHWM:") + 1])
    print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024, file=sys.stderr)
"""

if __name__ == "__main__":
    main()
