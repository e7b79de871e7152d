"""Queries to time, by class: words of one document, chosen by how many documents hold them."""

import itertools
import random
import re
from collections import Counter
from dataclasses import dataclass

from documents import WORD

# Shares of the documents that hold a word.
BANDS = {"frequent": (0.05, 1.0), "middle": (0.005, 0.05), "rare": (0.0, 0.001)}
LENGTHS = (1, 2, 3, 6)
ASKED_IN_A_CLASS = 40
LEAST_IN_A_CLASS = 5


@dataclass(frozen=True)
class QueryClass:
    """Queries that are timed together.

    `kind` says what the texts are: "words", "phrase" (running words), "prefix" (one beginning), "typed" or "question".
    `match` and `answer` are those of `reperes evaluate --match` and `--mode`.
    """

    name: str
    kind: str
    match: str
    answer: str
    texts: tuple

    def in_our_language(self):
        return [{"phrase": f'"{text}"', "prefix": f"{text}*"}.get(self.kind, text) for text in self.texts]


class Words:
    """The words of a corpus in bands of frequency, stop words left out."""

    def __init__(self, corpus, reperes):
        frequencies = Counter()
        for document in corpus.documents():
            frequencies.update(self._words(document))
        common = [word for word, count in frequencies.items() if count > BANDS["middle"][0] * corpus.size]
        self.stop_words = stop_words(sorted(common), reperes)
        self.bands = {}
        for band, (least, most) in BANDS.items():
            counts = max(2, least * corpus.size), max(2, most * corpus.size)
            held = {word for word, count in frequencies.items() if counts[0] <= count <= counts[1]}
            self.bands[band] = held - self.stop_words

    @staticmethod
    def _words(document):
        return {word.lower() for word in WORD.findall(f"{document['title']} {document['text']}") if len(word) > 2}

    def of(self, document, band):
        return sorted(self._words(document) & self.bands[band])


def stop_words(words, reperes):
    """Those that the analysis of Repères passes over; other engines have lists much like it."""
    lines = reperes.run("analyze", " ".join(words)).splitlines()
    return {line.split("\t")[2].split()[0] for line in lines if "(mot vide)" in line}


def query_classes(smallest, counted, questions, reperes, seed=1):
    """All classes: words of the smallest corpus, so that all sizes hold them, by their frequencies in another one."""
    chance = random.Random(seed)
    words = Words(counted, reperes)
    documents = list(smallest.documents())
    chance.shuffle(documents)
    classes = [QueryClass("questions", "question", "auto", answer, tuple(questions[:1_000]))
               for answer in ("top", "counted", "shown")]
    for band, length in itertools.product(("frequent", "mixed", "rare"), LENGTHS):
        texts = tuple(drawn(words, documents, band, length, chance))
        name = f"{length} {band}"
        classes += [QueryClass(name, "words", match, "top", texts) for match in ("any", "all")]
        if length == 3:
            classes += [QueryClass(name, "words", "any", answer, texts) for answer in ("counted", "shown")]
    classes.append(QueryClass("phrase", "phrase", "auto", "top", tuple(phrases(words, documents, chance))))
    classes.append(QueryClass("prefix", "prefix", "auto", "top", tuple(prefixes(words, documents, chance))))
    classes.append(QueryClass("suggest", "typed", "auto", "completions", tuple(beginnings(documents, chance))))
    return [each for each in classes if len(each.texts) >= LEAST_IN_A_CLASS]


def drawn(words, documents, band, length, chance):
    """Queries of so many words that stand together in a document; documents that lack such words are passed over."""
    wanted = Counter({"middle": 1}) if length == 1 else Counter(frequent=1, middle=length - 2, rare=1)
    if band != "mixed":
        wanted = Counter({band: length})
    found = []
    for document in documents:
        held = {part: words.of(document, part) for part in wanted}
        if all(len(held[part]) >= count for part, count in wanted.items()):
            chosen = [word for part, count in wanted.items() for word in chance.sample(held[part], count)]
            chance.shuffle(chosen)
            found.append(" ".join(chosen))
        if len(found) == ASKED_IN_A_CLASS:
            break
    return found


def phrases(words, documents, chance):
    """Two to four running words, the first and the last of which tell something."""
    for document in documents[:ASKED_IN_A_CLASS]:
        runs = [run.lower().split() for run in re.findall(r"[^\W\d_]{3,}(?: [^\W\d_]+){1,3}", document["text"])]
        telling = [run for run in runs if not {run[0], run[-1]} & words.stop_words and len(run[-1]) > 2]
        if telling:
            yield " ".join(chance.choice(telling))


def prefixes(words, documents, chance):
    """The first three to five letters of words that are not frequent."""
    for document in documents[:ASKED_IN_A_CLASS]:
        long = [word for word in words.of(document, "middle") + words.of(document, "rare") if len(word) > 5]
        if long:
            yield chance.choice(long)[:chance.randint(3, 5)]


def beginnings(documents, chance):
    """What stands in a search box while a title or running words are typed: one to ten letters."""
    for number, document in enumerate(documents[:5 * ASKED_IN_A_CLASS]):
        text = document["title"] if number % 2 and document["title"] else document["text"]
        start = chance.choice([word.start() for word in WORD.finditer(text[:2_000])] or [0])
        if typed := text[start:start + chance.randint(1, 10)].strip():
            yield typed.replace("\n", " ")
