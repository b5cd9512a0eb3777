"""From node_modules/pyodide and widgets/ to one folder with everything that Python needs in the browser.

The folder is called after its contents (`python-<hash>`), so a page can keep its files for ever.
The same sources give the same bytes. Large files are there twice: as they are, for hosts that compress them well,
and as our own .gz, which the page unpacks.
"""

import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from builder.lean import make_lean
from builder.slim import make_slim
from builder.slim.used import read_functions

# What a session of the engine imports from the standard library: `make modules` writes the list.
MODULES = Path(__file__).with_name("modules.txt")

SLIM = Path(__file__).with_name("slim")

HEART = "python.wasm"
"""CPython with what a session uses of it."""

WHOLE = "pyodide.asm.wasm"
"""All of it, for the day that a session needs more."""

# The page counts these as they arrive; the rest is a hundredth of it.
COUNTED = ("pyodide.asm.js", HEART, "python.zip")

# Neither Pyodide's package nor its library holds the text of its licence; these two packages hold the same texts.
LICENCES = {"licence-pyodide.txt": "pyodide-build", "licence-python.txt": "typing-extensions"}

# A zip file knows no day before this one.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Runtime:
    """The folder that holds Python for the browser."""

    path: Path
    """The folder, called after its contents."""

    sizes: Mapping[str, int]
    """The bytes of each file, by name."""

    @property
    def folder(self) -> str:
        """The folder's name, the last part of the address that pages give to runtime.js."""
        return self.path.name

    @property
    def fetched(self) -> int:
        """The bytes of a first answer where the host compresses nothing: of each counted file our own .gz."""
        first = ("pyodide.js", "worker.js", "files.json", *(f"{name}.gz" for name in COUNTED))
        return sum(self.sizes[name] for name in first)


def build_runtime(root: Path, out: Path) -> Runtime:
    """Put the runtime of the project at `root` into `out`, in place of any older one.

    What was compiled for the same sources is taken from build/. Raises FileNotFoundError where
    node_modules/ isn't installed.
    """
    files = make_files(root, modules=read_modules())
    digest = hashlib.sha256(b"".join(_framed(name, data) for name, data in files.items()))
    path = out / f"python-{digest.hexdigest()[:12]}"
    if not path.is_dir():
        for old in out.glob("python-*"):
            shutil.rmtree(old)
        path.mkdir(parents=True)
        for name, data in files.items():
            (path / name).write_bytes(data)
    return Runtime(path, {name: len(data) for name, data in files.items()})


def make_files(root: Path, modules: frozenset[str] | None) -> dict[str, bytes]:
    """The runtime's files by name. `modules` cuts the standard library to these; None keeps all of it."""
    pyodide = root / "node_modules" / "pyodide"
    cache = root / "build" / "runtime"
    files = {name: (pyodide / name).read_bytes() for name in ("pyodide.js", "pyodide.asm.js", WHOLE)}
    files[HEART] = slim(files[WHOLE], files["pyodide.asm.js"], cache)
    files["python.zip"] = make_library(root, modules, cache)
    web = root / "widgets" / "web"
    files["worker.js"] = (web / "unpack.js").read_bytes() + (web / "worker.js").read_bytes()
    files |= {f"{name}.gz": compress(files[name], cache) for name in (*COUNTED, WHOLE)}
    files["files.json"] = write_manifest(files, pyodide / "pyodide-lock.json")
    files |= {name: read_licence(package) for name, package in LICENCES.items()}
    return dict(sorted(files.items()))


def make_library(root: Path, modules: frozenset[str] | None, cache: Path) -> bytes:
    """The zip of all that Python imports: the standard library's `modules` and the engine, byte-compiled."""
    library = read_library(root / "node_modules" / "pyodide" / "python_stdlib.zip", modules)
    # Nobody reads the library's docstrings in a page: they are a seventh of what travels.
    return pack(byte_compile(library, cache, optimize=2) | byte_compile(read_widgets(root / "widgets"), cache))


def read_modules() -> frozenset[str]:
    """The modules that ship, as the paths they have in the library."""
    lines = MODULES.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def read_library(archive: Path, modules: frozenset[str] | None) -> dict[str, bytes]:
    """The sources of the standard library that ship, by path, with our own where ours do."""
    with zipfile.ZipFile(archive) as library:
        sources = make_lean({name: library.read(name) for name in library.namelist() if name.endswith(".py")})
    return {name: source for name, source in sources.items() if modules is None or name in modules}


