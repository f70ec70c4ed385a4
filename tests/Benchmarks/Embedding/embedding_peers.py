"""The peer of the embedding benchmark: Pillow and the same network in PyTorch, on the CPU. One process; the benchmark starts two for two cores.

usage: embedding_peers.py MODEL.onnx PHOTOS.txt     (one path a line)
Reads commands from standard input, one a line, and answers each with one line of JSON:
  info                            versions, kernels, the settings that were found to be the fastest
  run THREADS FIRST STEP OUT.f32  photos FIRST, FIRST + STEP, ... to embeddings
  pixels IN.u8 OUT.f32            160 x 160 RGB pictures to embeddings, no decoding
"""
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

try:
    import ctypes
    import numpy as np
    import onnx
    import PIL
    import torch
    from onnx import numpy_helper
    from PIL import Image
    from torch import nn
    from torch.nn import functional as F
except ImportError as reason:
    print(json.dumps({"missing": str(reason)}))
    sys.exit(0)

SIDE, DIMENSIONS, DECODERS = 160, 256, 2
# The quickest way that gives the same embeddings (cosine 0.98 and more for each photo). Draft mode down to the very size is quicker, but moves single photos
# to 0.87; so it stops at twice the size, as Pillow's own thumbnails and libvips do. Hamming came down to 0.982 of Lanczos, Lanczos itself takes longer.
DRAFT, FILTER = 2 * SIDE, Image.Resampling.BICUBIC


class Weights:
    """The convolutions of the ONNX file in their order, batch norm folded into them."""

    def __init__(self, path):
        graph = onnx.load(path).graph
        self.all = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}
        self.convolutions = iter([n.input[1:3] for n in graph.node if n.op_type == "Conv"])

    def convolution(self, inputs, outputs, kernel, stride=1, groups=1, activate=True):
        # Keras pads stride 2 at the bottom and right only, which PyTorch's convolution cannot do without a copy of the picture. Flipped in both axes,
        # picture and kernels, the padding is at the top and left, and for even sides the usual padding of 1 does the same.
        weight, bias = (self.all[name] for name in next(self.convolutions))
        layer = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups)
        assert weight.shape == layer.weight.shape, (weight.shape, layer.weight.shape)
        layer.weight.data, layer.bias.data = weight.flip(2, 3).contiguous(), bias
        return nn.Sequential(layer, nn.ReLU6(inplace=True)) if activate else layer


