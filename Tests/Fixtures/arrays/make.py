"""Arrays of numpy and scipy in every layout and type, for one version of both.

    python make.py

Every array under `numbers` holds 0, 1, 2 and 3, 4, 5 in two rows (booleans: whether it is odd), whatever its type and
order. `single` holds values on their own. `opaque` must not keep the file from being read. `sparse` holds one matrix in
several ways. It writes `numpy-VERSION.joblib`, `numpy-VERSION.pPROTOCOL` and `sparse-VERSION.joblib` (scipy's version).
"""

import pathlib
import pickle

import joblib
import numpy
import scipy
import scipy.sparse

HERE = pathlib.Path(__file__).parent
BASE = numpy.arange(6).reshape(2, 3)


def numbers():
    arrays = {}
    for code in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
        for order in "<>":
            arrays[order + code] = BASE.astype(order + code)
            arrays[order + code + " fortran"] = numpy.asfortranarray(BASE.astype(order + code))
    arrays["matrix"] = numpy.matrix(BASE.astype("f8"))
    arrays["strided"] = numpy.repeat(numpy.repeat(BASE, 2, 0), 2, 1)[::2, ::2]
    return arrays


def single():
    return {
        "f8": numpy.float64(2.5), "f4": numpy.float32(2.5), "f2": numpy.float16(2.5), "i8": numpy.int64(-3),
        "i4": numpy.int32(-3), "u1": numpy.uint8(3), "bool": numpy.bool_(True), "text": numpy.str_("né"),
        "array f8": numpy.array(2.5), "array >f8": numpy.array(2.5, dtype=">f8"), "array i8": numpy.array(-3),
        "array bool": numpy.array(True), "array text": numpy.array("né"),
    }


def others():
    record = numpy.zeros(2, dtype=[("left", "<i8"), ("cut", ">f8"), ("flag", "u1")])
    record["left"], record["cut"], record["flag"] = [7, 9], [1.5, 2.5], [1, 0]
    return {
        "boolean": BASE % 2 == 1,
        "text": numpy.array([["a", "né"], ["", "long text"]]),
        "text fortran": numpy.asfortranarray(numpy.array([["a", "né"], ["", "long text"]])),
        "text big": numpy.array([["a", "né"], ["", "long text"]], dtype=">U9"),
        "objects": numpy.array([["a", 1], [None, 2.5]], dtype=object),
        "objects fortran": numpy.asfortranarray(numpy.array([["a", 1], [None, 2.5]], dtype=object)),
        "record": record,
        "cube": numpy.arange(24.0).reshape(2, 3, 4),
        "cube fortran": numpy.asfortranarray(numpy.arange(24.0).reshape(2, 3, 4)),
        "empty": numpy.zeros((0, 3)),
    }


def opaque():
    return {
        "complex": numpy.array([1 + 2j]), "date": numpy.array(["2020-01-01"], dtype="M8[D]"),
        "span": numpy.array([3], dtype="m8[s]"), "long": numpy.array([1.5], dtype="longdouble"),
        "bytes": numpy.array([b"a", b"bc"]), "masked": numpy.ma.masked_array([1.0, 2.0], [True, False]),
        "void": numpy.array([b"ab"], dtype="V2"), "date alone": numpy.datetime64("2020-01-01"),
        "complex alone": numpy.complex128(1j),
    }


def memmapped(folder):
    path = folder / "memmap.bin"
    array = numpy.memmap(path, dtype="f8", mode="w+", shape=(2, 3))
    array[:] = BASE
    path.unlink()
    return array


def sparse():
    dense = numpy.array([[0, 1.5, 0, 0], [2, 0, 0, -3], [0, 0, 0, 0], [0, 4, 5, 0]])
    kinds = ["csr_matrix", "csc_matrix", "csr_array", "csc_array"]
    matrices = {kind: getattr(scipy.sparse, kind)(dense) for kind in kinds if hasattr(scipy.sparse, kind)}
    return {**matrices, "integers": scipy.sparse.csr_matrix(numpy.trunc(dense).astype("i4"))}


MODEL = {"numbers": numbers(), "single": single(), "others": others(), "opaque": opaque()}
MODEL["numbers"]["memmap"] = memmapped(HERE)
joblib.dump(MODEL, HERE / f"numpy-{numpy.__version__}.joblib")
for protocol in [0, 2, 5]:
    with open(HERE / f"numpy-{numpy.__version__}.p{protocol}", "wb") as file:
        pickle.dump(MODEL, file, protocol=protocol)
joblib.dump(sparse(), HERE / f"sparse-{scipy.__version__}.joblib")