def read_widgets(folder: Path) -> dict[str, bytes]:
    """The sources of the engine, by path: the package `widgets`."""
    names = sorted(path for path in folder.glob("*.py") if path.stem != "__main__")  # a page has no standard input
    return {f"widgets/{path.name}": path.read_bytes() for path in names}


def byte_compile(sources: Mapping[str, bytes], cache: Path, optimize: int = 0) -> dict[str, bytes]:
    """Compile `sources` with `pyodide py-compile`, or take from `cache` what the same sources gave before.

    Sources have to be compiled at every import: shipped as such they take most of the time to a first answer.
    `optimize` is Python's: 2 leaves out assertions and docstrings.
    """
    packed = pack(sources)
    key = hashlib.sha256(f"{sys.version} {optimize} ".encode() + packed).hexdigest()[:20]
    archive = cache / f"{key}.zip"
    if not archive.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = cache / f"{key}-{os.getpid()}.zip"
        unfinished.write_bytes(packed)
        command = [sys.executable, "-m", "pyodide_cli", "py-compile", "--silent", "--compression-level", "0"]
        # With a fixed day, py_compile marks its output by the source's hash and not by the time.
        settings = {"SOURCE_DATE_EPOCH": "315532800", "PYTHONHASHSEED": "0", "PYTHONOPTIMIZE": str(optimize or "")}
        subprocess.run([*command, str(unfinished)], check=True, stdout=subprocess.DEVNULL, env=os.environ | settings)
        unfinished.replace(archive)
    with zipfile.ZipFile(archive) as compiled:
        return {name: compiled.read(name) for name in compiled.namelist()}


def slim(whole: bytes, glue: bytes, cache: Path) -> bytes:
    """CPython without what no session uses, or what `cache` holds of the same: finding it takes seconds.

    Raises ValueError where the functions in use were found in another version.
    """
    used = read_functions(whole)
    sources = [path.read_bytes() for path in sorted(SLIM.glob("*")) if path.is_file()]
    kept = cache / f"{hashlib.sha256(b''.join([whole, glue, *sources])).hexdigest()[:20]}.wasm"
    if not kept.is_file():
        _keep(kept, make_slim(whole, glue.decode(), used))
    return kept.read_bytes()


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of `files`, sorted, without dates, and stored: a host compresses the whole better than a zip its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), files[name])
    return buffer.getvalue()


def compress(data: bytes, cache: Path) -> bytes:
    """`data` as a .gz without name or day, or what `cache` holds of the same data: the largest takes seconds."""
    kept = cache / f"{hashlib.sha256(data).hexdigest()[:20]}.gz"
    if not kept.is_file():
        _keep(kept, gzip.compress(data, 9, mtime=0))
    return kept.read_bytes()


def write_manifest(files: Mapping[str, bytes], lock: Path) -> bytes:
    """What the page tells the worker: which files are counted, their sizes, and that there are no packages to load."""
    manifest = {
        "counted": COUNTED,
        "sizes": {name: len(files[name]) for each in (*COUNTED, WHOLE) for name in (each, f"{each}.gz")},
        "lock": {"info": json.loads(lock.read_text(encoding="utf-8"))["info"], "packages": {}},
    }
    return json.dumps(manifest, sort_keys=True, separators=(",", ":")).encode()


def read_licence(package: str) -> bytes:
    """The licence that an installed package ships; raises FileNotFoundError where it has none."""
    paths: Iterable[metadata.PackagePath] = metadata.files(package) or ()
    for path in paths:
        if path.name == "LICENSE" and path.parts[0].endswith(".dist-info"):
            return Path(str(path.locate())).read_bytes()
    raise FileNotFoundError(f"no licence in the package {package}")


def _keep(path: Path, data: bytes) -> None:
    """Write a file at once, so that whoever builds beside us never reads a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _framed(name: str, data: bytes) -> bytes:
    """A file's name and bytes, so that no two sets of files run together into the same text."""
    return f"{name}\0{len(data)}\0".encode() + data
