extension PostingList {
    /// The part of a list that falls into one window: where it stands in the list's `bytes`, and how to read it there.
    ///
    /// The inner loops of ranking are made of these, in another module: hence all that is inlinable. Bytes are given as a
    /// span, so that no reference is counted. Windows lie within the bytes, which was checked when the list was read; what
    /// damaged bytes hold makes other documents and impacts, and touches nothing outside.
    public struct Window: Sendable, Equatable {
        @usableFromInline let storedStart: Int32
        private let storedNumber: UInt16
        @usableFromInline let storedCount: UInt16
        /// The highest impact of its documents.
        public let maximum: UInt8

        init(number: Int, count: Int, maximum: UInt8, start: Int) {
            storedStart = Int32(start)
            storedNumber = UInt16(number)
            storedCount = UInt16(count)
            self.maximum = maximum
        }

        /// The part of a list that has nothing in a window.
        public static let empty = Window(number: 0, count: 0, maximum: 0, start: 0)

        /// It has document numbers `number * 2048 ..< (number + 1) * 2048`.
        public var number: Int { Int(storedNumber) }

        /// How many documents it has.
        @inlinable public var count: Int { Int(storedCount) }

        /// Whether it has no documents.
        @inlinable public var isEmpty: Bool { storedCount == 0 }

        /// Where it begins: with the offset of each document within the window, two bytes each, or else with `bitmapSize`
        /// bytes of bits and `ranksSize` bytes, two for each 64 documents: how many stand before them.
        @inlinable var start: Int { Int(storedStart) }

        /// Whether it has bits instead of offsets.
        @inlinable var isDense: Bool { count >= PostingList.densest }

        /// Where its impacts begin, one byte each.
        @inlinable var impacts: Int {
            start &+ (isDense ? PostingList.bitmapSize + PostingList.ranksSize : 2 &* count)
        }

        /// Where it ends.
        var end: Int { impacts + count }
    }
}

// MARK: One document

extension PostingList.Window {
    /// The impact of the document of an offset within the window, 0 where the list lacks it.
    @inlinable @inline(__always)
    public func impact(of offset: UInt16, in bytes: RawSpan) -> UInt8 {
        if isEmpty { return 0 }
        let place = isDense ? rank(of: offset, in: bytes) : place(of: offset, in: bytes)
        // Damaged bits count more documents than there are.
        return place < 0 ? 0 : bytes.byte(at: impacts &+ min(place, count &- 1))
    }

    /// How many documents stand before one that has a bit; below 0 where it has none.
    @inlinable @inline(__always)
    func rank(of offset: UInt16, in bytes: RawSpan) -> Int {
        let (index, shift) = (Int(offset >> 6), UInt64(offset & 63))
        let word = bytes.word(at: start &+ 8 &* index)
        guard word &>> shift & 1 == 1 else { return -1 }
        let before = bytes.half(at: start &+ PostingList.bitmapSize &+ 2 &* index)
        return Int(before) &+ (word & ((1 &<< shift) &- 1)).nonzeroBitCount
    }

    /// The place of an offset; below 0 where there is none.
    ///
    /// A binary search without a branch on what it finds, which a processor would guess wrong half of the time.
    @inlinable @inline(__always)
    func place(of offset: UInt16, in bytes: RawSpan) -> Int {
        var (base, count) = (0, count)
        while count > 1 {
            let half = count &>> 1
            base = bytes.half(at: start &+ 2 &* (base &+ half)) <= offset ? base &+ half : base
            count &-= half
        }
        return bytes.half(at: start &+ 2 &* base) == offset ? base : -1
    }
}

// MARK: All documents

