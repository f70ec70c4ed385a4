"""The peers of the distances benchmark: one operation per process, so that its peak memory is its own.

peers.py OPERATION VECTORS COUNT DIMENSIONS [FILE]; prints one JSON object.
"""
import json
import os
import resource
import sys
import time

import numpy as np
from scipy.spatial.distance import pdist, squareform
from sklearn.metrics import euclidean_distances
import threadpoolctl

operation, vectors, count, dimensions = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
file = sys.argv[5] if len(sys.argv) > 5 else None
x = np.fromfile(vectors, np.float32).reshape(count, dimensions)


def timed(work, rounds):
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
        del result
    return best


def original():
    # The original project's way, with its pairwise loop replaced by pdist.
    np.savez_compressed(file, squareform(pdist(x)))


result = {}
if operation == "info":
    blas = [p for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"]
    import scipy
    import sklearn
    result = {
        "versions": f"Python {sys.version.split()[0]}, NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}",
        "blas": ", ".join(f"{b['internal_api']} {b['version']} ({b.get('threading_layer')}, kernel {b.get('architecture')}, {b['num_threads']} threads)" for b in blas),
    }
elif operation == "check":
    ours = np.load(file, allow_pickle=False)
    values = ours["distances"].astype(np.float64) * float(ours["scale"]) + float(ours["offset"])
    exact = pdist(x.astype(np.float64))
    error = np.abs(values - exact)
    near = exact > 0
    result = {"relative": float((error[near] / exact[near]).max()), "absolute": float(error.max()), "zeros": bool((values[~near] == 0).all())}
    theirs = euclidean_distances(x)
    theirs = theirs[np.triu_indices(count, 1)] if count <= 4000 else None
    if theirs is not None:
        result["sklearn_relative"] = float((np.abs(theirs[near] - exact[near]) / exact[near]).max())
elif operation == "sklearn":
    result = {"seconds": timed(lambda: euclidean_distances(x), 5), "dtype": str(euclidean_distances(x[:2]).dtype)}
elif operation == "pdist":
    result = {"seconds": timed(lambda: pdist(x), 1), "dtype": str(pdist(x[:2]).dtype)}
elif operation == "original":
    result = {"seconds": timed(original, 1), "bytes": os.path.getsize(file), "dtype": "float64"}
result["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(result))
