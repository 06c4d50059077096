"""How well the figures determine each parameter."""

import numpy as np

from .surface import Surface

WITHIN = 2.0  # objectives this close to the best are called near-equal
WIDEST = 1.0  # the whole range
WELL, WEAKLY = 0.1, 0.3  # parts of the range


def determination(parameters, found, objective):
    """One dict a parameter.

    alone, together: by how much of its range it may move before the objective rises by 1, the others fixed or adjusting
    (from the slopes of the response surface; Gauss and Newton). spread: values among the search's points whose
    objective is within 2 of the best's. from_bound: distance to the nearer end, as a part of the range.
    """
    curvature = curvature_at_best(found, objective)
    alone = 1.0 / np.sqrt(np.maximum(np.diag(curvature), 1.0 / WIDEST ** 2))
    together = np.sqrt(np.diag(np.linalg.inv(curvature + np.eye(len(parameters)) / (100.0 * WIDEST) ** 2)))
    near_equal = found.points[found.objectives <= found.objectives.min() + WITHIN]
    rows = []
    for k, parameter in enumerate(parameters):
        unit = found.best[k]
        width = min(float(together[k]), WIDEST)
        rows.append({
            "path": parameter.path, "low": parameter.low, "high": parameter.high, "scale": parameter.scale,
            "start": parameter.from_unit(found.start[k]), "fitted": parameter.from_unit(unit),
            "from_bound": float(min(unit, 1.0 - unit)), "alone": min(float(alone[k]), WIDEST), "together": width,
            "spread": [parameter.from_unit(end) for end in (near_equal[:, k].min(), near_equal[:, k].max())],
            "near_equal_points": len(near_equal),
            "determined": "well" if width < WELL else "weakly" if width < WEAKLY else "not",
        })
    return rows


def curvature_at_best(found, objective):
    """Half the second derivatives of the objective by the parameters, in the units of the search."""
    distance = np.abs(found.points - found.best).max(axis=1)
    enough = min(4 * found.best.size, len(found.points)) - 1
    radius = max(found.radius, float(np.sort(distance)[enough]))
    near = (distance <= radius) & np.isfinite(found.objectives)
    surface = Surface(found.points[near], found.means[near], found.best, radius)
    closest = int(np.argmin(np.where(np.isfinite(found.objectives), distance, np.inf)))
    means, variances = surface(found.best)[0], found.variances[closest]
    size = np.abs(objective.z(means, variances))
    # Beyond the bend the loss is straight; its share of curvature is that of reweighted least squares.
    weights = objective.weights * np.minimum(1.0, objective.bend / np.maximum(size, 1e-9))
    slopes = surface.slopes(found.best) / np.sqrt(objective.error ** 2 + variances)[:, None]
    return slopes.T @ (weights[:, None] * slopes)
