"""Checkpoint -> model file (docs/model-format.md): int8 encoder, f32 heads, labels, lemmas, card data.

    python export.py out/en.pt ../models/en.onrm [--data ../../shared/data] [--scores scores.json]
"""
import argparse
import datetime
import json

import numpy as np
import torch

import lemma
import modelfile

CREDITS = [
    {'what': 'e5-small-v2 (base encoder)', 'by': 'Wang et al. 2022', 'licence': 'MIT'},
    {'what': 'UD English EWT 2.16', 'by': 'Silveira et al. and contributors', 'licence': 'CC BY-SA 4.0'},
    {'what': 'UD English GUM 2.16, open genres', 'by': 'Zeldes and contributors', 'licence': 'CC BY 4.0, CC BY-SA 4.0'},
    {'what': 'Universal NER English EWT', 'by': 'Mayhew et al. 2024', 'licence': 'CC BY-SA 4.0'},
    {'what': 'Wikigold', 'by': 'Balasuriya et al. 2009', 'licence': 'CC BY 4.0'},
    {'what': 'onrecord records on English Wikinews', 'by': 'this project; texts by Wikinews contributors',
     'licence': 'CC BY 4.0 marks, CC BY 2.5 texts'},
    {'what': 'PolNeAR 1.0', 'by': 'Newell, Margolin, Ruths 2018', 'licence': 'none stated'},
]


def array(t):
    return t.detach().float().cpu().numpy()


def write_encoder(w, sd, layers):
    word = array(sd['enc.word.weight'])
    scale = np.maximum(np.abs(word).max(1, keepdims=True), 1e-8) / 127
    w.add_i8('emb.word.q', np.rint(word / scale).astype(np.int8))
    w.add_f32('emb.word.s', scale.astype(np.float32))
    w.add_f32('emb.pos', array(sd['enc.pos.weight'] + sd['enc.token_type']))
    w.add_f32('emb.case', array(sd['enc.case.weight']))
    for mine, theirs in (('g', 'weight'), ('b', 'bias')):
        w.add_f32(f'emb.ln.{mine}', array(sd[f'enc.ln.{theirs}'])[None])
    for i in range(layers):
        for part in ('q', 'k', 'v', 'o', 'f1', 'f2'):
            p = f'enc.layers.{i}.{part}'
            w.add_linear(f'layer{i}.{part}', array(sd[p + '.weight']), array(sd[p + '.bias']))
        for ln in ('ln1', 'ln2'):
            w.add_f32(f'layer{i}.{ln}.g', array(sd[f'enc.layers.{i}.{ln}.weight'])[None])
            w.add_f32(f'layer{i}.{ln}.b', array(sd[f'enc.layers.{i}.{ln}.bias'])[None])
    w.add_f32('mix', array(torch.softmax(sd['mix'].float(), 0))[None])


def write_heads(w, sd, names):
    for k in ('upos', 'xpos', 'ner', 'st', 'ev', 'fg', 'at', 'ss', 'pol', 'mod', 'acc'):
        w.add_f32(f'head.{k}.w', array(sd[f'heads.{k}.weight']))
        w.add_f32(f'head.{k}.b', array(sd[f'heads.{k}.bias'])[None])
    for mine, theirs in (('arc.d', 'arc_d'), ('arc.h', 'arc_h'), ('rel.d', 'rel_d'), ('rel.h', 'rel_h')):
        w.add_f32(mine + '.w', array(sd[theirs + '.weight']))
        w.add_f32(mine + '.b', array(sd[theirs + '.bias'])[None])
    w.add_f32('arc.root', array(sd['root'])[None])
    w.add_f32('arc.u', array(sd['arc_u']))
    r, d, _ = sd['rel_u'].shape
    w.add_f32('rel.u', array(sd['rel_u']).reshape(r * d, d))
    for k in 'abuv':
        w.add_f32(f'role.{k}.w', array(sd[f'role_{k}.weight']))
    w.add_f32('role.dist', array(sd['role_dist']))
    w.add_f32('role.kind', array(sd['role_kind']))
    for k in ('st', 'ev', 'fg', 'at'):
        w.add_f32(f'role.{k}.w', array(sd[f'role_out.{k}.weight']))
        w.add_f32(f'role.{k}.b', array(sd[f'role_out.{k}.bias'])[None])
    for k, v in names.items():
        if k != 'head':
            w.add_bytes(f'labels.{k}', '\n'.join(v).encode())


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('checkpoint')
    p.add_argument('model')
    p.add_argument('--data', default='../../shared/data')
    p.add_argument('--scores', help='JSON object of measured scores to carry')
    o = p.parse_args()
    ck = torch.load(o.checkpoint, map_location='cpu')
    sd, names, layers = ck['weights'], ck['names'], ck['layers']
    w = modelfile.Writer()
    meta = {'name': 'en-1', 'language': 'en', 'created': datetime.date.today().isoformat(), 'data': CREDITS,
            'passes': ck['options']['passes'], 'seed': ck['options']['seed'],
            'scores': json.load(open(o.scores)) if o.scores else {}, 'stages': {'lang': 1}}
    w.add_bytes('meta', json.dumps(meta, ensure_ascii=False).encode())
    word = sd['enc.word.weight']
    inner = sd['enc.layers.0.f1.weight'].shape[0]
    w.add_i32('config', np.array([[layers, word.shape[1], 12, inner, word.shape[0], sd['enc.pos.weight'].shape[0],
                                   sd['enc.case.weight'].shape[0], sd['role_dist'].shape[1]]], np.int32))
    w.add_bytes('vocab', '\n'.join(ck['pieces']).encode())
    w.add_bytes('lemma', lemma.build([f'{o.data}/ud/en_ewt-train.conllu', f'{o.data}/ud/en_gum_open-train.conllu']))
    write_encoder(w, sd, layers)
    write_heads(w, sd, names)
    w.write(o.model)


if __name__ == '__main__':
    main()
