import CStemmer

/// Snowball's French stemmer: the root that a verb, its noun and its adjective share, « déclarer » and « déclaration ».
///
/// Too coarse to decide what answers (isolement meets isolation, commune communication), good to rank by: documents that
/// hold a word of the same family as the one asked are worth something, not as much as those that hold the word.
@safe final class RootStemmer {
    private let stemmer: OpaquePointer?

    init() { unsafe stemmer = sb_stemmer_new("french", "UTF_8") }

    deinit { if let stemmer = unsafe stemmer { unsafe sb_stemmer_delete(stemmer) } }

    /// The root of a form: small letters with their accents, as Snowball expects them.
    func root(of form: String) -> String {
        guard let stemmer = unsafe stemmer else { return form }
        let word = Array(form.utf8)
        return unsafe word.withUnsafeBufferPointer { buffer in
            guard let stem = unsafe sb_stemmer_stem(stemmer, buffer.baseAddress, CInt(buffer.count)) else {
                return form
            }
            let length = unsafe Int(sb_stemmer_length(stemmer))
            return unsafe String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
        }
    }
}
