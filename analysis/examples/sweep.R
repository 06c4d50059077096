# By how much indexed contracts keep alliances together, from the file of scenarios/sweeps/price-rule.toml; see sweep.md.
library(ncdf4)
file <- nc_open(commandArgs(trailingOnly = TRUE)[1])
survival <- ncvar_get(file, "kaplan_meier_duration_84") # R turns dimensions round: run, point, arm
indexation <- ncvar_get(file, "indexation")
arms <- ncvar_get(file, "arm")
for (k in seq_along(arms)) {
  at <- function(value) rowMeans(survival[, indexation == value, k])
  effect <- 100 * (at(1) - at(0)) # run by run
  cat(sprintf("%s %.4f %.4f\n", arms[k], mean(effect), sd(effect) / sqrt(length(effect))))
}
nc_close(file)
