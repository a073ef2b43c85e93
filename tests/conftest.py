"""What all tests share: a cache folder of their own, and no time limits for hypothesis."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# machines that run tests are slow at times; what is tested is the result
settings.register_profile("gikaudit", deadline=None)
settings.load_profile("gikaudit")


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The user's own cache folder stays as it is."""
    folder = str(tmp_path_factory.mktemp("cache"))
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = folder
    yield folder
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A package index: without one the tests that install gikaudit are skipped."""
    folder = str(tmp_path_factory.mktemp("downloaded"))
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "hatchling"]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("pip cannot download hatchling: these tests need PyPI or a mirror (PIP_INDEX_URL)")