class InvertedResidual(nn.Module):
    def __init__(self, weights, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        expand = [weights.convolution(inputs, hidden, 1)] if expansion != 1 else []
        self.layers = nn.Sequential(*expand, weights.convolution(hidden, hidden, 3, stride, hidden), weights.convolution(hidden, outputs, 1, activate=False))
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.layers(x) if self.residual else self.layers(x)


class Network(nn.Module):
    """uint8 NHWC in, embedding out, as in the ONNX file."""

    def __init__(self, weights):
        super().__init__()
        layers, width = [weights.convolution(3, 32, 3, 2)], 32
        for expansion, outputs, count, stride in [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]:
            for k in range(count):
                layers.append(InvertedResidual(weights, width, outputs, stride if k == 0 else 1, expansion))
                width = outputs
        self.layers, self.linear = nn.Sequential(*layers, weights.convolution(320, 1280, 1)), nn.Linear(1280, DIMENSIONS)
        self.linear.weight.data, self.linear.bias.data = weights.all["linear.weight"], weights.all["linear.bias"]

    def forward(self, image):
        features = self.layers(image.flip(1, 2).permute(0, 3, 1, 2).float() * (1 / 127.5) - 1).mean((2, 3))
        return F.normalize(self.linear(F.normalize(features, dim=1)), dim=1)


def decode(path):
    with Image.open(path) as image:
        image.draft("RGB", (DRAFT, DRAFT))  # JPEG: decoded at a half, a quarter or an eighth where that is still large enough
        return np.asarray(image.convert("RGB").resize((SIDE, SIDE), FILTER))


def infer(pixels):
    return network(torch.from_numpy(pixels)).numpy()


def fastest_batch():
    """The batch that takes the least time per photo, out of two turns of each."""
    pixels = np.random.default_rng(1).integers(0, 256, (32, SIDE, SIDE, 3), np.uint8)
    taken = {}
    for _ in range(3):  # the first turn is for warming up
        for size in (4, 8, 16, 32):
            begin = time.perf_counter()
            for at in range(0, 32, size):
                infer(pixels[at:at + size])
            taken.setdefault(size, []).append(time.perf_counter() - begin)
    return min(taken, key=lambda size: min(taken[size][1:]))


def run(threads, first, step, out):
    torch.set_num_threads(threads)
    mine = photos[first::step]
    batches = [mine[at:at + batch] for at in range(0, len(mine), batch)]
    answers, decoding, inference = [], 0.0, 0.0
    begin, cpu = time.perf_counter(), time.process_time()
    if threads == 1:
        for paths in batches:
            start = time.perf_counter()
            pixels = np.stack([decode(path) for path in paths])
            middle = time.perf_counter()
            answers.append(infer(pixels))
            decoding, inference = decoding + middle - start, inference + time.perf_counter() - middle
    else:
        # Pillow gives up the interpreter's lock while it decodes: the next batches are decoded beside the network.
        with ThreadPoolExecutor(DECODERS) as pool:
            ahead = [pool.submit(decode, path) for path in mine]
            for at in range(0, len(mine), batch):
                answers.append(infer(np.stack([f.result() for f in ahead[at:at + batch]])))
    result = {"seconds": time.perf_counter() - begin, "cpu": time.process_time() - cpu, "decode": decoding, "inference": inference}
    np.concatenate(answers).tofile(out)
    return result


def pixels_to(source, out):
    torch.set_num_threads(1)
    pixels = np.fromfile(source, np.uint8).reshape(-1, SIDE, SIDE, 3)
    np.concatenate([infer(pixels[at:at + batch]) for at in range(0, len(pixels), batch)]).tofile(out)
    return {}


def info():
    config = torch.__config__.show()
    try:
        blas = ctypes.CDLL("libblas.so.3")
        blas.openblas_get_corename.restype = ctypes.c_char_p
        kernel = "OpenBLAS " + blas.openblas_get_corename().decode()
    except (AttributeError, OSError):
        kernel = "unknown BLAS"
    lines = [line.strip(" -") for line in config.splitlines()]
    onednn = next((line.split(" (Git")[0] for line in lines if "MKL-DNN" in line), "no oneDNN").replace("Intel(R) MKL-DNN", "oneDNN")
    isa = next((line.split(": ")[1] for line in lines if line.startswith("CPU capability")), "unknown")
    mkl = "MKL" if torch.backends.mkl.is_available() else "no MKL"
    dtype = str(network(torch.zeros(1, SIDE, SIDE, 3, dtype=torch.uint8)).dtype).split(".")[1]
    jpeg = PIL.features.version("libjpeg_turbo")
    return {
        "versions": f"Python {sys.version.split()[0]}, torch {torch.__version__}, Pillow {PIL.__version__} (libjpeg-turbo {jpeg})",
        "kernels": f"{onednn}, {isa}, {mkl}, {kernel}", "batch": batch, "dtype": dtype,
        "settings": f"torch.jit.optimize_for_inference, batch {batch}; draft mode to {DRAFT}, {FILTER.name.capitalize()}",
    }


import PIL.features  # noqa: E402

torch.set_num_threads(1)
torch.set_grad_enabled(False)
photos = open(sys.argv[2], encoding="utf-8").read().splitlines()
network = Network(Weights(sys.argv[1])).eval()
# Of eager, channels last, frozen, and this, all flipped, this had the shortest time of six turns at every batch size from 2 to 32.
network = torch.jit.optimize_for_inference(torch.jit.trace(network, torch.zeros(8, SIDE, SIDE, 3, dtype=torch.uint8), check_trace=False))
batch = fastest_batch()
commands = {"info": info, "run": lambda threads, first, step, out: run(int(threads), int(first), int(step), out), "pixels": pixels_to}
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    name, *arguments = line.rstrip("\n").split("\t")
    print(json.dumps(commands[name](*arguments)), flush=True)
