"""Servers that are timed over HTTP: Repères, and Datasette beside it."""

import http.client
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from documents import WORD

CONNECTIONS = 8
SECONDS = 5
START_LIMIT = 60  # Seconds.


class Server:
    """A server on this machine, with one connection that is kept."""

    def __init__(self, command, says):
        """Starts the command, and waits until its output matches `says`, whose group is the port."""
        # A file takes the log as a service's journal would; a pipe that nobody reads would stop the server.
        self._log = tempfile.NamedTemporaryFile("w+", encoding="utf-8")
        start = time.perf_counter()
        self.process = subprocess.Popen(
            [str(part) for part in command], stdout=self._log, stderr=subprocess.STDOUT)
        self.port = self._port(says, start + START_LIMIT)
        self.started_in = (time.perf_counter() - start) * 1000  # Milliseconds, those of starting a process included.
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        self.connection.connect()

    @classmethod
    def reperes(cls, binary, index):
        return cls([binary, "serve", "--port", "0", "--index", index], r"listening on [\d.]+:(\d+)")

    def _port(self, says, end):
        while time.perf_counter() < end and self.process.poll() is None:
            if found := re.search(says, Path(self._log.name).read_text(encoding="utf-8")):
                return int(found[1])
            time.sleep(0.001)
        log = Path(self._log.name).read_text(encoding="utf-8")
        self.process.kill()
        sys.exit(f"the server did not start\n{log[-2000:]}")

    def get(self, path):
        """Returns the milliseconds that the request took, and its body."""
        # The server may send head and body apart; a delayed acknowledgement of the head would add 40 ms of waiting.
        if hasattr(socket, "TCP_QUICKACK") and self.connection.sock:
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        start = time.perf_counter()
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - start) * 1000
        if answer.status != 200:
            sys.exit(f"{path}: status {answer.status}\n{body[:500]}")
        return took, body

    def memory(self, field="RssAnon"):
        """Megabytes of resident memory: what no file backs, or `VmRSS`, all; where /proc says it."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
            return int(re.search(rf"{field}:\s+(\d+)", status)[1]) // 1024
        except (OSError, TypeError):
            return None

    def close(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()
        self._log.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


@dataclass(frozen=True)
class Opening:
    """What a new server takes: milliseconds until it listens and for its first search, megabytes between the two."""

    milliseconds: float
    first_search: float
    megabytes: int | None


def opening(binary, index, question, is_cold):
    """The median opening of three, each with the index in the page cache, or just dropped from it."""
    found = []
    for _ in range(3):
        (forget if is_cold else remember)(index)
        with Server.reperes(binary, index) as server:
            megabytes = server.memory("VmRSS")
            found.append(Opening(server.started_in, server.get(search_path(question))[0], megabytes))
    return sorted(found, key=lambda each: each.milliseconds + each.first_search)[1]


def forget(path):
    """Asks the system to drop the file's pages from memory."""
    if hasattr(os, "posix_fadvise"):
        with open(path, "rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def remember(path):
    """Reads the file, so that its pages are in memory."""
    with open(path, "rb") as file:
        while file.read(1 << 24):
            pass


def search_path(text):
    return "/api/v1/search?q=" + urllib.parse.quote(text)


# Load


@dataclass(frozen=True)
class Load:
    """What a server stood: requests a second, and milliseconds."""

    rate: float
    p50: float
    p99: float


WRK = """
local paths, turn = {}, 0
for path in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = path end
request = function() turn = turn % #paths + 1; return wrk.format("GET", paths[turn]) end
done = function(summary, latency)
    local failed = summary.errors.connect + summary.errors.read + summary.errors.status + summary.errors.timeout
    io.write(string.format("\\nRESULT %f %f %f %d\\n", summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
"""


def load(port, paths):
    """Asks for the paths in turn over eight connections for some seconds, with wrk or, failing that, from Python."""
    return with_wrk(port, paths) if shutil.which("wrk") else with_python(port, paths)


def with_wrk(port, paths):
    with tempfile.TemporaryDirectory() as folder:
        script, list_of_paths = Path(folder, "paths.lua"), Path(folder, "paths")
        script.write_text(WRK, encoding="utf-8")
        list_of_paths.write_text("\n".join(paths), encoding="utf-8")
        output = subprocess.run(
            ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{SECONDS}s",
             "--script", script, f"http://127.0.0.1:{port}"],
            env={**os.environ, "BENCH_PATHS": str(list_of_paths)}, check=True, capture_output=True, text=True).stdout
    rate, p50, p99, failed = re.search(r"RESULT (\S+) (\S+) (\S+) (\d+)", output).groups()
    if int(failed):
        print(f"attention: {failed} requests failed", flush=True)
    return Load(float(rate), float(p50), float(p99))


def with_python(port, paths):
    """Eight threads of Python, slower than the servers: its rates compare with each other only."""
    times, end = [], time.perf_counter() + SECONDS

    def ask(first):
        connection, turn = http.client.HTTPConnection("127.0.0.1", port), first
        while (start := time.perf_counter()) < end:
            connection.request("GET", paths[turn % len(paths)])
            connection.getresponse().read()
            times.append((time.perf_counter() - start) * 1000)
            turn += 1
        connection.close()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return Load(len(times) / SECONDS, times[len(times) // 2], times[int(len(times) * 0.99)])


# Datasette

RANKED = """
SELECT document.id, document.title, snippet(document_fts, 1, '<b>', '</b>', '…', 40) AS snippet
  FROM document_fts JOIN document ON document.rowid = document_fts.rowid
 WHERE document_fts MATCH :q ORDER BY document_fts.rank LIMIT 10
"""


def datasette(environment, corpus, texts, folder):
    """The load that Datasette stands with a ranked search, ten results with snippets, on an FTS5 table."""
    path, metadata = folder / "corpus.db", folder / "metadata.json"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript("""
        CREATE TABLE document (id TEXT PRIMARY KEY, title TEXT, text TEXT);
        CREATE VIRTUAL TABLE document_fts USING fts5(
            title, text, content = 'document', tokenize = 'unicode61 remove_diacritics 2');
        """)
    with database:
        rows = ((document["_id"], document["title"], document["text"]) for document in corpus.documents())
        database.executemany("INSERT INTO document VALUES (?, ?, ?)", rows)
        database.execute("INSERT INTO document_fts(document_fts) VALUES ('rebuild')")
    database.close()
    metadata.write_text(json.dumps({"databases": {"corpus": {"queries": {"search": RANKED}}}}), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [environment.command("datasette"), "serve", path, "--metadata", metadata, "--port", port]
    # Every word is required, as in Datasette's own search box: less work for it than any word.
    questions = [" ".join(f'"{word}"' for word in WORD.findall(text)) for text in texts]
    paths = ["/corpus/search.json?_shape=array&q=" + urllib.parse.quote(question) for question in questions if question]
    with Server(command, r"running on http://[\d.]+:(\d+)") as server:
        server.get(paths[0])
        return load(server.port, paths)
