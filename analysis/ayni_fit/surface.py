"""Response surfaces: each figure as a quadratic in the parameters, near a point."""

import numpy as np

PENALTIES = 10.0 ** np.arange(-4.0, 4.0)  # of squares and products; of linear terms a hundredth of it


class Surface:
    """Ridge regression of all figures' means on 1, x, x^2 and products, x = (point - centre) / radius.

    The penalty is chosen for each figure by generalised cross-validation (Golub, Heath and Wahba 1979), so that few
    points give a plane and many a curved surface.
    """

    def __init__(self, points, means, centre, radius):
        self.centre, self.radius = np.asarray(centre, dtype=float), radius
        count = self.centre.size
        self.pairs = np.triu_indices(count)
        terms = self._terms(points)
        scale = np.concatenate([np.full(count, 10.0), np.ones(len(self.pairs[0]))])
        self.middle, self.mean = terms.mean(axis=0), means.mean(axis=0)
        left, sizes, right = np.linalg.svd((terms - self.middle) * scale, full_matrices=False)
        answer = left.T @ (means - self.mean)
        rest = np.sum((means - self.mean) ** 2, axis=0) - np.sum(answer ** 2, axis=0)
        scores = []
        for penalty in PENALTIES:
            shrunk = penalty / (sizes ** 2 + penalty)
            freedom = len(points) - 1.0 - np.sum(1.0 - shrunk)
            errors = np.maximum(rest, 0.0) + np.sum((shrunk[:, None] * answer) ** 2, axis=0)
            scores.append(errors / max(freedom, 0.5) ** 2)
        chosen = PENALTIES[np.argmin(scores, axis=0)]
        shares = sizes[:, None] / (sizes[:, None] ** 2 + chosen)
        self.coefficients = scale[:, None] * (right.T @ (shares * answer))

    def _terms(self, points):
        x = (np.atleast_2d(points) - self.centre) / self.radius
        return np.hstack([x, x[:, self.pairs[0]] * x[:, self.pairs[1]]])

    def __call__(self, points):
        """Means of the figures at points; shape (points, figures)."""
        return self.mean + (self._terms(points) - self.middle) @ self.coefficients

    def slopes(self, point, step=1e-4):
        """Derivatives of the figures by the parameters at a point; shape (figures, parameters)."""
        steps = step * np.eye(len(point))
        return ((self(point + steps) - self(point - steps)) / (2.0 * step)).T
