"""Naive Bayes."""

from sklearn.naive_bayes import BernoulliNB, CategoricalNB, ComplementNB, GaussianNB, MultinomialNB

from case import Case


def cases(data):
    iris, words = data.iris, data.words
    yield Case("gaussian", GaussianNB().fit(iris.X, iris.strings))
    yield Case("gaussian_priors", GaussianNB(priors=[0.6, 0.3, 0.1]).fit(iris.X, iris.y))
    yield Case("gaussian_binary", GaussianNB(var_smoothing=1e-3).fit(iris.X, iris.boolean))
    yield Case("gaussian_cancer", GaussianNB().fit(data.cancer.X, data.cancer.strings), rows="cancer")
    yield Case("gaussian_digits", GaussianNB().fit(data.digits.X, data.digits.y), rows="digits")
    for name, estimator in {"multinomial": MultinomialNB, "complement": ComplementNB, "bernoulli": BernoulliNB}.items():
        yield Case(name, estimator().fit(words.X, words.y), rows="words")
        yield Case(name + "_binary", estimator().fit(words.X, words.y > 0), rows="words")
        yield Case(name + "_uniform", estimator(fit_prior=False, alpha=0.3).fit(words.X, words.y), rows="words")
        yield Case(name + "_one", estimator().fit(words.X, words.y * 0), rows="words")
    yield Case("multinomial_priors", MultinomialNB(class_prior=[0.2, 0.3, 0.5]).fit(words.X, words.y), rows="words")
    yield Case("complement_norm", ComplementNB(norm=True).fit(words.X, words.y), rows="words")
    yield Case("bernoulli_threshold", BernoulliNB(binarize=1.5).fit(words.X, words.y), rows="words")
    yield Case("bernoulli_no_threshold", BernoulliNB(binarize=None).fit(words.X > 1, words.y), rows="words_flags")
    yield Case("categorical", CategoricalNB(min_categories=12).fit(words.X, words.y), rows="words")
    yield Case("categorical_priors", CategoricalNB(alpha=0.5, min_categories=12, class_prior=[0.5, 0.25, 0.25]).fit(words.X, words.y), rows="words")
