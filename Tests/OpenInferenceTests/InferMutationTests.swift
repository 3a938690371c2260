import Inference
import TestSupport
import Testing

@testable import OpenInference

/// Bytes that went wrong on their way: whatever comes, it is read or refused, and never a trap.
@Suite struct InferMutationTests {
    private static let seeds: [(bytes: [UInt8], jsonBytes: Int?)] = {
        let json =
            #"{"id":"7","parameters":{"binary_data_output":true,"timeout":5},"inputs":[{"name":"input","shape":[2,2],"datatype":"FP64","data":[[1,2.5],[-3e2,null]]}],"outputs":[{"name":"predict","parameters":{"binary_data":false}}]}"#
        let texts =
            #"{"inputs":[{"name":"input","shape":[2,1],"datatype":"BYTES","parameters":{"binary_data_size":11}}]}"#
        let numbers =
            #"{"inputs":[{"name":"input","shape":[2,2],"datatype":"INT32","parameters":{"binary_data_size":16}}]}"#
        return [
            (Array(json.utf8), nil), (Array(json.utf8), json.utf8.count),
            (Array(texts.utf8) + [3, 0, 0, 0, 97, 98, 99, 0, 0, 0, 0], texts.utf8.count),
            (Array(numbers.utf8) + (0..<16), numbers.utf8.count),
        ]
    }()

    /// Parts that shapes, sizes and datatypes are broken with.
    private static let pieces = [
        "-1", "0", "9223372036854775807", "4611686018427387904", "1e308", "[", "]", "{", "}", "\"", ",", "null",
        "BYTES",
        "FP16", "UINT64", "BOOL", "\\u0000", "\u{FFFF}", "1.5", "[[[[", "true",
    ].map { Array($0.utf8) }

    private func mutate(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<4, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where place < bytes.count: bytes[place] = .random(in: .min ... .max, using: &random)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<9, using: &random)))
            case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: place)
            case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
            default: bytes = Array(bytes[..<place])
            }
        }
        return bytes
    }

    @Test func `mutated requests are read or refused`() {
        var random = SeededGenerator(seed: 4)
        var read = 0
        var refused = 0
        for round in 0..<20_000 {
            let seed = Self.seeds[round % Self.seeds.count]
            let bytes = mutate(seed.bytes, &random)
            let shift = Int.random(in: 0..<8, using: &random) == 0 ? Int.random(in: -3...3, using: &random) : 0
            do {
                let request = try InferRequest(body: bytes, jsonBytes: seed.jsonBytes.map { $0 + shift })
                #expect(request.rows.rowCount * request.rows.columnCount <= bytes.count)
                read += 1
            } catch {
                #expect(!error.message.isEmpty && error.message.utf8.count < 600)
                refused += 1
            }
        }
        #expect(read > 100 && refused > 10_000)
    }
}
