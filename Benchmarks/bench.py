"""What the benchmarks share: the command `reperes`, and test collections in BEIR layout."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
METRICS = ("nDCG@10", "MRR@10", "recall@10", "recall@100")
REFUSED_DOCUMENTS = 65  # Some documents were refused, all others are indexed.

# Wherever a script is started from.
os.environ.setdefault("REPERES_MODEL", str(PROJECT / "models"))


@dataclass(frozen=True)
class Collection:
    """A folder of documents, queries on them, and judgments."""

    name: str
    corpus: Path
    queries: Path
    qrels: Path

    @classmethod
    def all_in(cls, folder):
        """The sub-folders that are in BEIR layout, by name; others are passed over."""
        paths = sorted(Path(folder).iterdir())
        all_of_them = [cls(path.name, path, path / "queries.jsonl", path / "qrels/test.tsv") for path in paths]
        found = [c for c in all_of_them if c.queries.exists() and c.qrels.exists()]
        return found or sys.exit(f"{folder}: no sub-folder with queries.jsonl and qrels/test.tsv")

    @classmethod
    def own(cls):
        """The corpus of this project: with its queries, and with those in a layperson's words."""
        corpus = PROJECT / "corpus"
        folders = {"our corpus": corpus / "evaluation", "our corpus, other words": corpus / "evaluation/sens"}
        return [cls(name, corpus, each / "queries.jsonl", each / "qrels/test.tsv") for name, each in folders.items()]

    def every(self, step, folder):
        """The collection with one query in `step`; their file is written into the folder."""
        queries = folder / f"{self.name}-queries.jsonl"
        queries.write_text("".join(self.queries.read_text(encoding="utf-8").splitlines(True)[::step]), encoding="utf-8")
        return replace(self, queries=queries)

    def query_count(self):
        with self.queries.open(encoding="utf-8") as lines:
            return sum(bool(line.strip()) for line in lines)


@dataclass(frozen=True)
class Scores:
    """What `reperes evaluate` prints: metrics by name, over queries and, where their ids name topics, over topics."""

    by_query: dict
    by_topic: dict | None

    @classmethod
    def parse(cls, output):
        def metrics(text):
            return {name: float(re.search(rf"{name} ([\d.]+)", text)[1]) for name in METRICS}

        queries, topics, by_topic = output.partition("\npar sujet ")
        return cls(metrics(queries), metrics(by_topic) if topics else None)


class Reperes:
    """The command; indexes go into a temporary folder that lives as long as the object."""

    def __init__(self, path):
        self.path = path
        self._folder = tempfile.TemporaryDirectory(prefix="reperes-bench-")
        self.folder = Path(self._folder.name)

    def run(self, *arguments, accepted=(0,)):
        command = [str(part) for part in (self.path, *arguments)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
        if done.returncode not in accepted:
            sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr[-2000:]}")
        return done.stdout

    def index(self, collection, name, *options, corpus=None):
        """The path of a new index of the collection, or of another folder in its place, made with these options."""
        index = self.folder / f"{collection.name}-{name}.sqlite"
        source = corpus or collection.corpus
        self.run("index", "--corpus", source, "--index", index, *options, accepted=(0, REFUSED_DOCUMENTS))
        return index

    def evaluate(self, collection, index, *options):
        judged = ["--queries", collection.queries, "--qrels", collection.qrels]
        return Scores.parse(self.run("evaluate", "--index", index, *judged, *options))


def arguments(description, **positional):
    """The parser of a script: its positional arguments with their help, and --reperes."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, text in positional.items():
        parser.add_argument(name, help=text)
    command = PROJECT / ".build/release/reperes"
    parser.add_argument("--reperes", default=command, metavar="PATH", help="the command (default: the release build)")
    return parser


def in_parallel(function, items):
    """`function` of each item, in order; two at a time, since each keeps a core busy."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(function, items))


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def print_table(header, rows):
    """A Markdown table, columns aligned so that it reads in a terminal too; all but the first to the right."""
    rows = [[str(cell) for cell in row] for row in [header, *rows]]
    first, *others = (max(map(len, column)) for column in zip(*rows))
    lines = [[row[0].ljust(first), *(cell.rjust(width) for cell, width in zip(row[1:], others))] for row in rows]
    lines.insert(1, ["-" * first, *("-" * (width - 1) + ":" for width in others)])
    for line in lines:
        print("| " + " | ".join(line) + " |", flush=True)
