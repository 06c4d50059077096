# Survival estimates by R's survival package. Reads CSV columns set, duration, cause; arguments: horizon, causes.
# R's clock starts one month earlier (duration + 1), because survfit treats events at time zero in a way of its own.
suppressPackageStartupMessages(library(survival))
arguments <- as.integer(commandArgs(trailingOnly = TRUE))
horizon <- arguments[1]
causes <- seq_len(arguments[2])
spells <- read.csv(file("stdin"))
months <- 0:horizon

estimates <- function(spells) {
  time <- spells$duration + 1
  single <- survfit(Surv(time, spells$cause > 0) ~ 1, ctype = 1, stype = 1)
  s <- summary(single, times = months + 1, extend = TRUE)
  result <- data.frame(
    month = months, at_risk = s$n.risk,
    survival = s$surv, survival_error = s$std.err)
  states <- survfit(Surv(time, factor(spells$cause, c(0, causes))) ~ 1)
  a <- summary(states, times = months + 1, extend = TRUE)
  for (k in causes) {
    result[[paste0("incidence_", k)]] <- a$pstate[, k + 1]
    result[[paste0("incidence_", k, "_error")]] <- a$std.err[, k + 1]
  }
  result
}

all <- lapply(split(spells, spells$set), function(one) cbind(set = one$set[1], estimates(one)))
result <- do.call(rbind, all)
write.csv(format(result, digits = 17, trim = TRUE), row.names = FALSE, quote = FALSE)
