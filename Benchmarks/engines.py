"""Engines that are timed in process on the same documents and queries: Repères, SQLite's FTS5, Tantivy."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import venv
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from statistics import median

from bench import REFUSED_DOCUMENTS, Reperes
from documents import WORD

PEERS = ("tantivy", "datasette")  # As they are called where Python packages are installed from.


@dataclass
class Figures:
    """What an engine took: seconds to index, bytes on disk, milliseconds by class, one a query."""

    seconds: float
    index_bytes: int
    times: dict = field(default_factory=dict)  # By class; of its first queries, where time ran out.
    extra: dict = field(default_factory=dict)


def key(query_class):
    """What names a class in files and tables."""
    return f"{query_class.name}, {query_class.match}, {query_class.answer}"


# Repères


class TimedReperes(Reperes):
    """The command, timed."""

    def build(self, corpus, index):
        """Indexes the corpus; the time includes starting the process and reading the files."""
        start = time.perf_counter()
        command = [str(part) for part in (self.path, "index", "--corpus", corpus.folder, "--index", index)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds, status = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
        if status not in (0, REFUSED_DOCUMENTS):
            sys.exit(f"{' '.join(command)}: exit {status}")
        return Figures(seconds, index.stat().st_size, extra={"parts": parts(index), "kilobytes": usage.ru_maxrss})

    def times(self, index, classes):
        """By class, the median of each query's rounds."""
        def run(query_class):
            return query_class.match, query_class.answer

        times = {}
        for (match, answer), together in groupby(sorted(classes, key=run), key=run):
            times |= self._times(index, list(together), match, answer)
        return times

    def _times(self, index, classes, match, answer):
        queries, timings = self.folder / "queries.jsonl", self.folder / "timings.json"
        texts = {f"{key(each)}#{number}": text for each in classes
                 for number, text in enumerate(each.in_our_language())}
        lines = [json.dumps({"_id": name, "text": text}, ensure_ascii=False) for name, text in texts.items()]
        queries.write_text("\n".join(lines), encoding="utf-8")
        self.run("evaluate", "--index", index, "--queries", queries, "--depth", 10, "--match", match, "--mode", answer,
                 "--timings", timings)
        rounds = json.loads(timings.read_text(encoding="utf-8"))
        return {key(each): [median(rounds[f"{key(each)}#{number}"]) for number in range(len(each.texts))]
                for each in classes}


def parts(index):
    """Bytes of each table and index of an SQLite file, largest first; none where SQLite cannot tell."""
    with sqlite3.connect(f"file:{index}?mode=ro", uri=True) as database:
        try:
            return dict(database.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC"))
        except sqlite3.OperationalError:
            return {}


# FTS5


class FTS5:
    """Plain FTS5: unicode61 without accents, `ORDER BY bm25` with the title counting double, words as they come."""

    BUDGET = 2.0  # Seconds a class: a query of frequent words takes a tenth of one at 100,000 documents.
    LEAST = 5

    SEARCH = "SELECT id FROM document WHERE document MATCH ? ORDER BY bm25(document, 0, 2, 1) LIMIT 10"
    COUNT = "SELECT count(*) FROM document WHERE document MATCH ?"

    def __init__(self, path):
        self.path = path

    def figures(self, corpus, classes):
        database = sqlite3.connect(self.path)
        database.executescript("""
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;
            CREATE VIRTUAL TABLE document USING fts5(
                id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2');
            """)
        start = time.perf_counter()
        rows = ((document["_id"], document["title"], document["text"]) for document in corpus.documents())
        with database:
            database.executemany("INSERT INTO document VALUES (?, ?, ?)", rows)
        figures = Figures(time.perf_counter() - start, self.path.stat().st_size)
        for query_class in classes:
            if query_class.answer in ("top", "counted"):
                figures.times[key(query_class)] = self._times(database, query_class)
        database.close()
        self.path.unlink()
        return figures

    def _times(self, database, query_class):
        times, statements = [], [self.SEARCH] + [self.COUNT] * (query_class.answer == "counted")
        end = time.perf_counter() + self.BUDGET
        for text in query_class.texts:
            if len(times) >= self.LEAST and time.perf_counter() > end:
                break
            rounds = []
            for _ in range(2):  # The first reads what is not in memory yet.
                start = time.perf_counter()
                for statement in statements:
                    database.execute(statement, [self.query(query_class, text)]).fetchall()
                rounds.append((time.perf_counter() - start) * 1e3)
            times.append(min(rounds))
        return times

    @staticmethod
    def query(query_class, text):
        words = WORD.findall(text) or [text]
        if query_class.kind == "phrase":
            return f'"{" ".join(words)}"'
        if query_class.kind == "prefix":
            return f'"{text}" *'
        return (" AND " if query_class.match == "all" else " OR ").join(f'"{word}"' for word in words)


# Tantivy, in the Python of a virtual environment


class Environment:
    """A virtual environment with the peers; `missing` says which could not be installed, and why."""

    def __init__(self, folder, packages):
        self.folder, self.missing = Path(folder), {}
        try:
            if not self.command("pip").exists():
                venv.create(self.folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            self.missing = dict.fromkeys(packages, f"no virtual environment ({error})")
        for package in packages:
            if package not in self.missing:
                self._install(package)

    def command(self, name):
        return self.folder / "bin" / name

    def _install(self, package):
        # Not in the project's folder, where a file of this name would be imported instead.
        known = subprocess.run([self.command("python"), "-P", "-c", f"import {package}"], capture_output=True)
        if known.returncode == 0:
            return
        print(f"installing {package} in {self.folder}", flush=True)
        done = subprocess.run([self.command("pip"), "install", "--quiet", package], capture_output=True, text=True)
        if done.returncode:
            self.missing[package] = (done.stderr.strip().splitlines() or ["pip failed"])[-1]


def tantivy(environment, corpus, classes, folder):
    """Tantivy's figures: one field, the title twice, French stop words and stemmer, ASCII folding, one thread."""
    job, result = folder / "tantivy-job.json", folder / "tantivy-result.json"
    timed = [each for each in classes if each.answer in ("top", "counted")]
    job.write_text(json.dumps({
        "files": [str(path) for path in corpus.files],
        "classes": [{"key": key(each), "kind": each.kind, "match": each.match, "answer": each.answer,
                     "texts": each.texts} for each in timed],
    }), encoding="utf-8")
    script = Path(__file__).with_name("peer_tantivy.py")
    done = subprocess.run([environment.command("python"), script, job, result], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"Tantivy: exit {done.returncode}\n{done.stderr[-2000:]}")
    return Figures(**json.loads(result.read_text(encoding="utf-8")))
