import Identity
import Testing

@Suite struct KeyDateTests {
    /// From `date -u -d 'DAY + 1 day' +%s`.
    @Test(arguments: [
        ("1970-01-01", 86_400.0), ("2024-02-29", 1_709_251_200), ("2026-12-31", 1_798_761_600),
        ("2100-02-28", 4_107_542_400), ("2000-02-29", 951_868_800),
    ])
    func `a day ends at midnight in UTC`(day: String, end: Double) {
        #expect(KeyDate.end(ofDay: day) == end)
    }

    @Test(arguments: [
        "", "2027", "2027-1-1", "2027-13-01", "2027-00-10", "2027-02-29", "2100-02-29", "2027-04-31", "2027-01-00",
        "27-01-01", "2027/01/01", "2027-01-01T00:00", "+027-01-01", "-027-01-01", "2027-01-٠١",
    ])
    func `what is no day is refused`(text: String) {
        #expect(KeyDate.end(ofDay: text) == nil)
    }
}
