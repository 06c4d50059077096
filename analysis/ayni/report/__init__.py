"""A page about result files for readers who decide: `ayni report`."""
