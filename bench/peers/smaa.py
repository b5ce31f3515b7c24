"""The same SMAA in NumPy: Dirichlet weights, scores by matrix product, places by argsort, pairs by comparison.
usage: smaa.py [units] [criteria] [draws]: one line, milliseconds"""
import sys
import time
import numpy

units, criteria, draws = (int(a) for a in (sys.argv[1:] + ["50", "45", "100000"][len(sys.argv) - 1:]))
x = numpy.random.default_rng(1).random((units, criteria))
start = time.perf_counter()
weights = numpy.random.default_rng(7).dirichlet(numpy.ones(criteria), draws)
scores = weights @ x.T
order = numpy.argsort(-scores, axis=1)
rank = numpy.stack([numpy.bincount(order[:, r], minlength=units) for r in range(units)], axis=1) / draws
beats = numpy.stack([(scores[:, [i]] > scores).sum(axis=0) for i in range(units)]) / draws
central = [weights[order[:, 0] == i].mean(axis=0) if rank[i, 0] > 0 else None for i in range(units)]
print(f"{(time.perf_counter() - start) * 1000:.3f} {rank.sum() / units:.6f}")
