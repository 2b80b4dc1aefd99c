"""The one place that knows scikit-learn: weights of a logistic regression, as plain numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# How closely the examples are followed: chosen on public messages, by what was right of the newest.
STRENGTH = 30.0
ROUNDS = 200


def fitted(
    runs: Sequence[int], vectors: Sequence[Mapping[int, float]], truths: Sequence[int]
) -> list[list[float]]:
    """Return a row of weights for each run, one number a label in their order, and the last row,
    which stands for no run.

    The same examples give the same numbers.
    """
    # A second and a hundred megabytes: the worker alone pays them, and only at night.
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    place = {run: at for at, run in enumerate(runs)}
    values = [value for vector in vectors for value in vector.values()]
    columns = [place[run] for vector in vectors for run in vector]
    starts = [0]
    for vector in vectors:
        starts.append(starts[-1] + len(vector))
    examples = csr_matrix((values, columns, starts), shape=(len(vectors), len(runs)))
    model = LogisticRegression(C=STRENGTH, max_iter=ROUNDS, tol=1e-3)
    model.fit(examples, list(truths))
    weights, base = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        # Of two labels the library keeps one row, which speaks for the second.
        weights, base = [-weights[0] / 2, weights[0] / 2], [-base[0] / 2, base[0] / 2]
    rows: list[list[float]] = [list(row) for row in zip(*weights, strict=True)]
    return [*rows, [float(one) for one in base]]
