/// The model's own normalization: compatibility forms joined, odd spaces and quotes made plain; letters keep their case.
///
/// A double array in the layout of Darts-clone, whose values are places in a list of replacements that a zero byte ends.
struct CharacterMap: Sendable {
    private let units: Table<UInt32>
    private let replacements: Table<UInt8>

    init(_ file: ModelFile) throws(ModelError) {
        units = try file.table(.characterMap, of: UInt32.self)
        replacements = try file.table(.replacements, of: UInt8.self)
    }

    /// Replaces `output` by what the text from `position` on begins with, normalized; gives how many bytes it read.
    func read(_ text: Span<UInt8>, at position: Int, into output: inout [UInt8]) -> Int {
        output.removeAll(keepingCapacity: true)
        if let match = longestMatch(text, at: position), match.replacement < replacements.count {
            var index = match.replacement
            while let byte = replacements[index], byte != 0 {
                output.append(byte)
                index += 1
            }
            return match.length
        }
        guard let length = UTF8Character.length(text, at: position) else {
            output.append(contentsOf: UTF8Character.replacement)
            return 1
        }
        for index in position..<(position + length) { output.append(text[index]) }
        return length
    }

    private func longestMatch(_ text: Span<UInt8>, at start: Int) -> (length: Int, replacement: Int)? {
        guard let root = units[0] else { return nil }
        var best: (length: Int, replacement: Int)?
        var place = Self.offset(root)
        var position = start
        while position < text.count {
            let byte = UInt32(text[position])
            place ^= byte
            // The highest bit marks values, which have no byte.
            guard let unit = units[Int(place)], unit & 0x8000_00FF == byte else { break }
            place ^= Self.offset(unit)
            position += 1
            if unit & 0x100 != 0, let value = units[Int(place)] {
                best = (position - start, Int(value & 0x7FFF_FFFF))
            }
        }
        return best
    }

    private static func offset(_ unit: UInt32) -> UInt32 { (unit >> 10) << ((unit & 0x200) >> 6) }
}

/// Characters as bytes, by the rules of the library that the model was trained with.
enum UTF8Character {
    /// U+FFFD, which stands for a byte that begins no character.
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// How many bytes the character at `position` has; `nil` when none begins there.
    static func length(_ text: Span<UInt8>, at position: Int) -> Int? {
        let first = text[position]
        let length = lengthByFirst(first)
        if length == 1 { return first < 0x80 ? 1 : nil }
        guard first < 0xF8, position + length <= text.count else { return nil }
        var scalar = UInt32(first) & (0x7F >> UInt32(length))
        for index in (position + 1)..<(position + length) {
            guard text[index] & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(text[index] & 0x3F)
        }
        let lowest: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
        return scalar >= lowest[length] && Unicode.Scalar(scalar) != nil ? length : nil
    }

    /// How many bytes a character has by its first one.
    static func lengthByFirst(_ byte: UInt8) -> Int {
        switch byte {
        case ..<0xC0: 1
        case ..<0xE0: 2
        case ..<0xF0: 3
        default: 4
        }
    }
}
