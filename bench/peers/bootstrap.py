"""Bootstrap of the Gini index by SciPy and by NumPy on the histogram of counts, of a Zipf public of n people."""
import sys
import time

import numpy
from scipy.stats import bootstrap


def gini(sample, axis=-1):
    ordered = numpy.sort(sample, axis=axis)
    n = ordered.shape[axis]
    rank = numpy.arange(1, n + 1)
    return ((2 * rank - n - 1) * ordered).sum(axis=axis) / (n * ordered.sum(axis=axis))


def by_histogram(values, counts, replicates, random):
    n = counts.sum()
    drawn = random.multinomial(n, counts / n, size=replicates)
    below = numpy.cumsum(drawn, axis=1) - drawn
    weight = (2 * below + drawn - n) * drawn * values
    return weight.sum(axis=1) / (n * (drawn * values).sum(axis=1))


n, replicates = int(sys.argv[1]), 2000
random = numpy.random.default_rng(1)
people = numpy.minimum(random.zipf(2.2, n), 10**6).astype(float)
start = time.perf_counter()
bootstrap((people,), gini, n_resamples=replicates, method="percentile", vectorized=True, batch=max(1, 10**7 // n),
          random_state=random)
print(f"scipy.stats.bootstrap, n = {n}: {time.perf_counter() - start:.3f} s")
start = time.perf_counter()
values, counts = numpy.unique(people, return_counts=True)
by_histogram(values, counts, replicates, random)
print(f"numpy on the histogram, n = {n}: {time.perf_counter() - start:.3f} s")
