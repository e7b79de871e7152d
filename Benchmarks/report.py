"""What the figures say: a table a size, growth, and each goal with whether it is met."""

from dataclasses import dataclass
from itertools import pairwise

import bench
from engines import key

NOTHING = "-"


def print_table(header, rows):
    print()
    bench.print_table(header, rows)


def percentile(times, share):
    times = sorted(times)
    return times[min(len(times) - 1, int(len(times) * share))]


def ratio(ours, theirs, share):
    """How many times their percentile ours is, over the queries that both ran."""
    common = min(len(ours), len(theirs))
    return percentile(ours[:common], share) / percentile(theirs[:common], share)


@dataclass
class Measured:
    """What was measured at one size; `tantivy` and `fts5` are `None` when left out."""

    corpus: object
    reperes: object
    tantivy: object
    fts5: object


def times_table(measured, classes):
    """Our percentiles of each class, and beside each peer's how many times them ours are."""
    peers = {name: peer for name, peer in [("Tantivy", measured.tantivy), ("FTS5", measured.fts5)] if peer}
    header = ["milliseconds", "queries", "p50", "p95", "p99"]
    header += [f"{name} {what}" for name in peers for what in ("p50", "p99", "p50 ×", "p99 ×")]
    print_table(header, [times_row(measured.reperes, peers.values(), each) for each in classes])


def times_row(reperes, peers, query_class):
    name, ours = key(query_class), reperes.times[key(query_class)]
    row = [name, len(ours), *(f"{percentile(ours, share):.3f}" for share in (0.5, 0.95, 0.99))]
    for theirs in (peer.times.get(name) for peer in peers):
        row += [NOTHING] * 4 if theirs is None else [
            *(f"{percentile(theirs, share):.3f}" for share in (0.5, 0.99)),
            *(f"{ratio(ours, theirs, share):.2f}" for share in (0.5, 0.99))]
    return row


def growth_table(all_measured, classes):
    """Our medians at each size, and how much they grow from one to the next."""
    header = ["p50 in milliseconds", *(f"{each.corpus.size:,}" for each in all_measured),
              *(f"{smaller.corpus.size:,} to {larger.corpus.size:,}" for smaller, larger in pairwise(all_measured))]
    rows = []
    for each in classes:
        medians = [percentile(measured.reperes.times[key(each)], 0.5) for measured in all_measured]
        growths = [f"× {larger / smaller:.1f}" for smaller, larger in pairwise(medians)]
        rows.append([key(each), *(f"{value:.3f}" for value in medians), *growths])
    print_table(header, rows)


def indexing_table(all_measured):
    """How fast each engine indexes, what its index takes, and how much memory making ours took."""
    rows = []
    for measured in all_measured:
        size, text = measured.corpus.size, measured.corpus.text_bytes
        for name in ("reperes", "tantivy", "fts5"):
            if figures := getattr(measured, name):
                memory = figures.extra.get("kilobytes")
                rows.append([f"{size:,} {name}", f"{size / figures.seconds:,.0f}",
                             f"{measured.reperes.seconds / figures.seconds:.2f}",
                             f"{figures.index_bytes / size:,.0f}", f"{figures.index_bytes / text:.2f}",
                             f"{memory / 1024:.0f}" if memory else NOTHING])
    print_table(["indexing", "docs/s", "× our docs/s", "bytes a document", "bytes a byte of text", "most memory, MB"],
                rows)


def parts_table(measured, shown=12):
    """Which tables and indexes of the file take most."""
    parts = measured.reperes.extra["parts"]
    if not parts:
        return print("the parts of the index file: this Python's SQLite has no dbstat")
    rows = [[name, f"{size / measured.corpus.size:,.0f}", f"{size / measured.corpus.text_bytes:.3f}"]
            for name, size in list(parts.items())[:shown]]
    print_table([f"index file at {measured.corpus.size:,}", "bytes a document", "bytes a byte of text"], rows)


# Goals


@dataclass(frozen=True)
class Goal:
    """A figure and its bound; `None` as a figure when what it needs was left out."""

    name: str
    figure: float | None
    bound: float
    at_least: bool = False

    @property
    def verdict(self):
        if self.figure is None:
            return "not measured"
        met = self.figure >= self.bound if self.at_least else self.figure <= self.bound
        return "met" if met else "MISSED"


def goals_table(goals, size):
    header = [f"goal at {size:,} documents, unless it says otherwise", "figure", "bound", ""]
    print_table(header, [
        [goal.name, NOTHING if goal.figure is None else f"{goal.figure:,.2f}",
         f"{'≥' if goal.at_least else '≤'} {goal.bound:g}", goal.verdict] for goal in goals])


# Which classes speak for each way to match.
KINDS = {"auto": "question", "any": "words", "all": "words"}
NAMES = {"auto": "whole questions", "any": "any of the words", "all": "all of the words"}


def pooled(times, classes, match, answer):
    """The times of all queries that match this way."""
    return [time for each in classes if (each.match, each.answer, each.kind) == (match, answer, KINDS[match])
            for time in times[key(each)]]


def speed_goals(measured, classes):
    """Against Tantivy, our time divided by its time."""
    ours, theirs = measured.reperes.times, measured.tantivy and measured.tantivy.times
    bare = measured.tantivy and measured.tantivy.extra["without_ids"]
    asked = [("", match, "top", theirs, 0.7) for match in KINDS]
    asked += [(", its ids not read", "auto", "top", bare, 0.7), (", total and facets", "auto", "counted", theirs, 1.0)]
    goals = []
    for note, match, answer, times, bound in asked:
        for share in (0.5, 0.99):
            value = times and ratio(
                pooled(ours, classes, match, answer), pooled(times, classes, match, answer), share)
            goals.append(Goal(f"{NAMES[match]}{note}: p{share * 100:.0f} × Tantivy's", value, bound))
    return goals


def growth_goals(all_measured, classes):
    """From one size to ten times as much, at the last step."""
    if len(all_measured) < 2:
        return []
    smaller, larger = all_measured[-2:]
    what = f"from {smaller.corpus.size:,} to {larger.corpus.size:,}"

    def median(measured, match):
        return percentile(pooled(measured.reperes.times, classes, match, "top"), 0.5)

    return [Goal(f"{NAMES[match]}: growth of p50 {what}", median(larger, match) / median(smaller, match), 4)
            for match in KINDS]


def index_goals(measured):
    """How fast the index is made, and how large it is."""
    ours, theirs = measured.reperes, measured.tantivy
    rate = theirs and theirs.seconds / ours.seconds
    bare = theirs and (theirs.seconds - theirs.extra["reading"]) / ours.seconds
    return [
        Goal("indexing, × Tantivy's docs/s", rate, 1, at_least=True),
        Goal("the same, its reading of JSON not counted", bare, 1, at_least=True),
        Goal("index bytes, × those of the text", ours.index_bytes / measured.corpus.text_bytes, 2.5),
    ]
