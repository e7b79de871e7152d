import Foundation

/// Fills a document with what its header says, and reports all that is wrong with it at once.
struct HeaderCheck {
    /// Where the header comes from.
    enum Origin {
        /// A file that an editor wrote, told what could be better too.
        case markdown
        /// One line of many, told little.
        case jsonLine
    }

    var document: Document
    private(set) var problems: [Problem] = []
    let taxonomy: Taxonomy
    /// What stands after `axes` and `question`, not resolved yet.
    private(set) var writtenAxes: [(text: String, line: Int)] = []

    private static let summaryLimit = 400

    private let origin: Origin
    private var seenKeys: Set<String> = []
    private var filledKeys: Set<String> = []

    /// - Parameter document: what the file's name and place say.
    init(_ document: Document, origin: Origin, taxonomy: Taxonomy) {
        self.document = document
        self.origin = origin
        self.taxonomy = taxonomy
    }

    /// Whether the document must be refused.
    var isRefused: Bool { problems.contains { $0.severity == .error } }

    /// Takes all the entries of the header, once.
    mutating func read(_ entries: [RawEntry]) {
        for entry in entries { read(entry) }
        readAxes()
        guard origin == .markdown else { return }
        if document.title.isEmpty {
            refuse(1, "titre manquant", "ajoutez la clé « titre » à l’en-tête", "titre")
        }
        warnOfAbsentKeys()
    }

    /// Takes a title from a key that is not ours; one under our own key prevails.
    mutating func readTitle(_ title: String) { document.title = Self.oneLine(title) }

    private mutating func read(_ entry: RawEntry) {
        let key = KnownKeys.canonical(entry.key)
        // JSON lets a key come twice, and its readers keep the last.
        if !seenKeys.insert(key).inserted, origin == .markdown {
            return refuse(entry.line, "clé « \(key) » donnée deux fois", "gardez-en une", "yaml")
        }
        if !entry.value.texts.isEmpty { filledKeys.insert(key) }
        let text = Self.oneLine(entry.value)
        switch key {
        case KnownKeys.title: if !text.isEmpty { document.title = text }
        case KnownKeys.summary: readSummary(text, line: entry.line)
        case KnownKeys.kind: readKind(text, line: entry.line)
        case KnownKeys.axes: writtenAxes += Self.names(entry.value, isName: { taxonomy.named($0) != nil })
        case KnownKeys.question: writtenAxes += Self.names(entry.value, isName: { _ in true })
        case KnownKeys.publics: document.publics = Self.names(entry.value, isName: { _ in false }).map(\.text)
        case KnownKeys.territory: document.territory = text.isEmpty ? nil : text
        case KnownKeys.nature: readNature(text, line: entry.line)
        case KnownKeys.start:
            document.year = date(text, line: entry.value.line)?.year
            keep(entry)
        case KnownKeys.updated: document.updated = date(text, line: entry.value.line)?.text
        case KnownKeys.sources: readSources(entry.value)
        default: keep(entry)
        }
    }

    private mutating func readSummary(_ text: String, line: Int) {
        document.summary = text
        if origin == .markdown, text.count > Self.summaryLimit {
            warn(
                line, "résumé de \(text.count) caractères", "ramenez-le à \(Self.summaryLimit) au plus", "resume-long")
        }
    }

    private mutating func readKind(_ text: String, line: Int) {
        if text.isEmpty { return }
        if let kind = Document.Kind(written: text) { return document.kind = kind }
        let names = Document.Kind.allCases.map(\.rawValue)
        refuse(line, "type inconnu « \(text) »", Self.choice(text, names), "type")
    }

    private mutating func readNature(_ text: String, line: Int) {
        if text.isEmpty { return }
        let folded = Folding.folded(text)
        document.nature = Document.Nature.allCases.first { $0.rawValue == folded }
        if document.nature == nil {
            let names = Document.Nature.allCases.map(\.rawValue)
            refuse(line, "nature inconnue « \(text) »", Self.choice(text, names), "nature")
        }
    }

    private mutating func date(_ text: String, line: Int) -> HeaderDate? {
        if text.isEmpty { return nil }
        let date = HeaderDate(text)
        if date == nil {
            warn(line, "date illisible « \(text) »", "écrivez AAAA, AAAA-MM ou AAAA-MM-JJ", "date")
        }
        // What begins next year may be told already.
        if let date, date.year > Self.currentYear + 1 {
            warn(line, "date à venir « \(text) »", "vérifiez l’année", "date")
        }
        return date
    }

    private static let currentYear = Calendar(identifier: .gregorian).component(.year, from: .now)

    private mutating func readSources(_ value: RawValue) {
        let values = if case .list(let members) = value.shape { members } else { [value] }
        for value in values where value.shape != .none { readSource(value) }
    }

    private mutating func readSource(_ value: RawValue) {
        func part(_ key: String) -> String? { value[key].map(Self.oneLine).flatMap { $0.isEmpty ? nil : $0 } }
        let text = value.text.map { _ in Self.oneLine(value) }
        let code = part("code")
        var url = part("url")
        if let text, Self.isWebAddress(text) { url = text }
        // Any other scheme would be a link that runs a script, or leads nowhere for a reader.
        if let address = url, !Self.isWebAddress(address) {
            warn(
                value["url"]?.line ?? value.line, "adresse « \(address) » sans http:// ni https://",
                "corrigez-la ou retirez-la", "source")
            url = nil
        }
        guard let title = text ?? part("titre") ?? url ?? code, !title.isEmpty else {
            return warn(value.line, "source sans titre", "ajoutez la clé « titre »", "source")
        }
        document.sources.append(Document.Source(title: title, url: url, code: code))
    }

    private mutating func keep(_ entry: RawEntry) {
        if origin == .markdown, let meant = KnownKeys.meant(by: entry.key) {
            warn(entry.line, "clé inconnue « \(entry.key) »", "écrivez « \(meant) »", "cle-inconnue")
        }
        if KnownKeys.canonical(entry.key) == "date_fin" {
            _ = date(Self.oneLine(entry.value), line: entry.value.line)
        }
        if let text = entry.value.text {
            if !text.isEmpty { document.fields.append(Document.Field(key: entry.key, value: .text(text))) }
        } else {
            let texts = entry.value.texts
            if !texts.isEmpty { document.fields.append(Document.Field(key: entry.key, value: .list(texts))) }
        }
    }

    private mutating func warnOfAbsentKeys() {
        let absent = KnownKeys.recommended(for: document.kind).filter { !filledKeys.contains($0) }
        if absent.isEmpty { return }
        let keys = absent.joined(separator: ", ")
        if absent.count == 1 {
            warn(1, "clé recommandée absente : \(keys)", "ajoutez-la à l’en-tête", "cles-absentes")
        } else {
            warn(1, "clés recommandées absentes : \(keys)", "ajoutez-les à l’en-tête", "cles-absentes")
        }
    }

    mutating func refuse(_ line: Int, _ message: String, _ remedy: String, _ category: String) {
        problems.append(
            Problem(file: document.path, line: line, message: message, remedy: remedy, category: category))
    }

    mutating func warn(_ line: Int, _ message: String, _ remedy: String, _ category: String) {
        problems.append(
            Problem(
                file: document.path, line: line, message: message, remedy: remedy, severity: .warning,
                category: category))
    }
}
