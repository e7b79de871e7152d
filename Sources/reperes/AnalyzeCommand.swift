import Analysis
import ArgumentParser

struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Montre les termes que l’analyse tire d’un texte.",
        discussion: """
            Exemples :
              reperes analyze "Les médiatrices de l’école"
              reperes analyze --lines < mots.txt      une ligne de termes par ligne lue
            """,
        aliases: ["analyser"])

    @Argument(help: ArgumentHelp("Texte à analyser.", valueName: "texte"))
    var text: [String] = []
    @Flag(help: "Lit l’entrée standard : à chaque ligne répond une ligne de termes.") var lines = false

    func validate() throws {
        if text.isEmpty && !lines { throw ValidationError("donnez un texte, ou --lines pour lire l’entrée standard") }
    }

    func run() {
        let analyzer = Analyzer()
        if lines {
            while let line = readLine() {
                print(analyzer.tokens(in: line).filter { !$0.isColocated }.map(\.term.text).joined(separator: " "))
            }
            return
        }
        let text = text.joined(separator: " ")
        let bytes = Array(text.utf8)
        for token in analyzer.tokens(in: text) {
            let form = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
            let notes = [
                token.term.isStopWord ? "mot vide" : nil, token.isJoined ? "joint au précédent" : nil,
                Self.note(token.kind),
            ].compactMap { $0 }
            print(
                "\(token.position + 1)\t\(token.start)–\(token.end)\t\(form)\t→ \(token.term.text)"
                    + (notes.isEmpty ? "" : "\t(\(notes.joined(separator: ", ")))"))
        }
    }

    private static func note(_ kind: Token.Kind) -> String? {
        switch kind {
        case .word: nil
        case .compound: "les deux en un"
        case .acronym: "sigle"
        case .plus: "avec le signe plus"
        }
    }
}
