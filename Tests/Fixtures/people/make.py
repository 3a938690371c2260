"""A small model of a mixed table, as notebooks have it, and what scikit-learn answers for three rows.

    python make.py

Run it with scikit-learn 1.5 and pandas 2.2; it writes model.joblib and prints the answers that the tests expect.
"""

import pathlib

import joblib
import numpy
import pandas
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

random = numpy.random.RandomState(3)
people = pandas.DataFrame(
    {
        "age": random.randint(18, 80, 60).astype(float),
        "city": random.choice(["Ghent", "Zürich", "東京"], 60),
        "plan": random.choice(["basic", "pro", numpy.nan], 60),
    }
)
people.loc[::9, "age"] = numpy.nan
people["plan"] = people["plan"].replace("nan", numpy.nan)
leaves = numpy.where((people["age"].fillna(40) > 45) ^ (people["city"] == "Ghent"), "leaves", "stays")
columns = ColumnTransformer(
    [
        ("numbers", make_pipeline(SimpleImputer(), StandardScaler()), ["age"]),
        (
            "words",
            make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")),
            ["city", "plan"],
        ),
    ]
)
model = make_pipeline(columns, LogisticRegression()).fit(people, leaves)
joblib.dump(model, pathlib.Path(__file__).parent / "model.joblib", compress=9)
rows = pandas.DataFrame(
    {"age": [70.0, 22.0, numpy.nan], "city": ["Ghent", "東京", "Oslo"], "plan": ["pro", numpy.nan, "basic"]}
)
print(model.predict(rows), model.predict_proba(rows)[:, 0].tolist(), model.decision_function(rows).tolist())
