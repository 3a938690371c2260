import Inference
import PickleReader

extension PickleValue {
    /// The function of numpy or `scipy.special` that a value names; nil for any other.
    var numberFunction: NumberFunction? {
        functionName.flatMap { NumberFunction($0.name, in: $0.module) }
    }

    /// The name of a function; older numpy writes its own as a call that looks them up.
    var functionName: GlobalName? {
        if let global { return global }
        guard let callee = className, callee.name == "_ufunc_reconstruct", let words = arguments, words.count == 2,
            let module = words[0].text, let name = words[1].text
        else { return nil }
        return GlobalName(module: module, name: name)
    }

    /// Whether a setting holds arguments of a function: a dictionary that is not empty.
    var holdsArguments: Bool { !isNone && entryCount != 0 }
}
