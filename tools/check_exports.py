#!/usr/bin/env python3
"""Read an export of a book as the programs that it is meant for would, and say what they would stumble over.

usage: check_exports.py DIR      DIR made by: onrecord export BOOK DIR --to csv,parquet,jsonl,sqlite,plover,gkg,...

For developers and tests. Python's own csv, json and sqlite3 read what they can; pandas, duckdb and pyarrow are used where
they are installed. Checked: the columns are those of the codebook and of datapackage.json, with their types; offsets in
bytes, code points and UTF-16 units all give the same words; no cell of a CSV starts a formula; Parquet has the rows of the
CSV; a line of GKG has 27 columns; brat's and Web Annotation's spans hold their words; every file is in the manifest.
"""
import csv
import hashlib
import json
import pathlib
import sqlite3
import sys

TABLES = ["documents", "entities", "statements", "figures", "events", "quotations", "corrections"]
done, failed = [], []


def check(what, holds, about=""):
    if not holds:
        failed.append(f"{what}: {about}"[:300])


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as f:
        return list(csv.DictReader(f))


def plain(cell):
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" and cell[1:] else cell


def tables(home, texts):
    package = {r["name"]: r for r in json.loads((home / "datapackage.json").read_text())["resources"]
               if str(r["path"]).endswith(".csv")}
    codebook = (home / "codebook.md").read_text()
    for name in TABLES:
        rows = rows_of(home / f"{name}.csv")
        fields = package[name]["schema"]["fields"]
        with open(home / f"{name}.csv", newline="", encoding="utf-8") as f:
            header = next(csv.reader(f))
        check(name, header == [x["name"] for x in fields], "its header is not that of datapackage.json")
        section = codebook.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
        for x in fields:
            check(name, f"| {x['name']} |" in section, f"{x['name']} is not in the codebook")
            for r in rows:
                cell = r[x["name"]]
                if x["type"] == "integer" and cell:
                    check(name, cell.lstrip("-").isdigit(), f"{x['name']} = {cell}")
                elif x["type"] == "number" and cell:
                    float(cell)
                elif x["type"] == "boolean" and cell:
                    check(name, cell in ("true", "false"), f"{x['name']} = {cell}")
                elif x["type"] == "string" and cell:
                    check(name, cell[0] not in "=+-@\t\r", f"{x['name']} starts a formula: {cell}")
        for r in rows:
            offsets(name, r, texts)
    done.append("csv")


def offsets(name, r, texts):
    if "start_points" not in r:
        return
    text = texts[r["document"]]
    raw, wide = text.encode(), text.encode("utf-16-le")
    at = {k: int(r[k]) for k in r if k.startswith(("start", "end"))}
    words = raw[at["start"]:at["end"]].decode()
    check(name, text[at["start_points"]:at["end_points"]] == words, f"code points of {words}")
    check(name, wide[2 * at["start_utf16"]:2 * at["end_utf16"]].decode("utf-16-le") == words, f"UTF-16 of {words}")
    told = plain(r.get("content") or r.get("words") or r.get("anchor") or "")
    for piece in told.split(" ... "):
        check(name, piece in words, f"'{piece}' is not in '{words}'")


def parquet(home):
    try:
        import duckdb
    except ImportError:
        return
    for name in TABLES:
        rows = rows_of(home / f"{name}.csv")
        q = duckdb.sql(f"SELECT * FROM '{home / name}.parquet'")
        check(name, q.columns == (list(rows[0]) if rows else q.columns), "Parquet has other columns than the CSV")
        got = q.fetchall()
        check(name, len(got) == len(rows), "Parquet has other rows than the CSV")
        for have, want in zip(got, rows):
            for cell, (column, text) in zip(have, want.items()):
                if isinstance(cell, bool):
                    same = text == str(cell).lower()
                elif isinstance(cell, (int, float)):
                    same = float(text) == cell
                else:
                    same = (cell or "") == plain(text)
                check(name, same, f"{column}: {cell!r} in Parquet, {text!r} in CSV")
    done.append("parquet (duckdb)")


def pandas_reads(home):
    try:
        import pandas
    except ImportError:
        return
    for name in TABLES:
        want = len(rows_of(home / f"{name}.csv"))
        check(name, len(pandas.read_csv(home / f"{name}.csv")) == want, "pandas reads other rows")
    done.append("csv (pandas)")
    try:
        import pyarrow.parquet
    except ImportError:
        return
    for name in TABLES:
        pyarrow.parquet.read_table(home / f"{name}.parquet")
    done.append("parquet (pyarrow)")


