import Analysis
import SearchIndex

/// « Vouliez-vous dire »: other spellings from the index's own vocabulary, for words that it does not hold.
///
/// A word of the dictionary is not misspelt, it only stands nowhere: at most, another that sounds like it is proposed.
struct Spelling {
    let state: IndexState
    let thesaurus: ThesaurusIndex
    let analyzer: Analyzer
    /// What was looked up before: each unknown word is compared with all the forms that are about as long.
    let cache: WordCache

    /// A correction of a whole query.
    struct Correction: Equatable {
        var query: String
        /// What takes an acronym's or a right word's place is proposed, never put there.
        var mayBeApplied: Bool
    }

    /// Shorter words have too many neighbors.
    private static let shortest = 4
    /// Longer words in capitals are words.
    private static let longestAcronym = 5
    /// From this length on, two changes still point to one word.
    private static let longWord = 8

    /// The query with each unknown word replaced by the nearest known one; `nil` where nothing is better.
    ///
    /// - Parameter unknown: whether nothing answers the word, its synonyms included.
    func correct(_ query: String, isUnknown: (Term) throws -> Bool) throws -> Correction? {
        let bytes = Array(query.utf8)
        var corrected = ""
        var offset = 0
        var mayBeApplied = true
        var isChanged = false
        for token in analyzer.tokens(in: query) where token.kind == .word {
            guard token.term.form.count >= Self.shortest, token.term.form.first?.isLetter == true,
                try isUnknown(token.term)
            else { continue }
            let isAcronym = token.casing == .upper && token.term.form.count <= Self.longestAcronym
            let typed = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
            let (isWord, word) = try cache.corrections.value(for: typed) {
                let isWord = !isAcronym && Lexicon.french.contains(token.term.form)
                return (isWord, isWord ? try homophone(of: token) : try replacement(for: token))
            }
            guard let word else { continue }
            corrected += String(decoding: bytes[offset..<token.start], as: UTF8.self) + word
            offset = token.end
            isChanged = true
            if isAcronym || isWord { mayBeApplied = false }
        }
        guard isChanged else { return nil }
        return Correction(
            query: corrected + String(decoding: bytes[offset...], as: UTF8.self), mayBeApplied: mayBeApplied)
    }

    private func replacement(for token: Token) throws -> String? {
        let folded = analyzer.fold(token.term.form)
        let isUpper = token.casing == .upper
        if !isUpper, let elided = try elision(folded) { return elided }
        let bound = folded.count < Self.longWord ? 1 : 2
        let wanted = Array(folded.utf8)
        let sound = Sound(wanted)
        let reach = sound.key.isTelling ? Self.phoneticReach : bound
        let letters = LetterSet(wanted)
        let nearest = try nearest(to: token, wanted, reach: reach) { form in
            guard LetterSet(form).mayBecome(letters, changes: bound) else {
                return sound.isShared(with: form) ? 1 : nil
            }
            return distance(wanted, form, sound, bound: bound)
        }
        if let nearest { return isUpper ? nearest.uppercased() : nearest }
        return isUpper ? nil : try split(folded)
    }

    /// « chaumage » is a word too, but whoever types it may mean the one that sounds like it.
    private func homophone(of token: Token) throws -> String? {
        let wanted = Array(analyzer.fold(token.term.form).utf8)
        let sound = Sound(wanted)
        guard sound.key.isTelling else { return nil }
        let homophone = try nearest(to: token, wanted, reach: Self.phoneticReach) { letters in
            // Without silent letters « voyance » sounds like « voient », « disquette » like « disques ».
            letters.suffix(Self.ending) == wanted.suffix(Self.ending) && sound.isShared(with: letters) ? 1 : nil
        }
        return token.casing == .upper ? homophone?.uppercased() : homophone
    }

    /// Right words that sound alike are proposed for each other if they end with the same so many letters.
    private static let ending = 3

