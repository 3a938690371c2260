extension Setting {
    /// Who may call.
    static let access: [Setting] = [
        Setting(
            name: "ADMIN_API_KEY",
            help: "Key for the admin API; needed on any address but loopback.",
            defaultValue: nil,
            isSecret: true
        ),
        Setting(name: "ADMIN_API_KEY_FILE", help: "File that holds that key.", defaultValue: nil),
    ]
}

/// Who may call, checked.
struct AccessSettings {
    /// nil for an admin API that only a loopback listener answers.
    let adminKey: String?

    init(_ reader: SettingReader) throws {
        adminKey = try reader.adminKey()
    }
}
