# Opens a result file with ncdf4, reads every variable, and prints the sums that the Python test compares with h5py's.
library(ncdf4)
path <- commandArgs(trailingOnly = TRUE)[1]
file <- nc_open(path)
cat("status\t", ncatt_get(file, 0, "status")$value, "\n", sep = "")
for (variable in file$var) {
  stopifnot(nchar(ncatt_get(file, variable$name, "long_name")$value) > 0)
  if (any(variable$varsize == 0)) next
  values <- ncvar_get(file, variable)
  if (is.character(values)) next
  cat("sum\t", variable$name, "\t", format(sum(as.numeric(values), na.rm = TRUE), digits = 15), "\n", sep = "")
}
nc_close(file)
