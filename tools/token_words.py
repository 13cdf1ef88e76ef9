#!/usr/bin/env python3
"""Make src/lang/token_words.c from data/token_words.txt (standard library only). Usage: tools/token_words.py [--check]"""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ORDER = ["abbrev", "number", "capital", "starter", "prefix", "compound", "surname", "tld", "file", "group", "unit", "money",
         "elision", "smile", "slash", "mwt"]


def main():
    lists = {k: [] for k in ORDER}
    for line in (ROOT / "data/token_words.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word = line.split("\t")
            lists[kind].append(word)
    out = ["/* token_words.c - the word lists of the tokeniser; made by tools/token_words.py from data/token_words.txt, do not",
           " * edit. A list is sorted by bytes (of the words without `|`) and searched by bisection. */",
           '#include "lang/token_words.h"', "", "/* clang-format off */"]
    for kind in ORDER:
        words = sorted(set(lists[kind]), key=lambda w: w.replace("|", "").encode())
        out.append(f"static const char *const {kind}[] = {{")
        line = "   "
        for w in words:
            item = ' "' + w.replace("\\", "\\\\").replace('"', '\\"') + '",'
            if len(line) + len(item) > 118:
                out.append(line)
                line = "   "
            line += item
        out += [line, "};"]
    out.append("const onr_words onr_token_lists[ONR_WORDS_COUNT] = {")
    out += [f'    {{"{k}", {k}, sizeof({k}) / sizeof(*{k})}},' for k in ORDER]
    out += ["};", "/* clang-format on */", ""]
    path, text = ROOT / "src/lang/token_words.c", "\n".join(out)
    if "--check" not in sys.argv:
        path.write_text(text, "utf-8")
    elif path.read_text("utf-8") != text:
        sys.exit("src/lang/token_words.c is not what data/token_words.txt makes: run tools/token_words.py")


if __name__ == "__main__":
    main()
