"""Texts to numbers: counts, hashes and weights of words and characters, alone and before a classifier."""

import numpy
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import (
    ENGLISH_STOP_WORDS,
    CountVectorizer,
    HashingVectorizer,
    TfidfTransformer,
    TfidfVectorizer,
    strip_accents_ascii,
    strip_accents_unicode,
)
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_pipeline

from case import Case

PATTERNS = {
    "one_letter": r"(?u)\b\w+\b",
    "bare_word": r"\w+",
    "no_flag": r"\b\w+\b",
    "letters": "[a-zA-Z]+",
    "letters_counted": "[A-Za-z]{2,}",
    "letters_range": r"\b[^\d\W]{3,6}\b",
    "not_space": r"\S+",
    "not_space_set": r"[^\s]+",
    "letter_first": r"(?u)\b[a-zA-Z]\w+\b",
    "apostrophes": r"(?u)\b\w[\w']+\b",
    "apostrophe_group": r"[a-z]+(?:'[a-z]+)?",
    "hyphens": r"(?u)\b\w+(?:-\w+)*\b",
    "numbers": r"\d+(?:\.\d+)?|[^\W\d_]+",
    "group": r"(?u)\b(\w)\w*\b",
    "optional_group": r"(\d)|\w+",
    "named_group": r"(?P<word>\w\w)\w*",
    "lazy": r"\w+?\b",
    "lazy_counts": r"\w{2,4}?",
    "counts": r"\w{2,4}",
    "exact": r"(?u)\b\w{3}\b",
    "any": ".+",
    "dot_all": r"(?s).+",
    "lines": r"(?m)^\w+|\w+$",
    "ends": r"\A\w+|\w+\Z|\w+$",
    "maybe_empty": r"\w*",
    "alternatives": "cat|catalogue|ca|[à-ÿ]+|the ",
    "words_with_marks": r"(?u)[\w\u0300-\u036f]+|[^\w\s]",
    "escapes": r"[\t\n]|\x61|\.|\-|[\]\-a]",
    "opposites": r"\W+\D",
    "semicolons": r"[^,;:.!]+",
}

MODELS = {
    "count": CountVectorizer(),
    "count_case": CountVectorizer(lowercase=False),
    "count_ascii": CountVectorizer(strip_accents="ascii"),
    "count_unicode": CountVectorizer(strip_accents="unicode"),
    "count_ascii_function": CountVectorizer(strip_accents=strip_accents_ascii),
    "count_preprocessor": CountVectorizer(preprocessor=strip_accents_unicode),
    "count_binary": CountVectorizer(binary=True),
    "count_pairs": CountVectorizer(ngram_range=(1, 2)),
    "count_pairs_and_triples": CountVectorizer(ngram_range=(2, 3)),
    "count_stop_words": CountVectorizer(stop_words="english", ngram_range=(1, 2)),
    "count_stop_list": CountVectorizer(stop_words=["the", "köln", "in"]),
    "count_stop_more": CountVectorizer(stop_words=sorted(ENGLISH_STOP_WORDS) + ["cat"]),
    "count_most": CountVectorizer(max_features=25),
    "count_frequent": CountVectorizer(min_df=2, max_df=0.5),
    "count_fixed": CountVectorizer(vocabulary=["cat", "köln", "naïve", "dog", "the cat"], ngram_range=(1, 2)),
    "count_fixed_numbers": CountVectorizer(vocabulary={"cat": 2, "köln": 0, "dog": 1}),
    "count_float32": CountVectorizer(dtype=numpy.float32),
    "characters": CountVectorizer(analyzer="char"),
    "characters_several": CountVectorizer(analyzer="char", ngram_range=(2, 4), max_features=300),
    "characters_ascii": CountVectorizer(analyzer="char", ngram_range=(1, 2), strip_accents="ascii"),
    "characters_unicode": CountVectorizer(analyzer="char", ngram_range=(1, 1), strip_accents="unicode"),
    "characters_in_words": CountVectorizer(analyzer="char_wb", ngram_range=(2, 4), max_features=300),
    "characters_in_short_words": CountVectorizer(analyzer="char_wb", ngram_range=(6, 7), max_features=300),
    "characters_in_words_one": CountVectorizer(analyzer="char_wb", lowercase=False),
    "tfidf": TfidfVectorizer(),
    "tfidf_pairs": TfidfVectorizer(ngram_range=(1, 2), stop_words="english", max_features=100),
    "tfidf_absolute": TfidfVectorizer(norm="l1"),
    "tfidf_plain": TfidfVectorizer(norm=None),
    "tfidf_sublinear": TfidfVectorizer(sublinear_tf=True, analyzer="char"),
    "tfidf_no_weights": TfidfVectorizer(use_idf=False, analyzer="char_wb"),
    "tfidf_not_smooth": TfidfVectorizer(smooth_idf=False),
    "tfidf_binary": TfidfVectorizer(binary=True, analyzer="char"),
    "tfidf_float32": TfidfVectorizer(dtype=numpy.float32, analyzer="char"),
    "tfidf_float32_sublinear": TfidfVectorizer(dtype=numpy.float32, sublinear_tf=True, analyzer="char"),
    "tfidf_float32_absolute": TfidfVectorizer(dtype=numpy.float32, norm="l1"),
    "hashing": HashingVectorizer(n_features=300),
    "hashing_signless": HashingVectorizer(n_features=128, alternate_sign=False, ngram_range=(1, 2)),
    "hashing_binary": HashingVectorizer(n_features=10, binary=True),
    "hashing_absolute": HashingVectorizer(n_features=64, norm="l1", analyzer="char", ngram_range=(1, 3)),
    "hashing_plain": HashingVectorizer(n_features=37, norm=None, analyzer="char_wb", ngram_range=(2, 3)),
    "hashing_float32": HashingVectorizer(n_features=37, dtype=numpy.float32, stop_words=["the", "cat"]),
}

