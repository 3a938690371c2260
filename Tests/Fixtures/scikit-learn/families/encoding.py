"""Categories to numbers, alone and before a model."""

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import LabelBinarizer, LabelEncoder, OneHotEncoder, OrdinalEncoder

from case import Case


def cases(data):
    mixed, words, iris = data.mixed, data.words, data.iris
    dense = {"sparse_output": False} if data.version >= (1, 2) else {"sparse": False}
    codes = numpy.concatenate([words.X[:20], words.X[:20] + 0.5])
    flags = words.X > 1
    data.rows.setdefault("flags", (data.rows["words"] > 1).astype(float))
    data.rows.setdefault("codes", numpy.array([[0, 1.5, 2, 2.5, 1], [9, 0, 0.25, numpy.nan, 3], [1, 2, 2, 0, 0.5]]))
    gaps = numpy.where(data.holes(codes, 20) == 0, numpy.nan, codes)
    pair = numpy.array([["a", "x"], ["b", "x"], ["b", "y"], ["a", "z"]], dtype=object)
    data.rows.setdefault("pair", pair)
    data.rows.setdefault("pair_unknown", numpy.array([["a", "y"], ["c", "z"], ["b", "?"], ["", "x"]], dtype=object))
    labels = numpy.array(["é", "e\u0301", "Z", "a", "a"], dtype=object)[:, None]
    data.rows.setdefault("accents", labels)
    data.rows.setdefault("label", numpy.array(["b", "a", "c"], dtype=object))
    data.rows.setdefault("label_two", numpy.array(["b", "a", "b"], dtype=object))
    frequent = numpy.array([[name] for name in ["a"] * 9 + ["b"] * 6 + ["c"] * 3 + ["d"] * 2 + ["e"]], dtype=object)
    data.rows.setdefault("frequent", numpy.array([[name] for name in "abcdef"], dtype=object))
    holed = frequent.copy()
    holed[[2, 11, 13]] = numpy.nan
    data.rows.setdefault("holed", numpy.array([["a"], ["b"], ["e"], [numpy.nan], ["zz"]], dtype=object))

    yield Case("one_hot", OneHotEncoder(handle_unknown="ignore").fit(mixed.texts), rows="texts")
    for name, rows in {"whole": "texts_whole", "ignore": "texts_unknown"}.items():
        encoder = OneHotEncoder(handle_unknown="error" if name == "whole" else "ignore", **dense)
        yield Case(f"one_hot_{name}", encoder.fit(mixed.whole_texts), rows=rows)
    yield Case("one_hot_numbers", OneHotEncoder(handle_unknown="ignore").fit(codes), rows="codes")
    yield Case("one_hot_missing_number", OneHotEncoder(handle_unknown="ignore").fit(gaps), rows="codes")
    yield Case("one_hot_booleans", OneHotEncoder().fit(flags), rows="flags")
    yield Case("one_hot_integers", OneHotEncoder(handle_unknown="ignore").fit(words.X.astype(int)), rows="words")
    yield Case("one_hot_strings", OneHotEncoder().fit(pair.astype(str)), rows="pair")
    yield Case("one_hot_accents", OneHotEncoder().fit(labels), rows="accents")
    yield Case("one_hot_first", OneHotEncoder(drop="first").fit(pair), rows="pair")
    yield Case("one_hot_if_binary", OneHotEncoder(drop="if_binary").fit(pair), rows="pair")
    yield Case("one_hot_drop_named", OneHotEncoder(drop=["b", "y"]).fit(pair), rows="pair")
    yield Case("one_hot_given", OneHotEncoder(categories=[["b", "a"], ["z", "y", "x", "w"]]).fit(pair), rows="pair")
    if data.version >= (1, 0):
        encoder = OneHotEncoder(drop="first", handle_unknown="ignore").fit(pair)
        yield Case("one_hot_first_ignore", encoder, rows="pair_unknown")
    if data.version >= (1, 1):
        for name, options in {
            "frequency": {"min_frequency": 4},
            "share": {"min_frequency": 0.2},
            "count": {"max_categories": 3},
            "both": {"max_categories": 2, "min_frequency": 3},
            "all": {"max_categories": 1},
            "first": {"min_frequency": 4, "drop": "first"},
            "named": {"min_frequency": 4, "drop": ["b"]},
            "if_binary": {"max_categories": 2, "drop": "if_binary"},
        }.items():
            for rule in ["ignore", "infrequent_if_exist"]:
                encoder = OneHotEncoder(handle_unknown=rule, **options).fit(frequent)
                yield Case(f"one_hot_infrequent_{name}_{rule}", encoder, rows="frequent")
        encoder = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=4).fit(holed)
        yield Case("one_hot_infrequent_missing", encoder, rows="holed")
    if data.version >= (1, 6):
        yield Case("one_hot_warn", OneHotEncoder(handle_unknown="warn", min_frequency=4).fit(frequent), rows="frequent")

    known = {"handle_unknown": "use_encoded_value"}
    yield Case("ordinal", OrdinalEncoder().fit(mixed.whole_texts), rows="texts_whole")
    encoder = OrdinalEncoder(unknown_value=-1, **known)
    yield Case("ordinal_unknown", encoder.fit(mixed.whole_texts), rows="texts_unknown")
    encoder = OrdinalEncoder(unknown_value=numpy.nan, **known)
    yield Case("ordinal_unknown_missing", encoder.fit(mixed.whole_texts), rows="texts_unknown")
    yield Case("ordinal_none", OrdinalEncoder(unknown_value=99, **known).fit(mixed.texts), rows="texts")
    yield Case("ordinal_numbers", OrdinalEncoder(unknown_value=-5, **known).fit(codes), rows="codes")
    yield Case("ordinal_missing_number", OrdinalEncoder(unknown_value=-5, **known).fit(gaps), rows="codes")
    yield Case("ordinal_missing", OrdinalEncoder(unknown_value=-5, **known).fit(holed), rows="holed")
    if data.version >= (1, 1):
        encoder = OrdinalEncoder(encoded_missing_value=-2, unknown_value=-5, **known)
        yield Case("ordinal_encoded_missing", encoder.fit(holed), rows="holed")
    if data.version >= (1, 3):
        for name, options in {"frequency": {"min_frequency": 4}, "count": {"max_categories": 3}}.items():
            encoder = OrdinalEncoder(unknown_value=-1, **known, **options)
            yield Case(f"ordinal_{name}", encoder.fit(frequent), rows="frequent")
            encoder = OrdinalEncoder(unknown_value=-1, encoded_missing_value=7, **known, **options)
            yield Case(f"ordinal_{name}_missing", encoder.fit(holed), rows="holed")

        from sklearn.preprocessing import TargetEncoder

        targets = {"binary": mixed.whole_y, "number": mixed.pay + 0.5}
        if data.version >= (1, 4):
            targets["three"] = numpy.arange(70) % 3
        for name, target in targets.items():
            encoder = TargetEncoder(smooth=2.0 if name == "three" else "auto")
            yield Case(f"target_{name}", encoder.fit(mixed.texts, target), rows="texts_unknown")
        encoder = TargetEncoder().fit(gaps, codes[:, 0])
        yield Case("target_missing_number", encoder, rows="codes")

    yield Case("label_binarizer", LabelBinarizer().fit(["a", "b", "c"]), rows="label")
    yield Case("label_binarizer_two", LabelBinarizer(neg_label=-1, pos_label=2).fit(["a", "b"]), rows="label_two")
    yield Case("label_encoder", LabelEncoder().fit(["c", "a", "b"]), rows="label")

    pipeline = make_pipeline(OneHotEncoder(handle_unknown="ignore"), LogisticRegression())
    yield Case("pipeline_one_hot", pipeline.fit(mixed.texts, mixed.strings), rows="texts")
    pipeline = make_pipeline(OrdinalEncoder(unknown_value=-1, **known), LogisticRegression())
    yield Case("pipeline_ordinal", pipeline.fit(mixed.whole_texts, mixed.whole_y), rows="texts_unknown")
    pipeline = make_pipeline(OneHotEncoder(handle_unknown="ignore"), LogisticRegression())
    yield Case("pipeline_numbers", pipeline.fit(words.X, words.y), rows="words")
    if data.pandas is not None:
        pipeline = make_pipeline(OneHotEncoder(handle_unknown="ignore"), LogisticRegression())
        pipeline.fit(mixed.whole_frame[["job", "town", "school"]], mixed.whole_y)
        data.rows.setdefault("texts_frame", data.rows["mixed_whole_frame"][["job", "town", "school"]])
        yield Case("pipeline_frame", pipeline, rows="texts_frame")
