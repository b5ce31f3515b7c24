"""Principal components of a sparse matrix of votes by SciPy, from the triples that boussole-opinion-bench writes."""
import sys
import time

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

triples = numpy.fromfile(sys.argv[1], dtype=numpy.int32).reshape(-1, 3)
rows, columns, votes = triples[:, 0], triples[:, 1], triples[:, 2].astype(float)
times = []
for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 5):
    start = time.perf_counter()
    seen = numpy.bincount(columns)
    centre = numpy.bincount(columns, weights=votes) / numpy.maximum(seen, 1)
    matrix = csr_matrix((votes - centre[columns], (rows, columns)))
    built = time.perf_counter()
    _, values, _ = svds(matrix, k=2)
    times.append((time.perf_counter() - built, built - start))
times.sort()
middle = times[len(times) // 2]
print(f"svds: median {middle[0]:.4f} s (and {middle[1]:.4f} s to centre and build); singular values "
      + " ".join(f"{v:.9f}" for v in sorted(values, reverse=True)))
