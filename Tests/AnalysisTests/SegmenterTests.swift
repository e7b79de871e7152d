import Testing

@testable import Analysis

@Suite struct SegmenterTests {
    /// What UAX #29 says: ICU's words, parted at whatever is neither letter nor digit, and between letters and digits.
    private func reference(_ bytes: [UInt8], _ icu: ICUText) -> [Range<Int>] {
        var scalars: [UInt32] = []
        var offsets: [Int] = []
        var offset = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            scalars.append(scalar.value)
            offsets.append(offset)
            offset += UTF8.width(scalar)
        }
        offsets.append(offset)
        var segments: [Range<Int>] = []
        for word in icu.words(of: scalars) {
            var start: Int?
            var isDigits = false
            func close(_ index: Int) {
                if let first = start { segments.append(offsets[first]..<offsets[index]) }
                start = nil
            }
            for index in word {
                let value = scalars[index]
                let isLetter = icu.isAlphabetic(value)
                let isDigit = (0x30...0x39).contains(value)
                if isLetter || isDigit {
                    if start == nil || isDigits != isDigit {
                        close(index)
                        (start, isDigits) = (index, isDigit)
                    }
                } else if isDigits || !icu.isMark(value) && value != 0xAD {
                    close(index)
                }
            }
            close(word.upperBound)
        }
        return segments
    }

    /// Euro signs aside, which are words here and nothing to ICU.
    private func segments(_ bytes: [UInt8], _ icu: ICUText) -> [Range<Int>] {
        var segments: [Segment] = []
        Segmenter(icu: icu).segments(of: bytes, into: &segments)
        return segments.map { $0.start..<$0.end }.filter { !bytes[$0].elementsEqual("€".utf8) }
    }

    @Test("the fast path for Latin letters cuts real French where ICU does")
    func realTexts() throws {
        let icu = ICUText()
        var count = 0
        for (path, bytes) in try RealTexts.all() {
            let (fast, slow) = (segments(bytes, icu), reference(bytes, icu))
            let difference = zip(fast, slow).first { $0 != $1 }
            #expect(difference == nil && fast.count == slow.count, "\(path): \(String(describing: difference))")
            count += fast.count
        }
        #expect(count > 20_000)
    }

    @Test("the fast path cuts any Latin text where ICU does", arguments: 0..<UInt64(40))
    func randomTexts(seed: UInt64) {
        var random = Seeded(seed)
        // A mark or a soft hyphen after a space makes ICU 72 glue the words before it: only after letters here.
        let alphabet = Array("aàbcçdeéêfglmnoœprstuvyzÀÉŒßłĳ0123 '’-.,:;_/()«»…–—·•€%°@\u{A0}\u{202F}\n").map {
            String($0)
        }
        let pieces = alphabet + ["e\u{301}", "C\u{327}", "é\u{AD}"]
        let text = (0..<400).map { _ in pieces.randomElement(using: &random) ?? " " }.joined()
        let bytes = Array(text.utf8)
        let icu = ICUText()
        let difference = Set(segments(bytes, icu)).symmetricDifference(reference(bytes, icu)).sorted {
            $0.lowerBound < $1.lowerBound
        }
        let contexts = difference.map {
            "\($0) \(String(decoding: bytes[max(0, $0.lowerBound - 8)..<min(bytes.count, $0.upperBound + 8)], as: UTF8.self).debugDescription)"
        }
        #expect(contexts == [])
    }
}