STEPS = {
    "count": [CountVectorizer()],
    "tfidf": [TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))],
    "tfidf_characters": [TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3), strip_accents="unicode")],
    "count_tfidf": [CountVectorizer(strip_accents="ascii"), TfidfTransformer()],
    "count_tfidf_plain": [CountVectorizer(), TfidfTransformer(norm=None, use_idf=False, sublinear_tf=True)],
    "count_tfidf_float32": [CountVectorizer(dtype=numpy.float32), TfidfTransformer(norm="l1")],
    "hashing": [HashingVectorizer(n_features=2**10)],
    "hashing_tfidf": [HashingVectorizer(n_features=2**8, alternate_sign=False, norm=None), TfidfTransformer()],
}


def cases(data):
    # What is asked about is learned too, so that its odd words are in the vocabulary.
    texts = data.documents.X + data.rows["documents"]
    y = numpy.arange(len(texts)) % 3
    strings = numpy.array(["news", "Übrige", "東京"])[y]
    for name, model in MODELS.items():
        yield Case(name, model.fit(texts), "documents")
    for name, pattern in PATTERNS.items():
        yield Case(f"pattern_{name}", CountVectorizer(token_pattern=pattern).fit(texts), "documents")
    for name, steps in STEPS.items():
        model = make_pipeline(*steps, LogisticRegression()).fit(texts, y)
        yield Case(f"{name}_logistic", model, "documents", type(steps[-1]).__name__)
    yield Case(
        "strings_logistic",
        make_pipeline(TfidfVectorizer(), LogisticRegression(C=30)).fit(texts, strings),
        "documents",
        "TfidfVectorizer",
    )
    yield Case(
        "two_classes_logistic",
        make_pipeline(CountVectorizer(binary=True), LogisticRegression()).fit(texts, y == 1),
        "documents",
        "CountVectorizer",
    )
    union = FeatureUnion([("words", TfidfVectorizer()), ("letters", TfidfVectorizer(analyzer="char_wb", max_features=50))])
    yield Case("union_logistic", make_pipeline(union, LogisticRegression()).fit(texts, y), "documents", "TfidfVectorizer")
    # Two columns of texts and a number, each with its own way.
    columns = ColumnTransformer(
        [("job", CountVectorizer(), 2), ("town", TfidfVectorizer(analyzer="char"), 3), ("age", "passthrough", [0])],
        sparse_threshold=0,
    )
    model = make_pipeline(columns, LogisticRegression(max_iter=1000)).fit(data.mixed.whole, data.mixed.whole_y)
    yield Case("columns_logistic", model, "mixed_whole", "CountVectorizer")
