/// The sentence encoder's weights and its pieces of words, mapped from their file.
///
/// The universal sentence encoder (Yang et al. 2020, *Multilingual Universal Sentence Encoder for Semantic Retrieval*),
/// version 3: sums of embeddings and of convolutions over 2, 3 and 5 pieces. Encoders share one model.
public final class Model: Sendable {
    let tokenizer: Tokenizer
    let weights: Weights
    private let file: ModelFile

    /// Opens the model's file in `folder`, within a millisecond: nothing is read but the head.
    ///
    /// Its lengths and offsets are checked here. A wrong number further on spoils vectors and does no other harm;
    /// `verify()` finds it.
    public init(folder: String) throws(ModelError) {
        let file = try ModelFile(path: folder + "/" + ModelFile.name)
        weights = try Weights(file)
        tokenizer = try Tokenizer(file, unknownScore: weights.unknownScore)
        self.file = file
    }

    /// Names the weights, by their checksum: vectors of two models do not compare.
    public var identity: String {
        let digits = String(file.checksum, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Reads the whole file once and compares its checksum (XXH3).
    public func verify() throws(ModelError) { try file.verify() }
}
