import CICU

/// ICU's word boundaries, case folding and decomposition, on UTF-16 as ICU has it.
///
/// The only file of this module that holds C pointers. Not shared between threads: a word breaker has a state.
@safe final class ICUText {
    private let breaker: OpaquePointer?
    private let casefold: OpaquePointer?
    private let decomposition: OpaquePointer?

    /// ICU's U_BUFFER_OVERFLOW_ERROR.
    private static let bufferOverflow: Int32 = 15

    init() {
        // A missing locale falls back to the root rules; a null breaker (no ICU data at all) cuts at scripts only.
        unsafe breaker = icu_words_open("fr")
        unsafe casefold = icu_nfkc_casefold()
        unsafe decomposition = icu_nfd()
    }

    deinit {
        if let breaker = unsafe breaker { unsafe icu_words_close(breaker) }
    }

    func isAlphabetic(_ scalar: UInt32) -> Bool {
        icu_is_alphabetic(Int32(bitPattern: scalar)) != 0
    }

    func isMarkOrDigit(_ scalar: UInt32) -> Bool {
        let type = icu_category(Int32(bitPattern: scalar))
        return (6...9).contains(type)  // Mn, Me, Mc, Nd
    }

    func isMark(_ scalar: UInt32) -> Bool {
        let type = icu_category(Int32(bitPattern: scalar))
        return (6...8).contains(type)
    }

    /// The words of a run of scalars, as ranges of scalar indices (UAX #29; dictionaries for scripts without spaces).
    func words(of scalars: [UInt32]) -> [Range<Int>] {
        guard let breaker = unsafe breaker else { return [0..<scalars.count] }
        var units: [UInt16] = []
        var indexOfUnit: [Int] = []
        for (index, value) in scalars.enumerated() {
            for unit in UTF16.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? .init() {
                units.append(unit)
                indexOfUnit.append(index)
            }
        }
        indexOfUnit.append(scalars.count)
        var ranges: [Range<Int>] = []
        unsafe units.withUnsafeBufferPointer { buffer in
            guard unsafe icu_words_set_text(breaker, buffer.baseAddress, Int32(buffer.count)) <= 0 else { return }
            var start = 0
            while true {
                let end = unsafe Int(icu_words_next(breaker))
                if end < 0 { break }
                // Status 0..<100: neither letter, number, kana nor ideograph.
                if unsafe icu_words_status(breaker) >= 100, indexOfUnit[start] < indexOfUnit[end] {
                    ranges.append(indexOfUnit[start]..<indexOfUnit[end])
                }
                start = end
            }
        }
        return ranges
    }

    /// NFKC case folding: « ﬁn » and « Fin » give « fin ».
    func casefolded(_ text: String) -> [UInt16] {
        unsafe normalized(Array(text.utf16), by: casefold)
    }

    /// The canonical decomposition: letters, each followed by its marks.
    func decomposed(_ units: [UInt16]) -> [UInt16] {
        unsafe normalized(units, by: decomposition)
    }

    private func normalized(_ units: [UInt16], by normalizer: OpaquePointer?) -> [UInt16] {
        guard let normalizer = unsafe normalizer, !units.isEmpty else { return units }
        var capacity = units.count * 2 + 16
        while true {
            var status: Int32 = 0
            var length: Int32 = 0
            let target = unsafe [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
                length = unsafe units.withUnsafeBufferPointer { source in
                    unsafe icu_normalize(
                        normalizer, source.baseAddress, Int32(source.count), buffer.baseAddress, Int32(capacity),
                        &status)
                }
                count = min(Int(max(length, 0)), capacity)
            }
            if status == Self.bufferOverflow, Int(length) > capacity {
                capacity = Int(length)
                continue
            }
            return status <= 0 ? target : units
        }
    }
}