extension PostingList.Window {
    /// Calls `body` with the offset of each document within the window and its impact, ascending.
    @inlinable @inline(__always)
    public func forEach<Failure: Error>(
        in bytes: RawSpan, _ body: (_ offset: UInt16, _ impact: UInt8) throws(Failure) -> Void
    ) throws(Failure) {
        var place = impacts
        guard isDense else {
            for index in 0..<count {
                let offset = bytes.half(at: start &+ 2 &* index) & PostingList.offsetMask
                try body(offset, bytes.byte(at: place &+ index))
            }
            return
        }
        let end = place &+ count
        for index in 0..<(PostingList.windowSize / 64) {
            var word = bytes.word(at: start &+ 8 &* index)
            while word != 0, place < end {
                try body(UInt16(truncatingIfNeeded: index &<< 6 | word.trailingZeroBitCount), bytes.byte(at: place))
                word &= word &- 1
                place &+= 1
            }
        }
    }

    /// The same for the documents of an impact of `least` (1...255) or more.
    ///
    /// Eight impacts are compared at once: most are passed over.
    @inlinable @inline(__always)
    public func forEach(
        in bytes: RawSpan, reaching least: Int, _ body: (_ offset: UInt16, _ impact: UInt8) -> Void
    ) {
        let impacts = impacts
        var bits = PostingList.BitSelector(start: start)
        var index = 0
        while index < count {
            let end = min(index &+ 8, count)
            if end &- index == 8, !Self.hasByte(in: bytes.word(at: impacts &+ index), reaching: least) {
                index = end
                continue
            }
            for place in index..<end where Int(bytes.byte(at: impacts &+ place)) >= least {
                let offset = isDense ? bits.offset(at: place, in: bytes) : bytes.half(at: start &+ 2 &* place)
                body(offset & PostingList.offsetMask, bytes.byte(at: impacts &+ place))
            }
            index = end
        }
    }

    /// The bits of 64 documents of a dense window.
    func word(_ index: Int, in bytes: RawSpan) -> UInt64 { bytes.word(at: start + 8 * index) }

    /// Whether one of the eight bytes is `least` (1...255) or more.
    ///
    /// After *Bit Twiddling Hacks* (Anderson), « determine if a word has a byte greater than n ».
    @inlinable @inline(__always)
    static func hasByte(in bytes: UInt64, reaching least: Int) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let low = bytes & ~tops
        if least <= 0x80 { return ((low &+ ones &* UInt64(0x80 - least)) | bytes) & tops != 0 }
        return (low &+ ones &* UInt64(0x100 - least)) & bytes & tops != 0
    }
}

extension PostingList {
    /// An offset within a window is below its size, whatever the bytes say.
    @inlinable static var offsetMask: UInt16 { UInt16(windowSize - 1) }

    /// Finds the documents of a dense window by their places, which ascend from call to call.
    @usableFromInline struct BitSelector {
        @usableFromInline let start: Int
        @usableFromInline var index = 0

        @inlinable init(start: Int) { self.start = start }

        /// The offset of the document at this place among those that have a bit.
        @inlinable @inline(__always)
        mutating func offset(at place: Int, in bytes: RawSpan) -> UInt16 {
            let ranks = start + PostingList.bitmapSize
            while index + 1 < PostingList.windowSize / 64, Int(bytes.half(at: ranks + 2 * (index + 1))) <= place {
                index += 1
            }
            var word = bytes.word(at: start + 8 * index)
            // Damaged ranks may say anything.
            for _ in 0..<min(63, max(0, place - Int(bytes.half(at: ranks + 2 * index)))) { word &= word &- 1 }
            return UInt16(truncatingIfNeeded: index << 6 | word.trailingZeroBitCount & 63)
        }
    }
}

/// Numbers of a list's bytes, little-endian, at places that lie within them.
extension RawSpan {
    @inlinable @inline(__always)
    func byte(at place: Int) -> UInt8 { unsafe unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self) }

    @inlinable @inline(__always)
    func half(at place: Int) -> UInt16 {
        unsafe UInt16(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt16.self))
    }

    @inlinable @inline(__always)
    func word(at place: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
    }
}
