"""The outlier detector that rests on a robust covariance."""

from sklearn.covariance import EllipticEnvelope

from case import Case


def cases(data):
    X = data.iris.X
    yield Case("elliptic_envelope", EllipticEnvelope(random_state=0).fit(X[::2]))
    yield Case("elliptic_envelope_centred", EllipticEnvelope(assume_centered=True, random_state=0).fit(X[::2]))
    yield Case("elliptic_envelope_contaminated", EllipticEnvelope(contamination=0.3, support_fraction=0.8, random_state=0).fit(X[::3]))
