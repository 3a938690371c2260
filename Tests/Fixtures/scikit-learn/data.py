"""What the families train on and ask about: data that scikit-learn brings along, and seeded numbers.

A training set has `X` and its targets; `rows` holds the row sets, at most forty rows each: rows of the training set, rows outside of
its box, and rows exactly on, and right beside, the places where trees would split.
"""

import types

import numpy
import sklearn
import sklearn.datasets

version = tuple(int(part) for part in sklearn.__version__.split(".")[:2])
rows = {}


def probes(X, seed, real=10, outside=12, halfway=6):
    """Rows that ask about a training set."""
    random = numpy.random.RandomState(seed)
    low, high = X.min(axis=0), X.max(axis=0)
    margin = (high - low) / 3 + 0.5
    box = random.uniform(low - margin, high + margin, (outside, X.shape[1]))
    first, second = (X[random.randint(0, len(X), (halfway, X.shape[1])), numpy.arange(X.shape[1])] for _ in range(2))
    middles = (first + second) / 2
    beside = numpy.nextafter(middles[:3], numpy.inf)
    return numpy.concatenate([X[:: max(1, len(X) // real)][:real], box, middles, beside, middles[:3].astype(numpy.float32)])


# Three classes of flowers, four features.

_X, _y = sklearn.datasets.load_iris(return_X_y=True)
_names = numpy.array(["setosa", "versicolor", "virginica"])
iris = types.SimpleNamespace(
    X=_X,
    y=_y,
    strings=_names[_y],
    objects=_names[_y].astype(object),
    floats=_y - 1.0,
    binary=(_y == 2).astype(int),
    boolean=_y == 2,
    signs=numpy.where(_y == 1, 1, -1),
    binary_strings=numpy.where(_y == 0, "Übrige", "setosa"),
    width=_X[:, 3],
    names=["sepal length", "sepal width", "petal length", "petal width"],
)
rows["iris"] = probes(iris.X, seed=0)
rows["iris_positive"] = abs(rows["iris"])

# Two classes, eight features of very different scales, a hundred rows.

_X, _y = sklearn.datasets.load_breast_cancer(return_X_y=True)
cancer = types.SimpleNamespace(
    X=_X[:100, [0, 3, 4, 7, 13, 20, 23, 27]],
    y=_y[:100],
    strings=numpy.where(_y[:100] == 0, "malignant", "benign"),
)
rows["cancer"] = probes(cancer.X, seed=1)

# Three classes, thirteen features, every second row.

_X, _y = sklearn.datasets.load_wine(return_X_y=True)
wine = types.SimpleNamespace(X=_X[::2], y=_y[::2], strings=numpy.array(["Barolo", "Grignolino", "Barbera"])[_y[::2]])
rows["wine"] = probes(wine.X, seed=2)

# Ten classes of pictures of 8 by 8, a hundred of them.

_X, _y = sklearn.datasets.load_digits(return_X_y=True)
digits = types.SimpleNamespace(X=_X[:100], y=_y[:100])
rows["digits"] = probes(_X[100:200], seed=3, real=12, outside=4, halfway=2)

# A number to be foretold from ten features; two numbers; counts.

_X, _y = sklearn.datasets.load_diabetes(return_X_y=True)
diabetes = types.SimpleNamespace(X=_X[:120], y=_y[:120], two=numpy.column_stack([_y[:120], _X[:120, 2] * 1000 - 3]))
rows["diabetes"] = probes(diabetes.X, seed=4)

_random = numpy.random.RandomState(5)
_X = _random.normal(size=(80, 3))
counts = types.SimpleNamespace(X=_X, y=_random.poisson(numpy.exp(0.5 + _X @ [0.6, -0.4, 0.2])).astype(float))
counts.positive = counts.y + _random.uniform(0.1, 0.9, len(counts.y))
rows["counts"] = probes(counts.X, seed=6)

# One feature in rising order of a noisy target.

_line = numpy.sort(_random.uniform(0, 10, 40)).round(1)
line = types.SimpleNamespace(X=_line[:, None], y=numpy.log1p(_line) + _random.normal(0, 0.2, 40))
rows["line"] = numpy.concatenate([_line[::4], _line[:5] + 0.05, [-3, -0.0, 10.5, 1e6], [5, 2.5, 7.75]])[:, None]

# Three labels that a row may have or not.

_X, _y = sklearn.datasets.make_multilabel_classification(60, 5, n_classes=3, n_labels=2, random_state=0)
multilabel = types.SimpleNamespace(X=_X, y=_y)
rows["multilabel"] = probes(multilabel.X, seed=7)

# Whole numbers from zero to nine: counts of words, or codes of categories.

_X = numpy.random.RandomState(8).poisson(1.5, (60, 5)).astype(float)
words = types.SimpleNamespace(X=_X, y=(_X[:, 0] > 1).astype(int) + (_X[:, 3] > 2))
rows["words"] = numpy.concatenate([_X[:12], numpy.random.RandomState(9).poisson(2, (12, 5)), numpy.zeros((1, 5))])
rows["words_flags"] = (rows["words"] > 1).astype(float)

# The flowers with a fifth of the values missing; and with one column that never was there.


def holes(X, seed, share=0.2):
    return numpy.where(numpy.random.RandomState(seed).uniform(size=X.shape) < share, numpy.nan, X)


missing = types.SimpleNamespace(
    X=holes(iris.X, 10)[::2], y=iris.y[::2], strings=iris.strings[::2], width=iris.width[::2]
)
rows["missing"] = numpy.concatenate([missing.X[::4][:16], holes(rows["iris"], 11, 0.4)[::2], numpy.full((1, 4), numpy.nan)])

# What columns of codes hold when they are asked about: those that training saw, others, negative ones, missing ones.
_random = numpy.random.RandomState(15)
rows["categories"] = rows["iris"].copy()
rows["categories"][:, 1] = _random.randint(-1, 12, len(rows["iris"]))
rows["categories"][:, 2] = _random.randint(0, 8, len(rows["iris"]))
rows["categories"][-6:] = holes(rows["categories"][-6:], 16, 0.5)

# Two columns of numbers and three of texts, both with gaps, as an array of objects and, where there is pandas, as a frame.

_random = numpy.random.RandomState(12)
_jobs = ["Clerk", "clerk", "Köchin", "driver", "Führer·in", "teacher", "farmer", "东方"]
_towns = ["Wien", "Bern", "Łódź", "São Paulo", ""]
_schools = ["low", "middle", "high"]


def _mixed_row(random, jobs, gaps):
    row = [
        float(random.randint(17, 80)),
        round(float(random.normal(40, 12)), 1),
        jobs[min(random.geometric(0.35), len(jobs)) - 1],
        _towns[min(random.geometric(0.4), len(_towns)) - 1],
        _schools[random.randint(3)],
    ]
    if gaps and random.uniform() < 0.3:
        place = random.randint(4)
        row[place] = numpy.nan if place < 2 else None
    return row


def _objects(table):
    array = numpy.empty((len(table), len(table[0])), dtype=object)
    array[:] = table
    return array


_table = [_mixed_row(_random, _jobs[:6], True) for _ in range(70)]
_whole = [_mixed_row(_random, _jobs[:6], False) for _ in range(70)]
_asked = [_mixed_row(_random, _jobs, True) for _ in range(26)] + [[numpy.nan, numpy.nan, None, None, "high"]]
_asked_whole = [_mixed_row(_random, _jobs[:6], False) for _ in range(27)]
_asked_unknown = [_mixed_row(_random, _jobs, False) for _ in range(27)]
mixed = types.SimpleNamespace(
    X=_objects(_table),
    whole=_objects(_whole),
    y=numpy.array([int(row[4] == "high" or row[1] > 45) for row in _table]),
    whole_y=numpy.array([int(row[4] == "high" or row[1] > 45) for row in _whole]),
    strings=numpy.array([["<=50K", ">50K"][row[4] == "high"] for row in _table]),
    pay=numpy.array([row[0] * 10 + 100 * len(row[4]) if row[0] == row[0] else 300.0 for row in _table]),
    columns=["age", "hours", "job", "town", "school"],
)
rows["mixed"] = _objects(_asked)
# Without gaps; with categories that training never saw.
rows["mixed_whole"] = _objects(_asked_whole)
rows["mixed_unknown"] = _objects(_asked_unknown)
# The three columns of texts alone.
mixed.texts, mixed.whole_texts = mixed.X[:, 2:], mixed.whole[:, 2:]
for _name in ["mixed", "mixed_whole", "mixed_unknown"]:
    rows[_name.replace("mixed", "texts")] = rows[_name][:, 2:]

try:
    import pandas
except ImportError:
    pandas = None


def frame(table):
    """A frame of `mixed.columns`, numbers as numbers; NaN where there is no text, as reading a file of values gives."""
    whole = numpy.where(table == None, numpy.nan, table)  # noqa: E711
    result = pandas.DataFrame({name: whole[:, index] for index, name in enumerate(mixed.columns)})
    return result.astype({"age": float, "hours": float})


if pandas is not None:
    mixed.frame, mixed.whole_frame = frame(mixed.X), frame(mixed.whole)
    iris.frame = pandas.DataFrame(iris.X, columns=iris.names)
    for _name in ["mixed", "mixed_whole", "mixed_unknown"]:
        rows[_name + "_frame"] = frame(rows[_name])
    rows["mixed_three_frame"] = rows["mixed_whole_frame"][["age", "school", "hours"]]
    # As `category`, which histogram boosting takes.
    rows["mixed_categories"] = frame(rows["mixed"]).astype({name: "category" for name in ["job", "town", "school"]})
    rows["iris_frame"] = pandas.DataFrame(rows["iris"], columns=iris.names)

# Short texts; those that are asked about hold what tokenisers stumble over.

_subjects = ["The cat", "A dog", "My neighbour", "Das Mädchen", "El niño", "The old train", "Nobody", "Our café"]
_verbs = ["chases", "sees", "doesn't like", "re-reads", "paints", "loves", "sells 42", "forgets"]
_things = ["the red ball.", "3.14 apples!", "snake_case names", "its own shadow", "Straßen in Köln", "naïve résumés", "東京 tower"]
_random = numpy.random.RandomState(13)
_texts = [
    " ".join([_subjects[_random.randint(8)], _verbs[_random.randint(8)], _things[_random.randint(7)]]) for _ in range(60)
]
documents = types.SimpleNamespace(
    X=_texts,
    y=numpy.array([int("the" in text.lower()) + int("Köln" in text) for text in _texts]),
    strings=numpy.array([["pets", "others"]["a" in text[:4]] for text in _texts]),
)
# Rows that share words with the texts: no two of those are at one distance from them.
rows["documents_known"] = _texts[:14]
rows["documents"] = _texts[:14] + [
    "",
    "   ",
    "\t\n",
    "THE CAT CHASES THE CAT, THE DOG AND THE CAT",
    "the-cat's dog; the_cat's 42 dogs: 3.14 (apples)",
    "İstanbul ISPARTA ı i STRASSE Straße ﬀ ﬁne ẞ",
    "e\u0301le\u0300ve élève ÉLÈVE Å Å Å",
    "東京タワー 東京 tower カタカナ ｶﾀｶﾅ １２３ ٣٤ ²³ Ⅷ",
    "🐈 chases 🐕‍🦺 and 👩‍👩‍👧 loves ❤️ 42",
    "ΑΣ ΟΔΥΣΣΕΥΣ σς Σ ὈΔΥΣΣΕΎΣ",
    "हिन्दी नमस्ते ไทย สวัสดี עברית العربية",
    "a b c d I x yy zzz",
    "snake_case __init__ _ a_b ab_ 1_000",
    "no\u00a0break thin\u2009space zero\u200bwidth soft\u00adhyphen line\u2028separator",
    "naïve résumés naive resumes NAÏVE RÉSUMÉS",
    "unknown words only: quux frobnicate",
    "doesn't don’t O'Neill rock'n'roll re-reads re–reads",
]
