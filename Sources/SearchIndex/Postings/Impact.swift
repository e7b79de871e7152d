import Foundation

/// A weighted frequency in 8 bits: how much of a term a document holds, fields and lengths accounted for.
///
/// Codes rise with the logarithm of the frequency, 20 to a doubling, so that a code is within 1.8 % of what it stands for
/// over the whole range from 1/32 to 208. Saturation and idf stay with the query.
public enum Impact {
    private static let perDoubling = 20.0
    private static let lowest = -5.0

    /// The frequency that each code stands for; 0 for code 0, which no posting has.
    public static let frequencies: [Double] =
        [0] + (1...255).map { exp2(Double($0 - 1) / perDoubling + lowest) }

    /// The nearest code of a frequency above 0, 1...255.
    public static func code(_ frequency: Double) -> UInt8 {
        let step = ((log2(frequency) - lowest) * perDoubling).rounded() + 1
        return UInt8(max(1, min(255, step)))
    }

    /// The frequency as the postings keep it.
    public static func rounded(_ frequency: Double) -> Double {
        frequency > 0 ? frequencies[Int(code(frequency))] : 0
    }
}