    /// The form at the least distance, of those as long as the folded word, give or take the reach.
    private func nearest(
        to token: Token, _ wanted: [UInt8], reach: Int, distance: ([UInt8]) -> Int?
    ) throws -> String? {
        let length = String(decoding: wanted, as: UTF8.self).count
        var best: (form: VocabularyForm, distance: Int)?
        let lengths = max(3, length - reach)...(length + reach)
        for (form, distance) in try state.forms(ofLength: lengths, distance: distance) {
            guard distance > 0, !thesaurus.areDistinct(token.term.text, form.term),
                !analyzer.term(for: form.form).isStopWord
            else { continue }
            if best.map({ isBetter(form, distance, than: $0, wanted: wanted) }) ?? true { best = (form, distance) }
        }
        return best?.form.form
    }

    /// How far a form is, in changes; a form that sounds as what was typed is no further than one. `nil`: too far.
    private func distance(_ wanted: [UInt8], _ form: [UInt8], _ sound: Sound, bound: Int) -> Int? {
        if let distance = EditDistance.between(wanted, form, bound: bound),
            isSameNotion(wanted, form, distance)
        {
            return distance > 1 && sound.isShared(with: form) ? 1 : distance
        }
        return sound.isShared(with: form) ? 1 : nil
    }

    /// How a word sounds, where that tells something.
    private struct Sound {
        let key: PhoneticKey
        private let skeleton: UInt64

        init(_ folded: [UInt8]) {
            key = PhoneticKey(folded)
            skeleton = PhoneticKey.skeleton(folded)
        }

        func isShared(with form: [UInt8]) -> Bool {
            key.isTelling && PhoneticKey.skeleton(form) == skeleton && PhoneticKey(form) == key
        }
    }

    /// « ortografe » is two letters shorter than what it sounds like.
    private static let phoneticReach = 3

    /// Two changes must leave the beginning alone: inclusion is not exclusion, nor relogement logement.
    private func isSameNotion(_ wanted: [UInt8], _ form: [UInt8], _ distance: Int) -> Bool {
        distance == 1 && wanted.count >= 5 || wanted.first == form.first
    }

    private func isBetter(
        _ form: VocabularyForm, _ distance: Int, than best: (form: VocabularyForm, distance: Int), wanted: [UInt8]
    ) -> Bool {
        if distance != best.distance { return distance < best.distance }
        let (a, b) = (form.folded.utf8.first == wanted.first, best.form.folded.utf8.first == wanted.first)
        if a != b { return a }
        return form.documents == best.form.documents ? form.form < best.form.form : form.documents > best.form.documents
    }

    /// « lecole » : the apostrophe was forgotten.
    private func elision(_ folded: String) throws -> String? {
        for article in ["qu", "l", "d", "s", "n", "j", "m", "t", "c"] where folded.hasPrefix(article) {
            let rest = folded.dropFirst(article.count)
            guard rest.count >= 3, let first = rest.first, "aeiouyh".contains(first),
                let form = try known(String(rest))
            else { continue }
            return article + "’" + form
        }
        return nil
    }

    /// « conseilcitoyen », « salledebain »: the spaces were forgotten.
    private func split(_ folded: String) throws -> String? {
        guard folded.count >= 8, folded.count <= 40 else { return nil }
        for length in (Self.shortest...(folded.count - Self.shortest)).reversed() {
            guard let first = try known(String(folded.prefix(length))) else { continue }
            let rest = String(folded.dropFirst(length))
            if let second = try known(rest) { return first + " " + second }
            for word in Self.linkWords where rest.hasPrefix(word) {
                let last = rest.dropFirst(word.count)
                if last.count >= Self.shortest, let last = try known(String(last)) {
                    return [first, word, last].joined(separator: " ")
                }
            }
        }
        return nil
    }

    private static let linkWords = ["de", "des", "du", "en", "et", "a", "la"]

    /// The most frequent form that folds to this.
    private func known(_ folded: String) throws -> String? {
        try state.forms(folding: folded).max { ($0.documents, $1.form) < ($1.documents, $0.form) }?.form
    }
}
