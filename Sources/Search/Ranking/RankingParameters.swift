/// Every number that ranking depends on at search, in one place; `FieldWeights` has those that the postings are made with.
///
/// Chosen on test collections by `Benchmarks/tune`, with cross-validation; the figures stand in `Benchmarks/README.md`.
/// `reperes evaluate --set NAME=VALUE` tries another value.
public struct RankingParameters: Sendable, Equatable {
    /// BM25's saturation: how fast further occurrences stop to matter (Robertson & Zaragoza 2009).
    public var k1 = 5.0
    /// What the thesaurus's own weights are multiplied by: the user's words come first.
    public var synonymWeight = 0.6
    /// What an occurrence of a word of the same family counts.
    public var familyWeight = 0.3
    /// What a word that tells little (« devenir », « plusieurs ») weighs in a query of three words and more.
    public var weakWeight = 0.6
    /// How much lacking words cost, for three words and more: the score times (share of idf covered) to this power.
    public var coverage = 0.03
    /// Second pass: the part of the score that exact forms add.
    public var exactForm = 0.08
    /// Second pass: the part of the score that neighbors in the query add when they are neighbors in the document.
    public var proximity = 0.3
    /// Second pass: the part of the query's weight that the whole query, word for word, adds.
    public var phrase = 0.06
    /// Second pass: what a word written with a capital in both adds.
    public var capital = 0.5
    /// How many hits the second pass sees.
    public var depth = 20.0

    /// What the cosine with the query's meaning adds, as a part of the best score.
    public var meaningWeight = 2.5
    /// Beside meaning: what the beginnings of words add, as a part of the best score.
    public var truncationWeight = 0.5
    /// How many hits the second pass sees where meaning takes part, which may bring any of them up.
    public var fusedDepth = 30.0
    /// How many hits are compared with the query's meaning.
    public var meaningDepth = 200.0
    /// What holding every word of one or two is worth beside meaning, as a part of the best score: meaning replaces the
    /// two tiers of such questions.
    public var fullBonus = 0.1
    /// How near a document must be to be found by meaning alone: a cosine.
    public var meaningFloor = 0.39

    /// The defaults.
    public init() {}

    /// The parameters by the names that `--set` takes.
    public static let names: [String: WritableKeyPath<RankingParameters, Double> & Sendable] = [
        "k1": \.k1, "synonymWeight": \.synonymWeight, "familyWeight": \.familyWeight, "weakWeight": \.weakWeight,
        "coverage": \.coverage, "exactForm": \.exactForm, "proximity": \.proximity, "phrase": \.phrase,
        "capital": \.capital, "depth": \.depth, "meaningWeight": \.meaningWeight, "meaningDepth": \.meaningDepth,
        "fusedDepth": \.fusedDepth, "meaningFloor": \.meaningFloor, "fullBonus": \.fullBonus,
        "truncationWeight": \.truncationWeight,
    ]
}
