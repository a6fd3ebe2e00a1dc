"""Builds the web console and puts its files into a C++ source.

    embed_console.py OUTPUT.cc [CONSOLE_FOLDER NPM]

Without a folder, there are none. npm is heard only where it fails.
"""
import gzip
import hashlib
import pathlib
import subprocess
import sys

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(
            f"{done.stdout}{done.stderr}\nThe console could not be built: `{' '.join(command)}` failed "
            f"in {folder}.\nConfigure with -DTERRANE_CONSOLE=OFF to leave it out."
        )


def build(folder, npm):
    """The files of the console, by their paths."""
    locked, installed = folder / "package-lock.json", folder / "node_modules/.package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < locked.stat().st_mtime:
        run(folder, npm, "ci", "--no-audit", "--no-fund")
    run(folder, npm, "run", "build")
    built = folder / "dist"
    return {
        path.relative_to(built).as_posix(): path.read_bytes()
        for path in sorted(built.rglob("*"))
        if path.is_file()
    }


def content_type(path):
    ending = pathlib.PurePosixPath(path).suffix
    if ending not in CONTENT_TYPES:
        sys.exit(f"{path}: embed_console.py does not know what to call files that end in {ending}")
    return CONTENT_TYPES[ending]


def write(output, files):
    folder = output.parent / "console"
    folder.mkdir(parents=True, exist_ok=True)
    bytes_of, rows = [], []
    for number, (path, content) in enumerate(files.items()):
        compressed = gzip.compress(content, mtime=0)
        name = f"terrane_console_{number}"
        place = folder / f"{number}.gz"
        place.write_bytes(compressed)
        # The digest makes this text, and with it the object, change with the file.
        bytes_of.append(
            f"// {hashlib.sha256(compressed).hexdigest()}\n"
            f'asm(".pushsection .rodata\\n{name}:\\n.incbin \\"{place}\\"\\n.popsection\\n");\n'
            f'extern "C" const char {name}[];\n'
        )
        rows.append(f'      {{"{path}", "{content_type(path)}", {{{name}, {len(compressed)}}}}},\n')
    table = (
        f"  static const ConsoleFile kFiles[] = {{\n{''.join(rows)}  }};\n  return kFiles;\n"
        if rows
        else "  return {};\n"
    )
    output.write_text(
        f'#include "server/console_files.h"\n\n{"".join(bytes_of)}\nnamespace terrane {{\n\n'
        f"std::span<const ConsoleFile> console_files() {{\n{table}}}\n\n}}  // namespace terrane\n"
    )


write(pathlib.Path(sys.argv[1]), build(pathlib.Path(sys.argv[2]), sys.argv[3]) if sys.argv[2:] else {})
