"""Average the weights of two checkpoints of one line of training: usually better than either on text not seen.

    python average.py A.pt B.pt OUT.pt

Both must come from the same network (B went on from A). Wortsman et al. 2022, "Model soups".
"""
import sys

import torch


def main():
    a, b = (torch.load(p, map_location='cpu', weights_only=False) for p in sys.argv[1:3])
    if a['weights'].keys() != b['weights'].keys():
        sys.exit(f'{sys.argv[2]}: not the same network as {sys.argv[1]}')
    for name, w in a['weights'].items():
        if w.is_floating_point():
            a['weights'][name] = (w + b['weights'][name]) / 2
    torch.save(a, sys.argv[3])


if __name__ == '__main__':
    main()
