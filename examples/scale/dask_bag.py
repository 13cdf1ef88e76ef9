"""dask_bag.py IN.ndjson OUT.ndjson [OPTION OF FILTER...]: a process a partition, lines in order."""
import subprocess
import sys

import dask.bag


def read(lines, options):
    text = ''.join(line.rstrip('\n') + '\n' for line in lines)
    done = subprocess.run(['onrecord', 'filter', *options], input=text, stdout=subprocess.PIPE, encoding='utf8', check=True)
    return done.stdout.splitlines()


if __name__ == '__main__':
    lines = dask.bag.read_text(sys.argv[1], blocksize='256kiB')
    with open(sys.argv[2], 'w', encoding='utf8') as out:
        for line in lines.map_partitions(read, sys.argv[3:]).compute(scheduler='processes'):
            out.write(line + '\n')
