import Foundation
import Testing

@testable import Meaning

@Suite(.enabled(if: SampleModel.isPresent, Comment(rawValue: SampleModel.absence)))
struct EncoderTests {
    let encoder: Encoder

    init() throws { encoder = Encoder(try SampleModel.open()) }

    @Test("each of 200 sentences has the vector that the model's package gives it")
    func reference() throws {
        let (sentences, vectors) = (try Reference.sentences(), try Reference.vectors())
        #expect(sentences.count == 200 && vectors.count == 200)
        for (sentence, expected) in zip(sentences, vectors) {
            let vector = try #require(encoder.vector(of: sentence), "\(sentence)")
            // Whole numbers cost 1e-6, the reference's 16 bits 1e-7; a layer in the wrong place far more.
            #expect(vector.cosine(expected) > 0.99999, "\(sentence)")
        }
    }

    @Test("all kernels give the very same vector")
    func kernels() throws {
        let model = try SampleModel.open()
        for sentence in try Reference.sentences().suffix(12) {
            let vectors = Kernel.all.map { Encoder(model, kernel: $0).vector(of: sentence) }
            #expect(vectors.allSatisfy { $0 == vectors[0] }, "\(sentence)")
        }
    }

    @Test("a text's vector does not depend on those before it")
    func memory() throws {
        let sentences = try Reference.sentences().suffix(8)
        let again = sentences.reversed().map { encoder.vector(of: $0) }
        #expect(Array(again.reversed()) == sentences.map { encoder.vector(of: $0) })
    }

    @Test("a blank text has no meaning", arguments: ["", " ", "\n\t\r\n", "\u{A0}\u{3000}", "\u{200B}"])
    func blank(text: String) { #expect(encoder.vector(of: text) == nil) }

    @Test("composed and decomposed accents mean the same")
    func accents() {
        let text = "Élève éloigné à l’école"
        #expect(encoder.vector(of: text) == encoder.vector(of: text.decomposedStringWithCanonicalMapping))
    }

    @Test("what stands behind the longest text is not read")
    func longest() throws {
        let long = Array(repeating: "la médiatrice écoute", count: 1000).joined(separator: " ")
        let vector = try #require(encoder.vector(of: long))
        #expect(vector == encoder.vector(of: long + " et le chat dort"))
        let short = Array(repeating: "la médiatrice écoute", count: 50).joined(separator: " ")
        #expect(encoder.vector(of: short) != encoder.vector(of: short + " et le chat dort"))
    }

    @Test("five megabytes without a space are a text like another", arguments: ["a", "é", "\u{FDFA}", "🙂", " "])
    func megabytes(character: String) {
        let vector = encoder.vector(of: String(repeating: character, count: 5_000_000 / character.utf8.count))
        #expect((vector == nil) == (character == " "))
    }

    @Test(
        "a paraphrase is nearer than a sentence that shares a word with it",
        arguments: [
            ("bruit la nuit", "tapage nocturne", "la nuit, les chats dorment"),
            ("Il a perdu son emploi.", "Il est au chômage.", "Il a perdu son chapeau."),
            (
                "je ne peux plus payer mon loyer", "impossible de régler mes mensualités d’appartement",
                "payer par carte au cinéma"
            ),
            ("conflit de voisinage", "how to settle a dispute between neighbours", "le voisinage de la mer"),
        ])
    func paraphrase(text: String, near: String, far: String) throws {
        let vector = try #require(encoder.vector(of: text))
        let (near, far) = (try #require(encoder.vector(of: near)), try #require(encoder.vector(of: far)))
        #expect(vector.cosine(near) > vector.cosine(far))
    }
}
