/// Percent-encoding of the parts of addresses (RFC 3986), and its reverse.
enum PercentEncoding {
    /// `text` as a segment of a path: all but letters, digits and `-._~` becomes `%XX`.
    static func segment(_ text: some StringProtocol) -> String {
        encode(text, spaceAsPlus: false)
    }

    /// `text` as a name or a value of a query, as forms send it: a space is `+`.
    static func query(_ text: some StringProtocol) -> String {
        encode(text, spaceAsPlus: true)
    }

    /// What `encoded` stands for, or `nil` where that is not UTF-8. A `%` without two digits stands for itself.
    static func decode(_ encoded: some StringProtocol, plusAsSpace: Bool) -> String? {
        let encoded = Array(encoded.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var index = 0
        while index < encoded.count {
            let byte = encoded[index]
            index += 1
            if byte == UInt8(ascii: "%"), index + 1 < encoded.count, let high = value(ofDigit: encoded[index]),
                let low = value(ofDigit: encoded[index + 1])
            {
                bytes.append(high << 4 | low)
                index += 2
            } else {
                bytes.append(plusAsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func encode(_ text: some StringProtocol, spaceAsPlus: Bool) -> String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(text.utf8.count * 2)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            case UInt8(ascii: " ") where spaceAsPlus:
                encoded.append(UInt8(ascii: "+"))
            default:
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static let digits = [UInt8]("0123456789ABCDEF".utf8)

    private static func value(ofDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
