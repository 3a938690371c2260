"""Small models of ensembles, uncompressed: files that tests damage byte by byte.

    python make.py

Run it with scikit-learn 1.9 and with 1.0; the version is a part of each name. What they answer is not recorded here but
in `../scikit-learn`.
"""

import pathlib

import joblib
import numpy
import sklearn
from sklearn import ensemble
from sklearn.pipeline import make_pipeline
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

FOLDER = pathlib.Path(__file__).parent
VERSION = ".".join(sklearn.__version__.split(".")[:2])

random = numpy.random.RandomState(0)
X = random.normal(size=(80, 3)).round(1)
X[:, 1] = random.randint(0, 6, 80)
X[random.uniform(size=80) < 0.1, 2] = numpy.nan
y = (X[:, 0] > 0).astype(int) + (X[:, 1] % 2 == 0)
whole = numpy.nan_to_num(X)
histogram = {"max_iter": 2, "max_leaf_nodes": 5, "max_bins": 8, "min_samples_leaf": 3, "categorical_features": [1]}
small = {"n_estimators": 3, "random_state": 0}
models = {
    "histogram_classifier": ensemble.HistGradientBoostingClassifier(**histogram).fit(X, y),
    "histogram_regressor": ensemble.HistGradientBoostingRegressor(**histogram, loss="poisson").fit(X, y + 1.0),
    "tree_of_two": DecisionTreeClassifier(max_depth=3).fit(whole, numpy.column_stack([y, y > 1])),
    "adaptive_classifier": ensemble.AdaBoostClassifier(**small).fit(whole, y),
    "adaptive_regressor": ensemble.AdaBoostRegressor(DecisionTreeRegressor(max_depth=2), **small).fit(whole, y),
    "bagging_classifier": ensemble.BaggingClassifier(DecisionTreeClassifier(max_depth=2), max_features=2, **small).fit(whole, y),
    "isolation": ensemble.IsolationForest(max_samples=16, max_features=2, **small).fit(whole),
    "embedding": make_pipeline(ensemble.RandomTreesEmbedding(max_depth=2, **small), DecisionTreeRegressor(max_depth=2)).fit(whole, y),
}
for name, model in models.items():
    joblib.dump(model, FOLDER / f"{name}-{VERSION}.joblib")
