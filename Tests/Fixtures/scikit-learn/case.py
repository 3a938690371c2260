"""One fitted model of a family."""

import dataclasses
from typing import Any


@dataclasses.dataclass
class Case:
    """A model whose answers are recorded.

    name: unique in its family, in snake case; the name of the file.
    model: fitted.
    rows: the name of a row set in `data.rows`.
    without: methods that the model has but that do not answer with its settings.
    whole: whether the file keeps what only more training would need; `make.py` says what that is.
    estimator: the title under which the table lists the model; the name of its class when it is left out.
    """

    name: str
    model: Any
    rows: str = "iris"
    estimator: str = None
    without: tuple = ()
    whole: bool = False

    def __post_init__(self):
        self.estimator = self.estimator or type(self.model).__name__
