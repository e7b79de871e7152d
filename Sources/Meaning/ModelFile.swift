/// The model's file: `docs/model.md` describes its bytes, `scripts/convert_model.py` writes them.
struct ModelFile {
    static let name = "meaning.model"
    static let version = 1
    static let magic: [UInt8] = Array("REPMEAN".utf8) + [0]
    /// What the checksum does not cover: magic, version, number of sections, size, checksum.
    static let checkedFrom = 32

    /// In the order in which the file has them.
    enum Section: Int, CaseIterable {
        case characterMap, replacements, trie, scores, embeddings, matrices, floats
    }

    let path: String
    let checksum: UInt64
    private let file: MappedFile
    private let offsets: [Int]
    private let lengths: [Int]

    /// Looks at the head only: all sections lie within the file, which has the size that it says.
    init(path: String) throws(ModelError) {
        func damaged(_ reason: String) -> ModelError { .damaged(path: path, reason: reason) }
        guard let file = MappedFile(path: path) else { throw .missing(path: path) }
        let words = 4 + 2 * Section.allCases.count
        guard let start = file.table(of: UInt8.self, at: 0, count: 8),
            (0..<8).allSatisfy({ start[$0] == Self.magic[$0] })
        else { throw damaged("ce n’est pas un modèle de sens") }
        guard let head = file.table(of: UInt64.self, at: 0, count: words) else { throw damaged("il est coupé") }
        let numbers = (0..<words).map { UInt64(littleEndian: head[$0] ?? 0) }
        let version = Int(numbers[1] & 0xFFFF_FFFF)
        guard version == Self.version else { throw .otherVersion(path: path, version: version) }
        guard numbers[1] >> 32 == UInt64(Section.allCases.count) else { throw damaged("son en-tête est faux") }
        guard numbers[2] == UInt64(file.count) else {
            throw damaged("\(file.count) octets, attendu \(numbers[2])")
        }
        self.path = path
        self.file = file
        checksum = numbers[3]
        offsets = Section.allCases.map { Int(clamping: numbers[4 + 2 * $0.rawValue]) }
        lengths = Section.allCases.map { Int(clamping: numbers[5 + 2 * $0.rawValue]) }
    }

    /// A section's numbers: `count` of them, or as many as it has.
    func table<Element: BitwiseCopyable>(
        _ section: Section, of type: Element.Type, count: Int? = nil
    ) throws(ModelError) -> Table<Element> {
        let length = lengths[section.rawValue]
        let size = MemoryLayout<Element>.stride
        guard length.isMultiple(of: size), length / size > 0, count ?? (length / size) == length / size,
            let table = file.table(of: type, at: offsets[section.rawValue], count: length / size)
        else { throw .damaged(path: path, reason: "sa partie \(section.rawValue + 1) est mal placée ou coupée") }
        return table
    }

    /// Reads the whole file once and compares its checksum.
    func verify() throws(ModelError) {
        guard file.checksum(from: Self.checkedFrom) == checksum else {
            throw .damaged(path: path, reason: "sa somme de contrôle est fausse")
        }
    }
}
