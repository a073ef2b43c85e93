"""What all tests share: a cache folder of their own, and no time limits for hypothesis."""

import os
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
