"""The writer of the model file (docs/model-format.md): the one place in Python that knows the container.

    w = Writer()
    w.add_bytes("meta", json_bytes)
    w.add_linear("layer0.q", W, b)        # int8, a scale a row
    w.write("models/en.onrm")

What it refuses (ValueError): a name twice or longer than 31 bytes, values that are not finite, a packed matrix whose
rows are not a multiple of 16 or whose columns are not a multiple of 4. The file is the same for the same additions.
Reads back what it wrote with `read(path)`, for tests and for `train/`'s own checks; the C reader is src/model.
"""

import os
import struct

import numpy as np
import xxhash

MAGIC = b"ONRMODEL"
VERSION = 1
OLDEST_READER = 1
KIND_ENCODER = 1
BYTES, F32, PACKED, I32, I8 = range(5)
HEADER = struct.Struct("<8sIIIIQQ24x")
ENTRY = struct.Struct("<32sIIIIQQQQ")
ALIGN = 64
assert HEADER.size == 64 and ENTRY.size == 80


def pack(w):
    """int8 [N][K] -> the bytes of type 2: w[n][k] at ((n/16)*(K/4) + k/4)*64 + (n%16)*4 + k%4."""
    w = np.asarray(w)
    if w.dtype != np.int8 or w.ndim != 2 or w.shape[0] % 16 or w.shape[1] % 4 or not w.size:
        raise ValueError(f"packed needs int8 [16i][4j], not {w.dtype} {w.shape}")
    n, k = w.shape
    return np.ascontiguousarray(w.reshape(n // 16, 16, k // 4, 4).transpose(0, 2, 1, 3)).tobytes()


def unpack(data, n, k):
    """The inverse of pack."""
    w = np.frombuffer(data, np.int8).reshape(n // 16, k // 4, 16, 4)
    return np.ascontiguousarray(w.transpose(0, 2, 1, 3)).reshape(n, k)


def quantise_rows(w):
    """float [N][K] -> int8 [N][K] in -127..127 and float32 [N][1] scales; a row of zeros has scale 1."""
    w = np.asarray(w, np.float32)
    scale = (np.abs(w).max(axis=1, keepdims=True) / np.float32(127)).astype(np.float32)
    scale[scale == 0] = 1
    q = np.clip(np.rint(w / scale), -127, 127).astype(np.int8)
    return q, scale


class Writer:
    def __init__(self, kind=KIND_ENCODER):
        self.kind = kind
        self.chunks = []  # (name, type, rows, cols, bytes)
        self.names = set()

    def _add(self, name, kind, rows, cols, data):
        raw = name.encode("ascii")
        if not raw or len(raw) > 31 or raw in self.names:
            raise ValueError(f"bad or repeated chunk name {name!r}")
        self.names.add(raw)
        self.chunks.append((raw, kind, rows, cols, data))

    def _add_array(self, name, kind, dtype, a):
        a = np.asarray(a)
        if a.ndim == 1:
            a = a[None, :]
        if a.ndim != 2 or not a.size:
            raise ValueError(f"{name}: needs two dimensions, not {a.shape}")
        if dtype != "<f4" and not np.array_equal(a, a.astype(dtype)):
            raise ValueError(f"{name}: values do not fit {dtype}")
        a = np.ascontiguousarray(a.astype(dtype))
        if dtype == "<f4" and not np.isfinite(a).all():
            raise ValueError(f"{name}: holds values that are not finite")
        self._add(name, kind, a.shape[0], a.shape[1], a.tobytes())

    def add_bytes(self, name, data):
        """Type 0: text or any bytes; a str is written as UTF-8."""
        data = data.encode("utf-8") if isinstance(data, str) else bytes(data)
        self._add(name, BYTES, 1, len(data), data)

    def add_f32(self, name, a):
        """Type 1. A vector becomes 1 x n."""
        self._add_array(name, F32, "<f4", a)

    def add_i32(self, name, a):
        """Type 3. A vector becomes 1 x n."""
        self._add_array(name, I32, "<i4", a)

    def add_i8(self, name, a):
        """Type 4, row-major."""
        self._add_array(name, I8, "i1", a)

    def add_packed(self, name, a):
        """Type 2: int8 [N][K] in the order the kernels read."""
        a = np.asarray(a)
        self._add(name, PACKED, a.shape[0], a.shape[1], pack(a))

    def add_linear(self, prefix, w, b):
        """An int8 layer y = x Wᵀ + b: writes prefix.q .s .z .b from float W [N][K], b [N]. Returns (q, scale)."""
        q, scale = quantise_rows(w)
        if np.asarray(b).size != q.shape[0]:
            raise ValueError(f"{prefix}: {q.shape[0]} rows but {np.asarray(b).size} biases")
        self.add_packed(prefix + ".q", q)
        self.add_f32(prefix + ".s", scale)
        self.add_i32(prefix + ".z", q.astype(np.int32).sum(axis=1, keepdims=True))
        self.add_f32(prefix + ".b", np.asarray(b).reshape(-1, 1))
        return q, scale

    def add_embedding(self, prefix, w):
        """A quantised embedding: prefix.q [V][H] (type 4, row-major) and prefix.s [V][1]."""
        q, scale = quantise_rows(w)
        self.add_i8(prefix + ".q", q)
        self.add_f32(prefix + ".s", scale)
        return q, scale

    def tobytes(self):
        at = HEADER.size + ENTRY.size * len(self.chunks)
        table, body = [], []
        for name, kind, rows, cols, data in self.chunks:
            pad = -at % ALIGN
            body.append(b"\0" * pad)
            at += pad
            digest = xxhash.xxh3_64_intdigest(data)
            table.append(ENTRY.pack(name, kind, rows, cols, 0, at, len(data), digest, 0))
            body.append(data)
            at += len(data)
        table = b"".join(table)
        head = HEADER.pack(MAGIC, VERSION, OLDEST_READER, self.kind, len(self.chunks), at,
                           xxhash.xxh3_64_intdigest(table))
        return b"".join([head, table] + body)

    def write(self, path):
        """Writes beside and renames, so that a reader never sees half a file."""
        part = str(path) + ".part"
        with open(part, "wb") as f:
            f.write(self.tobytes())
        os.replace(part, path)


def read(path):
    """name -> (type, array or bytes), with every checksum checked. Packed matrices come back as int8 [N][K]."""
    with open(path, "rb") as f:
        data = f.read()
    magic, version, oldest, _, count, size, digest = HEADER.unpack_from(data)
    table = data[HEADER.size:HEADER.size + count * ENTRY.size]
    if magic != MAGIC or oldest > VERSION or size != len(data) or digest != xxhash.xxh3_64_intdigest(table):
        raise ValueError(f"{path}: not a model file of version {version}, or damaged")
    out = {}
    for i in range(count):
        name, kind, rows, cols, _, at, n, digest, _ = ENTRY.unpack_from(table, i * ENTRY.size)
        raw = data[at:at + n]
        if xxhash.xxh3_64_intdigest(raw) != digest:
            raise ValueError(f"{path}: damaged at byte {at}")
        name = name.rstrip(b"\0").decode()
        if kind == BYTES:
            out[name] = (kind, raw)
        elif kind == PACKED:
            out[name] = (kind, unpack(raw, rows, cols))
        else:
            dtype = {F32: "<f4", I32: "<i4", I8: "i1"}[kind]
            out[name] = (kind, np.frombuffer(raw, dtype).reshape(rows, cols))
    return out
