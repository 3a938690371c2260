/// Runs libFuzzer over one function, with the arguments of the command line.
///
/// - Source: <https://llvm.org/docs/LibFuzzer.html>, "Using libFuzzer as a library".
package enum FuzzDriver {
    package typealias Target = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

    package static func run(_ target: Target) -> CInt {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        return runDriver(&count, &arguments, target)
    }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ target: FuzzDriver.Target
) -> CInt
