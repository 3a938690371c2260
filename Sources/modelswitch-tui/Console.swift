@main struct Console { static func main() {} }
