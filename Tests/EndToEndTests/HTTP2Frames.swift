/// Frames of HTTP/2 (RFC 9113), as bytes.
enum HTTP2Frames {
    /// What a client begins with: the preface and its settings, which are the defaults.
    static let beginning = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(type: 4, stream: 0)

    static func frame(type: UInt8, flags: UInt8 = 0, stream: UInt32, _ payload: [UInt8] = []) -> [UInt8] {
        let length = payload.count
        let head = [UInt8(length >> 16 & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF), type, flags]
        return head + bytes(stream) + payload
    }

    /// `GET path` or `POST path`, the whole of the request or its head.
    static func request(_ path: String, stream: UInt32, isPost: Bool = false, isWhole: Bool = true) -> [UInt8] {
        let method: UInt8 = isPost ? 0x83 : 0x82
        let block =
            [method, 0x87, 0x04, UInt8(path.utf8.count)] + Array(path.utf8) + [0x01, 9] + Array("localhost".utf8)
        return frame(type: 1, flags: isWhole ? 5 : 4, stream: stream, block)
    }

    static func reset(stream: UInt32) -> [UInt8] {
        frame(type: 3, stream: stream, bytes(8))
    }

    /// An ALTSVC frame (RFC 7838), of a type that HTTP/2 itself does not have.
    static func alternativeService(stream: UInt32, originLength: UInt16, origin: String, value: String) -> [UInt8] {
        frame(
            type: 10,
            stream: stream,
            [UInt8(originLength >> 8), UInt8(originLength & 0xFF)] + Array(origin.utf8) + Array(value.utf8)
        )
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) }
    }
}
