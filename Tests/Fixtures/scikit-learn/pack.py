"""Packs what `make.py` recorded for each version into one archive a family.

    python pack.py [--from DIR] [FAMILY…]

Writes `FAMILY.tar.xz` beside this file, with `VERSION/FAMILY/NAME.joblib` of every version in DIR. The versions' files are
much alike, so that together they take a quarter of what they take apart. Any Python does.
"""

import argparse
import lzma
import pathlib
import tarfile

HERE = pathlib.Path(__file__).parent


def pack(family, folder):
    """Returns the numbers of files and of bytes."""
    paths = sorted(folder.glob(f"[0-9]*/{family}/*.joblib"), key=lambda path: (path.name, path.parent.parent.name))
    target = HERE / f"{family}.tar.xz"
    with lzma.open(target, "wb", preset=9 | lzma.PRESET_EXTREME) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for path in paths:
                entry = tarfile.TarInfo(str(path.relative_to(folder)))
                entry.size = path.stat().st_size
                with path.open("rb") as file:
                    archive.addfile(entry, file)
    return len(paths), target.stat().st_size


def main():
    parser = argparse.ArgumentParser(description="Packs recorded models, one archive a family.")
    parser.add_argument("families", nargs="*", metavar="FAMILY")
    parser.add_argument("--from", dest="folder", type=pathlib.Path, default=HERE / "recorded", metavar="DIR")
    arguments = parser.parse_args()
    families = arguments.families or sorted({path.name for path in arguments.folder.glob("[0-9]*/*")})
    total = 0
    for family in families:
        count, size = pack(family, arguments.folder)
        total += size
        print(f"{family}: {count} files, {size:,} bytes")
    print(f"together {total:,} bytes")


main()
