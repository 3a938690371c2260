@main struct ModelSwitch { static func main() {} }
