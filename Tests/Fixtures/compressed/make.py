"""One model with each of joblib's compressors, and without.

    python make.py

It writes `plain.joblib` and a file named for each compressor. README.md tells with which versions that was done.
"""

import pathlib

import joblib

HERE = pathlib.Path(__file__).parent
MODEL = joblib.load(HERE.parent / "sklearn" / "1.5.2" / "pipeline.joblib")

joblib.dump(MODEL, HERE / "plain.joblib")
for method, name in [("bz2", "bzip2")] + [(name, name) for name in ("zlib", "gzip", "xz", "lzma", "lz4")]:
    joblib.dump(MODEL, HERE / f"{name}.joblib", compress=(method, 3))
