import Foundation

/// The argument parser's own words in French: it cannot be told to speak another language.
enum French {
    private static let words: [(english: String, french: String)] = [
        ("OVERVIEW: ", ""), ("USAGE:", "UTILISATION :"), ("OPTIONS:", "OPTIONS :"), ("ARGUMENTS:", "ARGUMENTS :"),
        ("SUBCOMMANDS:", "COMMANDES :"), ("<subcommand>", "<commande>"), ("<options>", "<options>"),
        ("Show help information.", "Affiche cette aide."), ("Show the version.", "Affiche la version."),
        ("See 'reperes help <commande>' for detailed help.", "Pour en savoir plus : reperes help <commande>"),
        ("(default:", "(par défaut :"), ("(values:", "(valeurs :"), ("; default:", " ; par défaut :"),
        ("Error: ", "Erreur : "), ("Usage: ", "Utilisation : "), ("Help: ", "Aide : "),
        ("Missing expected argument", "il manque l’argument"), ("Missing value for", "il manque une valeur à"),
        ("Unknown option", "option inconnue"), ("unexpected arguments:", "arguments inattendus :"),
        ("Unexpected argument", "argument inattendu"), ("arguments inattendus", "arguments inattendus"),
        ("Did you mean", "vouliez-vous dire"), ("is invalid for", "n’est pas admise pour"),
        ("The value ", "la valeur "), ("Please provide one of", "Valeurs admises :"),
        ("Please provide", "Indiquez"), (" for more information.", " pour en savoir plus."),
        ("  See '", "  Voir « "), ("' pour en savoir plus.", " » pour en savoir plus."),
    ]

    private static let patterns: [(pattern: String, template: String)] = [
        (#"'\. (?:Did you mean|vouliez-vous dire) '([^']*)'\?"#, "', vouliez-vous dire « $1 » ?"),
        (#"(option inconnue|argument inattendu|l’argument|une valeur à|la valeur|admise pour) '([^']*)'"#, "$1 « $2 »"),
        (#"' or '"#, "' ou '"), (#"', or '"#, "' ou '"), (#"', '([^']*)' and '"#, "', '$1' et '"),
        (#"(?<=: )'([^']*)' and '"#, "'$1' et '"),
        (#"(\d+) unexpected arguments:"#, "$1 arguments inattendus :"),
        (#"(?m)^(\s+)reperes help <commande>"#, "$1reperes help <commande>"),
    ]

    /// The message with the parser's words in French; ours stay as they are.
    static func translated(_ message: String) -> String {
        var text = message
        for (english, french) in words { text = text.replacingOccurrences(of: english, with: french) }
        for (pattern, template) in patterns {
            text = text.replacingOccurrences(of: pattern, with: template, options: .regularExpression)
        }
        return text
    }
}
