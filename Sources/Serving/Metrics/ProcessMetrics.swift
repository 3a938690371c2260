import Foundation
import PrometheusText

/// What the operating system knows of this process, under the names that Prometheus' own clients use.
///
/// - Source: `/proc/self` on Linux; elsewhere there are none.
struct ProcessMetrics {
    private let root = "/proc/self"

    func families() -> [MetricFamily] {
        guard let stat = statFields() else { return [] }
        let io = keyedNumbers("io")
        let octets = networkOctets()
        let candidates: [(String, MetricFamily.Kind, String, Double?)] = [
            ("process_cpu_seconds_total", .counter, "CPU time of the process in seconds.", cpuSeconds(stat)),
            ("process_disk_read_bytes_total", .counter, "Bytes the process fetched from storage.", io["read_bytes"]),
            ("process_disk_write_bytes_total", .counter, "Bytes the process sent to storage.", io["write_bytes"]),
            ("process_max_fds", .gauge, "Maximum number of open file descriptors.", maximumDescriptors()),
            (
                "process_network_receive_bytes_total", .counter,
                "Bytes received in the process' network namespace.", octets?.received
            ),
            (
                "process_network_transmit_bytes_total", .counter,
                "Bytes sent in the process' network namespace.", octets?.sent
            ),
            ("process_open_fds", .gauge, "Number of open file descriptors.", openDescriptors()),
            ("process_resident_memory_bytes", .gauge, "Resident memory in bytes.", residentBytes(stat)),
            ("process_start_time_seconds", .gauge, "Start of the process in Unix seconds.", startTime(stat)),
        ]
        return candidates.compactMap { name, kind, help, value in
            value.map { MetricFamily(name: name, help: help, kind: kind, samples: [Sample(name: name, value: $0)]) }
        }
    }

    // MARK: - /proc

    /// The fields of `stat` behind the command's name: the first of them is field 3 of the manual.
    private func statFields() -> [Substring]? {
        guard let text = read("stat"), let end = text.lastIndex(of: ")") else { return nil }
        return text[text.index(after: end)...].split(separator: " ")
    }

    private func number(_ fields: [Substring], manualField: Int) -> Double? {
        let index = manualField - 3
        return fields.indices.contains(index) ? Double(fields[index]) : nil
    }

    private func cpuSeconds(_ stat: [Substring]) -> Double? {
        guard let user = number(stat, manualField: 14), let system = number(stat, manualField: 15) else { return nil }
        return (user + system) / ticksPerSecond
    }

    private func residentBytes(_ stat: [Substring]) -> Double? {
        number(stat, manualField: 24).map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) }
    }

    private func startTime(_ stat: [Substring]) -> Double? {
        guard let ticks = number(stat, manualField: 22), let boot = bootTime() else { return nil }
        return boot + ticks / ticksPerSecond
    }

    private func bootTime() -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8) else { return nil }
        return text.split(separator: "\n").first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst(6)) }
    }

    private func openDescriptors() -> Double? {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/fd")).map { Double($0.count) }
    }

    private func maximumDescriptors() -> Double? {
        var limit = rlimit()
        #if os(Linux)
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
        let resource = RLIMIT_NOFILE
        #endif
        return getrlimit(resource, &limit) == 0 ? Double(limit.rlim_cur) : nil
    }

    private func networkOctets() -> (received: Double, sent: Double)? {
        let rows = (read("net/netstat") ?? "").split(separator: "\n").filter { $0.hasPrefix("IpExt:") }
        guard rows.count == 2 else { return nil }
        let values = Dictionary(
            zip(rows[0].split(separator: " "), rows[1].split(separator: " ")),
            uniquingKeysWith: { first, _ in first }
        )
        guard let received = values["InOctets"].flatMap({ Double($0) }),
            let sent = values["OutOctets"].flatMap({ Double($0) })
        else { return nil }
        return (received, sent)
    }

    private func keyedNumbers(_ file: String) -> [String: Double] {
        let pairs = (read(file) ?? "").split(separator: "\n").compactMap { line -> (String, Double)? in
            let parts = line.split(separator: ":")
            guard parts.count == 2, let value = Double(parts[1].drop { $0 == " " }) else { return nil }
            return (String(parts[0]), value)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private func read(_ name: String) -> String? {
        try? String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
    }

    private var ticksPerSecond: Double { max(1, Double(sysconf(Int32(_SC_CLK_TCK)))) }
}
