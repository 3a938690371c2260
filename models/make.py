"""Trains the three sample models and records what scikit-learn answers for them.

Run it with Python 3.11 and the packages of requirements.txt; see README.md. It writes, beside itself,
v1/, v2/ and v3/ (model.pkl and version.json) and the recorded answers in Tests/Fixtures/breast_cancer/.
Running it again on the same kind of processor writes the same bytes.
"""

import json
import platform
import re
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from sklearn.base import ClassifierMixin
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent / "Tests" / "Fixtures" / "breast_cancer"
SEED = 20
CREATED = "2026-11-02T09:00:00Z"
TOLERANCE = 1e-9


@dataclass
class Version:
    """One folder of the sample repository."""

    folder: str
    version: str
    description: str
    changelog: str
    estimator: ClassifierMixin


VERSIONS = [
    Version(
        "v1",
        "1.0.0",
        "Logistic regression on standardised features.",
        "First version.",
        make_pipeline(StandardScaler(), LogisticRegression(random_state=SEED)),
    ),
    Version(
        "v2",
        "2.0.0",
        "Random forest of 100 trees.",
        "Another estimator: a random forest instead of logistic regression. Takes the features unscaled.",
        RandomForestClassifier(n_estimators=100, random_state=SEED, n_jobs=1),
    ),
    Version(
        "v3",
        "3.0.0",
        "Gradient boosting, 100 rounds of trees three levels deep.",
        "Another estimator: gradient boosting instead of a random forest. Smaller and faster.",
        GradientBoostingClassifier(random_state=SEED),
    ),
]


def train(train_rows, train_labels):
    for each in VERSIONS:
        each.estimator.fit(train_rows, train_labels)


def choose_golden(test_rows):
    """Four held-out rows that the versions are least sure of, then the two surest of each class."""
    benign = np.mean([each.estimator.predict_proba(test_rows)[:, 1] for each in VERSIONS], axis=0)
    doubtful = np.argsort(np.abs(benign - 0.5), kind="stable")[:4]
    order = np.argsort(benign, kind="stable")
    return [int(i) for i in [*doubtful, *order[:2], *order[-2:]]]


def golden_rows(estimator, rows):
    labels, probabilities = estimator.predict(rows), estimator.predict_proba(rows)
    return [
        {"features": features, "prediction": int(label), "probabilities": row.tolist()}
        for features, label, row in zip(rows.to_numpy().tolist(), labels, probabilities, strict=True)
    ]


def metrics(estimator, rows, labels):
    benign = estimator.predict_proba(rows)[:, 1]
    return {
        "accuracy": round(float(accuracy_score(labels, estimator.predict(rows))), 6),
        "roc_auc": round(float(roc_auc_score(labels, benign)), 6),
        "log_loss": round(float(log_loss(labels, benign)), 6),
    }


def sidecar(each, data, train_rows, test_rows, test_labels, golden):
    return {
        "description": each.description,
        "version": each.version,
        "changelog": each.changelog,
        "created": CREATED,
        "trained_with": {
            "python": platform.python_version(),
            **{name: installed(name) for name in ["scikit-learn", "numpy", "joblib"]},
        },
        "data": {
            "name": "Breast Cancer Wisconsin (Diagnostic)",
            "rows": len(data.data),
            "features": len(data.feature_names),
            "train_rows": len(train_rows),
            "test_rows": len(test_rows),
            "source": "sklearn.datasets.load_breast_cancer; UCI Machine Learning Repository, doi:10.24432/C5DW2B",
        },
        "metrics": metrics(each.estimator, test_rows, test_labels),
        "class_names": {str(index): str(name) for index, name in enumerate(data.target_names)},
        "feature_names": [str(name) for name in data.feature_names],
        "tolerance": TOLERANCE,
        "golden_rows": golden_rows(each.estimator, test_rows.iloc[golden]),
    }


def write_version(each, document):
    folder = HERE / each.folder
    folder.mkdir(exist_ok=True)
    joblib.dump(each.estimator, folder / "model.pkl")
    (folder / "version.json").write_text(readable(document) + "\n")


def readable(document):
    """Indented JSON, with each list of numbers on a line of its own."""
    numbers = re.compile(r"\[\s+([-+.e\d,\s]+?)\s+\]")
    return numbers.sub(lambda found: "[" + " ".join(found[1].split()) + "]", json.dumps(document, indent=2))


def write_csv(path, rows):
    path.write_text("".join(",".join(map(repr, row)) + "\n" for row in rows))


def record_answers(rows: pd.DataFrame):
    FIXTURES.mkdir(parents=True, exist_ok=True)
    write_csv(FIXTURES / "rows.csv", rows.to_numpy().tolist())
    for each in VERSIONS:
        labels = each.estimator.predict(rows).tolist()
        probabilities = each.estimator.predict_proba(rows).tolist()
        answers = [[label, *row] for label, row in zip(labels, probabilities, strict=True)]
        write_csv(FIXTURES / f"answers-{each.folder}.csv", answers)


def main():
    data = load_breast_cancer(as_frame=True)
    train_rows, test_rows, train_labels, test_labels = train_test_split(
        data.data, data.target, test_size=0.3, stratify=data.target, random_state=SEED
    )
    train(train_rows, train_labels)
    golden = choose_golden(test_rows)
    for each in VERSIONS:
        document = sidecar(each, data, train_rows, test_rows, test_labels, golden)
        write_version(each, document)
        size = (HERE / each.folder / "model.pkl").stat().st_size
        print(each.folder, f"{size:,} bytes", document["metrics"])
    record_answers(data.data)


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        main()
