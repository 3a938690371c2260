"""Models of one version of scikit-learn, and what it answers for them.

    python make.py [--out DIR] FAMILY…

Run it in an environment of each version that README.md lists; a family is a file of `families`, and `all` stands for all
of them. For every family it writes the folder `DIR/VERSION/FAMILY` anew (DIR: `recorded`): `NAME.joblib` for each model, and
`answers.joblib`:

    {"rows": {row set: array}, "cases": {name: {"estimator", "rows", "predict", "predict_proba", …}}}

with those answers that the model has. Answers stand as scikit-learn gave them, except that sparse ones are made dense;
several outputs' probabilities are a list of arrays. Rows of texts are arrays of objects: texts, numbers, None.

Random states, optimisers and the like, 3 kB and more each, are left out of most files, since no prediction reads them; cases with `whole` keep theirs.
"""

import argparse
import importlib
import os
import pathlib
import shutil
import sys
import warnings

# Models keep the number of threads, and sums the order in which threads had their turns.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import joblib
import numpy
import scipy.sparse
import sklearn

HERE = pathlib.Path(__file__).parent
METHODS = ["predict", "predict_proba", "decision_function", "transform"]

TRAINING_ONLY = ["_rng", "rng", "_random_state", "_feature_subsample_rng", "_optimizer", "affinity_matrix_"]


def parts(value):
    """What an estimator, or a container of estimators, is made of."""
    if isinstance(value, numpy.ndarray):
        return list(value.flat) if value.dtype == object and value.size < 1000 else []
    if isinstance(value, (list, tuple)):
        return value if len(value) < 1000 else []
    if isinstance(value, dict):
        return list(value.values())
    return list(vars(value).values()) if isinstance(value, sklearn.base.BaseEstimator) else []


def forget_training(model):
    """Empties what only more training would need, in the model and in everything inside it."""
    seen, open_parts = set(), [model]
    while open_parts:
        part = open_parts.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, sklearn.base.BaseEstimator):
            for name in TRAINING_ONLY:
                if hasattr(part, name) and not isinstance(getattr(part, name), (int, type(None))):
                    setattr(part, name, None)
        open_parts.extend(parts(part))


def dense(answer):
    """An array, or a list of arrays, of plain numbers and texts."""
    if isinstance(answer, list):
        return [dense(part) for part in answer]
    if scipy.sparse.issparse(answer):
        answer = answer.toarray()
    elif hasattr(answer, "to_numpy"):
        answer = answer.to_numpy()
    return numpy.ascontiguousarray(numpy.asarray(answer))


def plain(rows):
    """Rows as an array, of doubles or of Python's own texts and numbers."""
    if hasattr(rows, "to_numpy"):
        rows = rows.to_numpy(dtype=object)
    if not isinstance(rows, numpy.ndarray):
        column = numpy.empty(len(rows), dtype=object)
        column[:] = rows
        rows = column
    if rows.dtype != object:
        return rows.astype(numpy.float64) if rows.dtype.kind in "fiub" else rows.astype(object)
    result = numpy.empty(rows.shape, dtype=object)
    for index, value in numpy.ndenumerate(rows):
        result[index] = value.item() if isinstance(value, numpy.generic) else value
    return result


def answers(case, rows):
    found = {"estimator": case.estimator, "rows": case.rows}
    for method in METHODS:
        if hasattr(case.model, method) and method not in case.without:
            found[method] = dense(getattr(case.model, method)(rows))
    return found


def record(family, folder, compress):
    """Writes one family; returns the number of its models."""
    data = importlib.import_module("data")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows, cases = {}, {}
    for case in importlib.import_module(f"families.{family}").cases(data):
        if case.name in cases:
            raise SystemExit(f"{family} has two cases named {case.name}")
        try:
            cases[case.name] = answers(case, data.rows[case.rows])
        except Exception as error:
            raise SystemExit(f"{family}/{case.name} does not answer: {error!r}") from error
        if not case.whole:
            forget_training(case.model)
        joblib.dump(case.model, folder / f"{case.name}.joblib", compress=compress)
        rows[case.rows] = plain(data.rows[case.rows])
    joblib.dump({"rows": rows, "cases": cases}, folder / "answers.joblib", compress=compress)
    return len(cases)


def main():
    parser = argparse.ArgumentParser(description="Records models and their answers.")
    parser.add_argument("families", nargs="+", metavar="FAMILY")
    parser.add_argument("--out", type=pathlib.Path, default=HERE / "recorded")
    parser.add_argument("--compress", type=int, default=0, choices=range(10), metavar="0…9")
    arguments = parser.parse_args()
    sys.path.insert(0, str(HERE))
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")
    families = arguments.families
    if families == ["all"]:
        families = sorted(path.stem for path in (HERE / "families").glob("*.py"))
    for family in families:
        folder = arguments.out / sklearn.__version__ / family
        count = record(family, folder, ("zlib", arguments.compress) if arguments.compress else 0)
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(f"{sklearn.__version__} {family}: {count} models, {size:,} bytes")


main()
