"""FAISS IndexFlatIP and NumPy on the vectors that SearchBenchmark wrote. Prints one JSON object; answers go into files beside the vectors.

usage: search_peers.py FOLDER ROWS DIMENSIONS QUERIES K THREADS   (OPENBLAS_NUM_THREADS and OMP_NUM_THREADS set by the caller)
"""
import ctypes
import json
import statistics
import sys
import time

import faiss
import numpy as np

folder, (rows, dimensions, count, k, threads) = sys.argv[1], map(int, sys.argv[2:7])
vectors = np.fromfile(f"{folder}/vectors.f32", np.float32).reshape(rows, dimensions)
queries = np.fromfile(f"{folder}/queries.f32", np.float32).reshape(count, dimensions)
faiss.omp_set_num_threads(threads)
index = faiss.IndexFlatIP(dimensions)
index.add(vectors)


def measure(work, repeats):
    work(0)
    taken = []
    for i in range(repeats):
        begin = time.perf_counter()
        work(i % count)
        taken.append(time.perf_counter() - begin)
    return [min(taken), statistics.median(taken)]


def numpy_one(i):
    similarity = vectors @ queries[i]
    best = np.argpartition(-similarity, k)[:k]
    return best[np.argsort(-similarity[best], kind="stable")]


def numpy_many(_):
    similarity = queries @ vectors.T
    best = np.argpartition(-similarity, k, axis=1)[:, :k]
    return np.take_along_axis(best, np.argsort(-np.take_along_axis(similarity, best, 1), axis=1), 1)


similarity, ids = index.search(queries, k)
ids.astype(np.int64).tofile(f"{folder}/faiss.ids")
similarity.astype(np.float32).tofile(f"{folder}/faiss.similarity")
single = [index.search(queries[i:i + 1], k) for i in range(count)]
np.concatenate([s[1] for s in single]).astype(np.int64).tofile(f"{folder}/faiss1.ids")
np.concatenate([s[0] for s in single]).astype(np.float32).tofile(f"{folder}/faiss1.similarity")

try:
    blas = ctypes.CDLL("libblas.so.3")
    blas.openblas_get_corename.restype = ctypes.c_char_p
    kernel = "OpenBLAS " + blas.openblas_get_corename().decode()
except (AttributeError, OSError):
    kernel = "unknown BLAS"

few, several = max(8, 3_000_000 // rows), max(3, 500_000 // rows)
print(json.dumps({
    "faiss": faiss.__version__, "faissOptions": faiss.get_compile_options().strip(), "numpy": np.__version__, "kernel": kernel,
    "faissOne": measure(lambda i: index.search(queries[i:i + 1], k), few),
    "faissMany": measure(lambda _: index.search(queries, k), several),
    "numpyOne": measure(numpy_one, few),
    "numpyMany": measure(numpy_many, several),
}))
