import Yams

/// What libyaml says, in words that an editor can act on.
enum YAMLProblem {
    /// The problem behind `error`, with the usual cause when the line shows one.
    static func explain(_ error: any Error, yaml: String, file: String, firstLine: Int) -> Problem {
        func problem(_ yamlLine: Int, _ message: String, _ remedy: String) -> Problem {
            Problem(file: file, line: firstLine + yamlLine - 1, message: message, remedy: remedy, category: "yaml")
        }
        switch error as? YamlError {
        case .scanner(let context, let text, let mark, _), .parser(let context, let text, let mark, _),
            .composer(let context, let text, let mark, _):
            let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return cause(Failure(text: text, context: context, mark: mark, lines: lines), problem)
        case .duplicatedKeysInMapping(let keys, let context):
            return problem(context.mark.line, "clé « \(keys.first ?? "") » donnée deux fois", "gardez-en une")
        case .reader:
            return problem(1, "caractère de contrôle dans le texte YAML", "retirez-le")
        default:
            return problem(1, "YAML illisible", "reprenez un en-tête fait par « reperes new »")
        }
    }

    private struct Failure {
        let text: String
        let context: YamlError.Context?
        let mark: Mark
        let lines: [String]

        /// The line where the mistake shows, or began.
        func line(_ number: Int) -> String { lines.indices.contains(number - 1) ? lines[number - 1] : "" }
    }

    private static func cause(_ failure: Failure, _ problem: (Int, String, String) -> Problem) -> Problem {
        let line = failure.mark.line
        let start = failure.context?.mark.line ?? line
        if failure.text.contains("mapping values are not allowed") {
            return problem(
                line, "deux-points suivi d’une espace dans une valeur sans guillemets",
                "mettez la valeur entre guillemets")
        }
        if failure.context?.text.contains("quoted scalar") == true {
            return problem(start, "guillemet jamais refermé", "fermez-le à la fin de la valeur")
        }
        if let tab = [line, start].first(where: { failure.line($0).prefix { $0.isWhitespace }.contains("\t") }) {
            return problem(tab, "tabulation en début de ligne", "remplacez-la par des espaces")
        }
        if failure.text.contains("cannot start any token") {
            return problem(
                line, "valeur qui commence par un signe réservé", "mettez la valeur entre guillemets")
        }
        if failure.context?.text.contains("flow") == true {
            return problem(
                start, "crochet ou accolade mal fermé", "fermez la liste, séparez ses valeurs par des virgules")
        }
        if failure.text.contains("could not find expected ':'") {
            return problem(start, "ligne sans deux-points", "écrivez « clé: valeur »")
        }
        if failure.text.contains("undefined alias") {
            return problem(line, "valeur qui commence par « * »", "mettez-la entre guillemets")
        }
        if failure.text.contains("another document") {
            return problem(line, "deux textes YAML séparés par « --- »", "gardez-en un")
        }
        return problem(line, "YAML illisible", "vérifiez l’alignement des clés et les guillemets des valeurs")
    }
}
