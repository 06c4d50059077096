"""The objective: what a fit makes small."""

import numpy as np


class Objective:
    """Sum over the fitted figures of weight x loss(z), z as `ayni evidence` computes it.

    loss(z) = z^2 up to |z| = bend and 2 bend |z| - bend^2 beyond (Huber): a figure out of reach pulls, but does not
    outweigh those within it. Nothing else is in it: no prior, no penalty.
    """

    def __init__(self, parts, weights, bend):
        self.names = list(weights)
        self.parts = [parts[name] for name in self.names]
        self.weights = np.array([weights[name] for name in self.names], dtype=float)
        self.report = np.array([part.report for part in self.parts])
        self.error = np.array([part.error for part in self.parts])
        self.bend = bend

    def z(self, means, variances):
        """Distances of figures; `variances` are of the means. The last axis runs over figures."""
        return (means - self.report) / np.sqrt(self.error ** 2 + variances)

    def loss(self, z):
        size = np.abs(z)
        return np.where(size <= self.bend, size ** 2, 2.0 * self.bend * size - self.bend ** 2)

    def of_z(self, z):
        return np.sum(self.weights * self.loss(z), axis=-1)

    def __call__(self, means, variances):
        """NaN where a figure has no value in any run."""
        return self.of_z(self.z(means, variances))

    def of_rows(self, rows):
        """From what `ayni evidence --json` prints, by name of the figure."""
        missing = [name for name in self.names if rows[name]["z"] is None]
        if missing:
            raise ValueError(f"{missing[0]} is not available: {rows[missing[0]]['note']}")
        return float(self.of_z(np.array([rows[name]["z"] for name in self.names])))
