# Bootstrap of the Gini index by the package boot, and Hill numbers by vegan, of a Zipf public of n people.
suppressMessages({library(boot); library(vegan)})
n <- as.integer(commandArgs(trailingOnly = TRUE)[1])
set.seed(1)
people <- pmin(floor(runif(n)^(-1 / 1.2)), 1e6)
gini <- function(x, i) { y <- sort(x[i]); m <- length(y); sum((2 * seq_len(m) - m - 1) * y) / (m * sum(y)) }
time <- system.time(boot(people, gini, R = 2000))[["elapsed"]]
cat(sprintf("R boot, n = %d: %.3f s\n", n, time))
time <- system.time(for (r in 1:200) exp(diversity(sample(people, n, TRUE))))[["elapsed"]]
cat(sprintf("R vegan (Hill 1, 200 resamples x 10), n = %d: %.3f s\n", n, time * 10))