def lines(home, texts):
    by_id = {}
    for line in open(home / "events.jsonl", encoding="utf-8"):
        e = json.loads(line)
        text, at = texts[e["cite_info"]["document"]], e["text_info"]
        check("plover", text[at["start"]:at["end"]] == e["event_text"], e["event_text"])
        check("plover", e["quad_code"] in (1, 2, 3, 4) and isinstance(e["mode"], list), e["id"])
        check("plover", all("entity_text" in p for p in e["actor"] + e["recipient"]), e["id"])
        by_id[e["id"]] = e
    done.append("plover")
    for line in open(home / "annotations.jsonl", encoding="utf-8"):
        a = json.loads(line)
        position, quote = a["target"]["selector"]
        record = json.loads(a["body"]["value"])
        texts_of = [t for t in texts.values() if t[position["start"]:position["end"]] == quote["exact"]]
        check("webannotation", texts_of, quote["exact"])
        check("webannotation", any(quote["prefix"] + quote["exact"] + quote["suffix"] in t for t in texts_of), a["id"])
        check("webannotation", a["id"].endswith(record["id"]) and a["body"]["type"] == "TextualBody", a["id"])
    done.append("webannotation")
    for line in open(home / "claims.jsonl", encoding="utf-8"):
        c = json.loads(line)
        claim = c["itemReviewed"]
        check("claimreview", c["@type"] == "ClaimReview" and c["claimReviewed"] == claim["text"], claim)
        check("claimreview", "author" not in claim or claim["author"]["name"], claim)
    done.append("claimreview")


def gkg(home, texts):
    for line in open(home / "gkg.tsv", encoding="utf-8", newline="\n"):
        columns = line.rstrip("\n").split("\t")
        check("gkg", len(columns) == 27, f"{len(columns)} columns")
        check("gkg", columns[0].startswith(columns[1]) and len(columns[1]) == 14 and columns[1].isdigit(), columns[0])
        for count in filter(None, columns[6].split(";")):
            parts = count.split("#")
            check("gkg", len(parts) == 11 and parts[1].isdigit() and parts[10].isdigit(), count)
        for amount in filter(None, columns[24].split(";")):
            n, what, at = amount.split(",")
            check("gkg", what and float(n) >= 0 and at.isdigit(), amount)
        for quotation in filter(None, columns[22].split("#")):
            at, length, verb, words = quotation.split("|")
            first = words.split(" ")[0]
            check("gkg", any(" ".join(t[int(at):].split()).startswith(first) for t in texts.values()), quotation)
    done.append("gkg")


def brat(home):
    kinds = set((home / "annotation.conf").read_text().split("\n"))
    for path in home.glob("*.ann"):
        text, spans = path.with_suffix(".txt").read_text(encoding="utf-8"), {}
        for line in path.read_text(encoding="utf-8").splitlines():
            name, middle, *words = line.split("\t")
            if name[0] == "T":
                label, start, end = middle.split(" ")
                check("brat", text[int(start):int(end)].replace("\n", " ") == words[0], line)
                check("brat", label in kinds, f"{label} is not in annotation.conf")
                spans[name] = label
            else:
                check("brat", all(x.split(":")[1] in spans for x in middle.split(" ")[1:]), line)
    done.append("brat")


def main():
    home = pathlib.Path(sys.argv[1])
    documents = [json.loads(x) for x in open(home / "documents.jsonl", encoding="utf-8")]
    texts = {d["document"]["id"]: d["document"]["text"] for d in documents}
    done.append("jsonl")
    tables(home, texts)
    pandas_reads(home)
    parquet(home)
    lines(home, texts)
    gkg(home, texts)
    brat(home)
    db = sqlite3.connect(f"file:{home / 'book.sqlite'}?mode=ro", uri=True)
    check("sqlite", db.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    check("sqlite", db.execute("SELECT count(*) FROM document").fetchone()[0] == len(texts))
    done.append("sqlite")
    listed = {f["path"]: f for f in json.loads((home / "manifest.json").read_text())["files"]}
    for path in home.iterdir():
        if path.name == "manifest.json":
            continue
        check("manifest", path.name in listed, f"{path.name} is not in it")
        if path.name in listed:
            check("manifest", hashlib.sha256(path.read_bytes()).hexdigest() == listed[path.name]["sha256"], path.name)
    for line in dict.fromkeys(failed):
        print("FAILED:", line)
    print("read by their consumers:", ", ".join(done))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
