"""Times Tantivy; `run` starts it in the environment that has the package: peer_tantivy.py JOB.json RESULT.json"""

import json
import re
import sys
import tempfile
import time
import unicodedata
from pathlib import Path
from statistics import median

import tantivy

ROUNDS = 5  # As `reperes evaluate --timings` has it, after one that warms.
HEAP_BYTES = 200_000_000


def new_index(folder):
    """An index of one text field, analyzed as French."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("text", stored=False, tokenizer_name="french")
    index = tantivy.Index(schema.build(), path=str(folder))
    filters = [tantivy.Filter.remove_long(40), tantivy.Filter.lowercase(), tantivy.Filter.stopword("french"),
               tantivy.Filter.stemmer("french"), tantivy.Filter.ascii_fold()]
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in filters:
        analyzer = analyzer.filter(step)
    index.register_tokenizer("french", analyzer.build())
    return index


def fill(index, files):
    """Indexes the documents on one thread; the seconds taken, and those of them that reading JSON took."""
    writer, reading, start = index.writer(heap_size=HEAP_BYTES, num_threads=1), 0.0, time.perf_counter()
    for path in files:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                before = time.perf_counter()
                document = json.loads(line)
                reading += time.perf_counter() - before
                title = document["title"]
                writer.add_document(
                    tantivy.Document(id=[document["_id"]], text=[f"{title} {title} {document['text']}"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return time.perf_counter() - start, reading


def query(index, kind, match, text):
    """The query of a text that has no operators; a prefix has no score in Tantivy."""
    if kind == "prefix":
        folded = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
        return tantivy.Query.regex_query(index.schema, "text", re.escape(folded) + ".*")
    if kind == "phrase":
        return index.parse_query(f'"{text}"', ["text"])
    try:
        return index.parse_query(text, ["text"], conjunction_by_default=match == "all")
    except ValueError:  # Several words, all of which its analysis leaves out.
        return tantivy.Query.empty_query()


def times(index, searcher, job):
    """The milliseconds of each query, median of the rounds: until ten ids are known, and until ten addresses are."""
    texts = [re.sub(r"[^\w ]", " ", text) for text in job["texts"]]
    with_ids, without = [[] for _ in texts], [[] for _ in texts]
    for turn in range(ROUNDS + 1):
        for number, text in enumerate(texts):
            start = time.perf_counter()
            found = searcher.search(
                query(index, job["kind"], job["match"], text), 10, count=job["answer"] == "counted")
            middle = time.perf_counter()
            [searcher.doc(address)["id"][0] for _, address in found.hits]
            end = time.perf_counter()
            if turn:
                with_ids[number].append((end - start) * 1e3)
                without[number].append((middle - start) * 1e3)
    return [median(each) for each in with_ids], [median(each) for each in without]


def main(job_path, result_path):
    with open(job_path, encoding="utf-8") as file:
        job = json.load(file)
    with tempfile.TemporaryDirectory(prefix="tantivy-") as folder:
        index = new_index(folder)
        seconds, reading = fill(index, job["files"])
        searcher = index.searcher()
        both = {each["key"]: times(index, searcher, each) for each in job["classes"]}
        result = {
            "seconds": seconds, "index_bytes": sum(path.stat().st_size for path in Path(folder).iterdir()),
            "times": {name: found[0] for name, found in both.items()},
            "extra": {"reading": reading, "without_ids": {name: found[1] for name, found in both.items()}},
        }
    with open(result_path, "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
