"""Writes the models and rows that InferenceBenchmark times, and prints how long scikit-learn takes for them.

    python inference.py FOLDER

Run it with one thread (OMP_NUM_THREADS=1), with any scikit-learn from 1.0 on.
"""

import pathlib
import statistics
import sys
import time

import joblib
import numpy
from sklearn.datasets import make_classification
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier


def microseconds(body, repetitions):
    times = []
    for _ in range(repetitions):
        start = time.perf_counter()
        body()
        times.append((time.perf_counter() - start) * 1e6)
    return statistics.median(times)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    X, y = make_classification(2000, 10, random_state=42)
    numpy.savetxt(folder / "rows.csv", X, fmt="%.17g", delimiter=",")
    for name, model in {
        "forest": RandomForestClassifier(100, random_state=42),
        "histogram": HistGradientBoostingClassifier(max_iter=100, max_leaf_nodes=31, random_state=42),
        "boosting": GradientBoostingClassifier(n_estimators=100, random_state=42),
    }.items():
        model.fit(X, y)
        joblib.dump(model, folder / f"{name}.joblib")
        one = microseconds(lambda: model.predict(X[:1]), 200)
        thousand = microseconds(lambda: model.predict(X[:1000]), 100)
        print(f"{name}: {one:.1f} µs for one row, {thousand:.0f} µs for 1000 rows")


main()
