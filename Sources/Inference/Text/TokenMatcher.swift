/// Runs a ``TokenProgram`` over a text, as Python's `re` would: the first alternative that leads to a match wins.
///
/// A step that failed at a place fails there ever after, as nothing in a program depends on what was matched before. It
/// is remembered, so that all searches together take O(steps · bytes), whatever pattern and text are.
struct TokenMatcher {
    /// Something to try later, in eight bytes: there may be several for each byte of a text.
    private struct Job {
        private let packed: Int

        /// - Parameter step: where to go on; below zero the capture to give back: `-1` its start, `-2` its end.
        init(step: Int, position: Int) { packed = position << 16 | (step + 2) }

        var step: Int { packed & 0xffff - 2 }
        var position: Int { packed >> 16 }
    }

    private var jobs: [Job] = []
    /// A bit for each step at each position from `origin` on that was tried.
    private var tried: [UInt64] = []
    private var origin = 0
    private var furthest = -1
    private var captureStart = -1
    private var captureEnd = -1
    /// How much may be tried later at once: a pattern can make a hundred such places of each byte.
    private var jobLimit = 0
    /// Whether the search was given up, as there was too much to try later.
    private(set) var isOverfull = false

    init() {}

    /// Calls `body` with every token, from left to right.
    ///
    /// - Source: `re.Pattern.findall`: an empty match is followed by one that is not empty, or begins further on.
    mutating func forEachToken(in text: TextBytes, _ program: TokenProgram, _ body: (Range<Int>) -> Void) {
        var start = 0
        var mustAdvance = false
        origin = 0
        furthest = -1
        tried.removeAll(keepingCapacity: true)
        isOverfull = false
        jobLimit = max(1 << 20, 4 * text.count)
        while start <= text.count, !isOverfull {
            forget(before: start)
            if let end = match(text, program, at: start, mustAdvance: mustAdvance) {
                body(token(start..<end, program))
                mustAdvance = end == start
                start = end
                forget(at: end, program.wordsPerPosition)
            } else {
                mustAdvance = false
                start += start < text.count ? text.length(at: start) : 1
            }
        }
    }

    /// The group where there is one, empty when it took no part.
    private func token(_ match: Range<Int>, _ program: TokenProgram) -> Range<Int> {
        guard program.hasCapture else { return match }
        return captureStart >= 0 && captureEnd >= captureStart ? captureStart..<captureEnd : 0..<0
    }

    // MARK: One search

    /// The end of a match that begins at `start`; nil for none.
    private mutating func match(
        _ text: TextBytes,
        _ program: TokenProgram,
        at start: Int,
        mustAdvance: Bool
    ) -> Int? {
        captureStart = -1
        captureEnd = -1
        jobs.removeAll(keepingCapacity: true)
        jobs.append(Job(step: 0, position: start))
        while !isOverfull, let job = jobs.popLast() {
            if job.step < 0 {
                if job.step == -1 { captureStart = job.position } else { captureEnd = job.position }
            } else if let end = follow(job, text, program), !(mustAdvance && end == start) {
                return end
            }
        }
        return nil
    }

    /// Goes on from `job` until a step fails; what else could be tried is put on the pile.
    private mutating func follow(_ job: Job, _ text: TextBytes, _ program: TokenProgram) -> Int? {
        var (step, position) = (job.step, job.position)
        while isFirstTry(step, at: position, program.wordsPerPosition) {
            let current = program.steps[step]
            step += 1
            switch current.operation {
            case .set:
                guard position < text.count, program.sets[Int(current.first)].contains(text.scalar(at: position)) else {
                    return nil
                }
                position += text.length(at: position)
            case .split:
                guard jobs.count < jobLimit else {
                    isOverfull = true
                    return nil
                }
                jobs.append(Job(step: Int(current.second), position: position))
                step = Int(current.first)
            case .jump: step = Int(current.first)
            case .captureStart:
                jobs.append(Job(step: -1, position: captureStart))
                captureStart = position
            case .captureEnd:
                jobs.append(Job(step: -2, position: captureEnd))
                captureEnd = position
            case .assert:
                guard Self.holds(program.assertions[Int(current.first)], in: text, at: position) else { return nil }
            case .match: return position
            }
        }
        return nil
    }

    private static func holds(
        _ assertion: TokenPatternNode.Assertion,
        in text: TextBytes,
        at position: Int
    ) -> Bool {
        let isEnd = position == text.count
        return switch assertion {
        case .wordBoundary:
            isWord(text, before: position) != (!isEnd && ScalarSet.word.contains(text.scalar(at: position)))
        case .textStart: position == 0
        case .lineStart: position == 0 || text[position - 1] == 10
        case .textEnd: isEnd
        case .lastLineEnd: isEnd || position == text.count - 1 && text[position] == 10
        case .lineEnd: isEnd || text[position] == 10
        }
    }

    private static func isWord(_ text: TextBytes, before position: Int) -> Bool {
        position > 0 && ScalarSet.word.contains(text.scalar(at: text.start(before: position)))
    }

    // MARK: What was tried

    /// Whether a step was not tried at a position yet; from now on it was.
    private mutating func isFirstTry(_ step: Int, at position: Int, _ width: Int) -> Bool {
        let word = (position - origin) * width + step >> 6
        if position > furthest {
            furthest = position
            while tried.count < (position - origin + 1) * width { tried.append(0) }
        }
        let bit: UInt64 = 1 << UInt64(step & 63)
        if tried[word] & bit != 0 { return false }
        tried[word] |= bit
        return true
    }

    /// Nothing before `start` is looked at again: what was tried there need not be kept once nothing behind it was.
    private mutating func forget(before start: Int) {
        guard start > furthest else { return }
        tried.removeAll(keepingCapacity: true)
        origin = start
    }

    /// The steps that led to a match ending here were tried too, and did not fail.
    private mutating func forget(at position: Int, _ width: Int) {
        let first = (position - origin) * width
        for word in first..<min(first + width, tried.count) { tried[word] = 0 }
    }
}
