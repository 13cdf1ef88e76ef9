#!/usr/bin/env python3
"""Golden lists of the lang room, made by the trainer's own Python functions. Usage: tools/lang_golden.py [--check]

tests/unit/lang/pieces_words.txt: word, case, pieces (train/encoder.py: WordPiece, case_of), on tests/unit/lang/vocab.txt.
tests/unit/lang/quotes.txt: marks and what they stand for (train/windows.py: curl_quotes).
tests/unit/lang/lemma.bin, lemmas.txt: a small chunk and what train/lemma.py makes of words, learnt from toy.conllu.
The functions are taken out of the files, so that PyTorch is not needed. --check compares instead of writing.
"""
import ast
import pathlib
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
HERE = ROOT / "tests/unit/lang"
sys.path.insert(0, str(ROOT / "train"))
import lemma  # noqa: E402

WORDS = """ferry ferries unbelievably sailing Sailing SAILING sAiling Osmere O'Neill U.S. U.S A A. I i a- 1960s 2,000 e-mail
pre-war don't n't 's “ ” " '' `` — … café CAFÉ Çelik naïve Ångström İstanbul ΟΔΟΣ ΣΑΣ Σ ß ẞ ǅ ǆ Ǆ Ⅳ ⅳ ª º 北京 👍🏽 soft\u00adhyphen
e\u0301te\u0301 \u0301 한국 ½ m² 5° x_y http://osmere.example/a?b=1 a.b.c.d.e.f.g.h.i.j ferryferryferryferryferryferryferryferryferry
zzz ferryzzz zzzferry ferry-zzz ferry's Ferry'S McTarn ÉCOLE éCOLE 3D 3d D3 dD iPhone ＦＵＬＬ ａ ˢ ⓐ Ⓐ ﬁne""".split()
QUOTES = [  # words with their following space as "_", paragraphs divided by |
    '" Yes , "_ he_ said_ ._ "_ No_ . "', '( " a_ b " )', '"_ a_ "_ b_ "', '" a_ b | c " | " d_ e_ " f',
    "`` a_ '' b", 'a_ " b " c_ " | "', '" " " "', 'it_ is_ 5 " wide_ and_ " good " | "_ x', 'a " b_ c " d', '“ a_ " b "_ ”']
FORMS = """Ferries/NOUN/NNS ferries/NOUN/NNS FERRIES/NOUN/NNS boxes/NOUN/NNS sailed/VERB/VBD Sailed/VERB/VBD sailing/VERB/VBG went/VERB/VBD
Went/VERB/VBD WENT/VERB/VBD is/AUX/VBZ was/AUX/VBD Osmere/PROPN/NNP OSMERE/PROPN/NNP Osmerans/PROPN/NNPS Osmeran/ADJ/JJ Veltish/ADJ/JJ
big/ADJ/JJ Big/ADJ/JJ I/PRON/PRP him/PRON/PRP Him/PRON/PRP zzz/X/FW Ǆies/NOUN/NNS İies/NOUN/NNS ies/NOUN/NNS s/NOUN/NNS ΟΔΟΣ/NOUN/NN
said/VERB/VBD ,/PUNCT/, —/PUNCT/: the/DET/DT""".split()


def pick(path, names):
    """Top-level functions, classes and plain constants of a file, without running the rest."""
    space = {"unicodedata": unicodedata}
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        constant = isinstance(node, ast.Assign) and all(isinstance(n, (ast.Assign, ast.Name, ast.Store, ast.Constant, ast.Tuple, ast.Load))
                                                        for n in ast.walk(node))
        if constant or getattr(node, "name", None) in names:
            exec(compile(ast.Module([node], []), path, "exec"), space)
    return space


def pieces_list():
    enc = pick("train/encoder.py", {"is_punct", "WordPiece", "case_of"})
    vocab = (HERE / "vocab.txt").read_text("utf-8").split("\n")
    wp = enc["WordPiece"](vocab)
    return "".join(f"{w}\t{enc['case_of'](w)}\t{' '.join(map(str, wp.word(w)))}\n" for w in WORDS)


def quotes_list():
    curl = pick("train/windows.py", {"curl_quotes"})["curl_quotes"]
    out = []
    for case in QUOTES:
        words, spaces, pars = [], [], set()
        for part in case.split("|"):
            pars.add(len(words))
            for w in part.split():
                words.append(w.rstrip("_") if w != "_" else w)
                spaces.append(w.endswith("_"))
        got = curl(words, spaces, pars)
        marks = ["." if a == b else "(" if b == "“" else ")" for a, b in zip(words, got)]
        out.append(f"{case}\t{''.join(marks)}\n")
    return "".join(out)


def lemma_lists():
    model = lemma.learn([str(HERE / "toy.conllu")], verbs=None)
    lines = []
    for item in FORMS:
        form, upos, xpos = item.rsplit("/", 2)
        lines.append(f"{form}\t{upos}\t{xpos}\t{model.lemma(form, upos, xpos)}\n")
    return lemma.pack(model), "".join(lines)


def main():
    chunk, lemmas = lemma_lists()
    made = {"pieces_words.txt": pieces_list().encode(), "quotes.txt": quotes_list().encode(), "lemma.bin": chunk,
            "lemmas.txt": lemmas.encode()}
    bad = 0
    for name, data in made.items():
        path = HERE / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_bytes() != data:
                print(f"{path} is not what tools/lang_golden.py makes")
                bad = 1
        else:
            path.write_bytes(data)
    return bad


if __name__ == "__main__":
    sys.exit(main())
