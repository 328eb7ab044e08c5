"""The wheel alone: installed by pip into an empty environment, used outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from extractor import __version__

ROOT = Path(__file__).resolve().parents[1]
TEXT = "2019年1月21日，青禾县总工会走访慰问困难职工12户，每户发放慰问金500元，共计6000元。\n"


def _run(arguments: list[str], cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    told = subprocess.run(  # noqa: S603  # our own calls
        arguments, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    arguments = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    _run([sys.executable, "-m", "pip", *arguments, str(folder), str(ROOT)], folder)
    [path] = folder.glob("*.whl")
    return path


def test_the_wheel_holds_the_package_and_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as held:
        names = set(held.namelist())
    tracked = _run(["git", "-C", str(ROOT), "ls-files", "extractor"], ROOT).splitlines()
    assert sorted(name for name in tracked if name not in names) == []
    assert {name.split("/")[0] for name in names} == {
        "extractor",
        f"extractor-{__version__}.dist-info",
    }


def test_the_wheel_works_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    # The wheel's own dependencies are those of this environment; only extractor itself is new.
    venv.create(environment, with_pip=False)
    [site] = environment.glob("lib/python*/site-packages")
    with zipfile.ZipFile(wheel) as held:
        held.extractall(site)
    others = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(others), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    python = str(environment / "bin" / "python")
    told = _run([python, "-c", "import extractor; print(extractor.__file__)"], tmp_path)
    assert str(site) in told
    call = [python, "-m", "extractor"]
    _run([*call, "run", "a.txt", "--out", "results", "--jobs", "1"], tmp_path)
    told = _run([*call, "compare", "results", "--format", "csv", "--by", "year"], tmp_path)
    assert "2019,6000.0" in told
