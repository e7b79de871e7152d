"""Documents to measure speed with: synthetic French ones, or those of a BEIR folder, as many as asked."""

import itertools
import json
import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from bench import PROJECT

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Corpus:
    """A folder of JSON Lines with so many documents, which every engine reads."""

    folder: Path
    size: int
    text_bytes: int  # Of titles and texts, UTF-8.

    @property
    def files(self):
        return sorted(self.folder.rglob("*.jsonl"))

    def documents(self):
        for path in self.files:
            with path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)


def write(documents, size, folder):
    """The corpus of the first `size` documents, pairs of a sub-folder and what stands on the line."""
    files, text_bytes = {}, 0
    folder.mkdir(parents=True)
    try:
        for part, document in itertools.islice(documents, size):
            if part not in files:
                (folder / part).mkdir(exist_ok=True)
                files[part] = (folder / part / "documents.jsonl").open("w", encoding="utf-8")
            files[part].write(json.dumps(document, ensure_ascii=False) + "\n")
            text_bytes += len(document["title"].encode()) + len(document["text"].encode())
    finally:
        for file in files.values():
            file.close()
    return Corpus(folder, size, text_bytes)


class Repeated:
    """The documents of a BEIR folder: cut when it holds more than asked, else repeated under other ids.

    Repetition multiplies the postings of every word but adds no word: lists are as long as in a real corpus of that
    size, the vocabulary is smaller, and copies score alike. `description` says how often.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        with (self.folder / "corpus.jsonl").open(encoding="utf-8") as lines:
            self.entries = [json.loads(line) for line in lines if line.strip()]
        with (self.folder / "queries.jsonl").open(encoding="utf-8") as lines:
            self.questions = [json.loads(line)["text"] for line in lines if line.strip()]

    def description(self, size):
        times = size / len(self.entries)
        how = f"repeated {times:.1f} times" if times > 1 else "cut"
        return f"{self.folder.name}, {len(self.entries):,} documents, {how}"

    def corpus(self, size, folder):
        return write(self._documents(), size, folder)

    def _documents(self):
        for copy in itertools.count():
            for entry in self.entries:
                name = entry["_id"] if copy == 0 else f"{entry['_id']}~{copy}"
                yield ".", {"_id": name, "title": entry.get("title") or "", "text": entry.get("text") or ""}


class Synthetic:
    """Documents of some 300 words in the manner of this project's own corpus; the same for the same seed.

    Each takes half of its sentences from one document, its subject, the others from anywhere. Four long words in ten
    are replaced by words of a tail as Zipf has it: made of the beginnings and endings of French words, so that
    folding and stemming have their usual work. Documents have axes, a kind, a territory, a year and publics, so that
    facets have theirs. The first documents of a large corpus are those of a smaller one.
    """

    TAIL_WORDS = 200_000
    TAIL_SHARE = 0.4
    VARIANTS = 3  # Of each sentence, replaced in different places.
    WORDS = (150, 450)
    AXES = ("sante", "parentalite", "relogement", "mobilites", "energie", "acces-aux-droits", "lien-social-isolement",
            "insertion-professionnelle")
    KINDS, KIND_SHARES = ("experiences", "outils", "references"), (70, 20, 10)

    def __init__(self, seed=1):
        self.seed = seed
        chance = random.Random(seed)
        texts = [path.read_text(encoding="utf-8") for path in sorted((PROJECT / "corpus").rglob("*.md"))]
        sources = [text.split("\n---\n", 1) for text in texts if text.startswith("---\n") and "\n---\n" in text]
        headers = "\n".join(header for header, _ in sources)
        self.titles = [re.search(r"^titre: (.*)$", header, re.M)[1].strip('"') for header, _ in sources]
        self.territories = sorted(set(re.findall(r"^territoire: (.*)$", headers, re.M)))
        self.publics = sorted({name.strip() for names in re.findall(r"^publics: \[(.*)\]$", headers, re.M)
                               for name in names.split(",")})
        self.tail = self._tail(chance, {word.lower() for _, body in sources for word in WORD.findall(body)})
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(len(self.tail))))
        self.sentences = [self._sentences(chance, body) for _, body in sources]
        self.every_sentence = [sentence for sentences in self.sentences for sentence in sentences]
        with (PROJECT / "corpus/evaluation/queries.jsonl").open(encoding="utf-8") as lines:
            self.questions = [json.loads(line)["text"] for line in lines]

    def description(self, size):
        return "synthetic French"

    def corpus(self, size, folder):
        corpus = write(self._documents(), size, folder)
        shutil.copy(PROJECT / "corpus/axes.yml", folder)
        return corpus

    def _tail(self, chance, known):
        """Words that look French, commonest first."""
        long = sorted(word for word in known if len(word) > 6)
        tail = {}
        while len(tail) < self.TAIL_WORDS:
            beginning, ending = chance.choice(long), chance.choice(long)
            word = beginning[:chance.randint(3, 6)] + ending[-chance.randint(3, 6):]
            if word not in known:
                tail[word] = None
        return list(tail)

    def _sentences(self, chance, body):
        """A document's sentences as formats with `%s` where a word of the tail goes; each with its words and gaps."""
        formats = []
        lines = [line for line in body.splitlines() if line and not line.startswith(("#", ">", "|"))]
        for sentence in (part for line in lines for part in re.split(r"(?<=[.!?…]) ", line.lstrip("-* "))):
            count = len(WORD.findall(sentence))
            for _ in range(self.VARIANTS if count > 3 else 0):
                replaced = re.sub(r"[^\W\d_]{5,}", lambda word: "\0" if chance.random() < self.TAIL_SHARE else word[0],
                                  sentence)
                formats.append((replaced.replace("%", "%%").replace("\0", "%s"), count, replaced.count("\0")))
        return formats

    def _documents(self):
        chance = random.Random(self.seed)
        for number in range(10**9):
            subject = chance.randrange(len(self.sentences))
            year = chance.randint(2000, 2026)
            yield chance.choices(self.KINDS, self.KIND_SHARES)[0], {
                "_id": f"d{number}",
                "title": f"{self.titles[subject]} : {' '.join(self._draw(chance, chance.randint(1, 3)))}",
                "text": self._text(chance, self.sentences[subject]),
                "axes": sorted({self.AXES[subject % len(self.AXES)], chance.choice(self.AXES)}),
                "territoire": chance.choice(self.territories),
                "date_debut": str(year),
                "publics": sorted(set(chance.choices(self.publics, k=2))),
            }

    def _text(self, chance, own):
        """Sentences in paragraphs of four."""
        missing, sentences = chance.randint(*self.WORDS), []
        while missing > 0:
            text, words, gaps = chance.choice(own if own and chance.random() < 0.5 else self.every_sentence)
            sentences.append(text % tuple(self._draw(chance, gaps)))
            missing -= words
        return "\n".join(" ".join(sentences[start:start + 4]) for start in range(0, len(sentences), 4))

    def _draw(self, chance, count):
        return chance.choices(self.tail, cum_weights=self.weights, k=count)
