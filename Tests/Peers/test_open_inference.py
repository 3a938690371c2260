"""NVIDIA's client for the Open Inference Protocol, unchanged, against the server.

Run by scripts/test-peers, which names a server on models/ in MODELSWITCH_URL, and its program in MODELSWITCH_BINARY.
"""

import asyncio
import itertools
import os
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import joblib
import numpy
import pandas
import pytest
import requests
import tritonclient.http
import tritonclient.http.aio
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_diabetes, load_iris
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from test_contract import ROWS, URL
from tritonclient.http import InferInput, InferRequestedOutput
from tritonclient.utils import InferenceServerException

CODINGS = [None, "gzip", "deflate"]
rows = numpy.array(ROWS)


@pytest.fixture(scope="module")
def client():
    with tritonclient.http.InferenceServerClient(URL.removeprefix("http://"), concurrency=8) as client:
        yield client


@pytest.fixture(autouse=True)
def v1_active():
    """Every test begins with v1 active and the others out of memory."""
    requests.post(URL + "/admin/set-active-version", json={"version": "v1"}, timeout=30).raise_for_status()
    requests.post(URL + "/admin/cache/clear", timeout=30).raise_for_status()


def tensor(values, datatype="FP64", binary=True):
    values = numpy.asarray(values)
    given = InferInput("input", list(values.shape), datatype)
    given.set_data_from_numpy(values, binary_data=binary)
    return given


def both(binary=True):
    return [InferRequestedOutput(name, binary_data=binary) for name in ["predict", "predict_proba"]]


def predicted(values, version):
    body = {"instances": values.tolist(), "probabilities": True}
    answer = requests.post(f"{URL}/models/default/versions/{version}/predict", json=body, timeout=30).json()
    return numpy.array(answer["predictions"]), numpy.array(answer["probabilities"])


@pytest.fixture(scope="module")
def expected():
    return {version: predicted(rows, version) for version in ["v1", "v2", "v3"]}


@pytest.mark.parametrize(
    ("binary_in", "binary_out", "request_coding", "response_coding"),
    itertools.product([True, False], [True, False], CODINGS, CODINGS),
)
def test_every_way_of_asking_gives_the_same_answer(
    client, expected, binary_in, binary_out, request_coding, response_coding
):
    result = client.infer(
        "default",
        [tensor(rows, binary=binary_in)],
        outputs=both(binary_out),
        request_compression_algorithm=request_coding,
        response_compression_algorithm=response_coding,
    )
    labels, probabilities = expected["v1"]
    assert result.as_numpy("predict").dtype == numpy.int64
    assert (result.as_numpy("predict") == labels).all()
    assert (result.as_numpy("predict_proba") == probabilities).all()
    for output in result.get_response()["outputs"]:
        assert ("data" in output) != binary_out


def test_the_default_call_answers_the_prediction_alone(client, expected):
    result = client.infer("default", [tensor(rows)])
    assert [output["name"] for output in result.get_response()["outputs"]] == ["predict"]
    assert result.get_response()["model_version"] == "v1"
    assert (result.as_numpy("predict") == expected["v1"][0]).all()
    assert result.as_numpy("predict_proba") is None


def test_the_outputs_may_differ_in_form_and_come_in_the_order_asked_for(client, expected):
    outputs = [InferRequestedOutput("predict_proba", binary_data=False), InferRequestedOutput("predict")]
    result = client.infer("default", [tensor(rows)], outputs=outputs, request_id="a \"name\"", timeout=60_000_000)
    assert result.get_response()["id"] == 'a "name"'
    assert [output["name"] for output in result.get_response()["outputs"]] == ["predict_proba", "predict"]
    assert (result.as_numpy("predict_proba") == expected["v1"][1]).all()


@pytest.mark.parametrize("binary", [True, False])
@pytest.mark.parametrize(
    ("datatype", "type"),
    [
        ("FP32", numpy.float32),
        ("INT64", numpy.int64),
        ("INT32", numpy.int32),
        ("INT16", numpy.int16),
        ("UINT8", numpy.uint8),
        ("UINT64", numpy.uint64),
        ("BOOL", numpy.bool_),
    ],
)
def test_every_datatype_of_numbers_is_taken(client, datatype, type, binary):
    values = (rows % 100).astype(type)
    result = client.infer("default", [tensor(values, datatype, binary)], outputs=both())
    labels, probabilities = predicted(values.astype(float), "v1")
    assert (result.as_numpy("predict") == labels).all()
    assert (result.as_numpy("predict_proba") == probabilities).all()


@pytest.mark.parametrize("binary", [True, False])
def test_numbers_written_out_as_texts_are_numbers(client, expected, binary):
    values = numpy.array([[repr(float(value)).encode() for value in row] for row in rows], dtype=object)
    result = client.infer("default", [tensor(values, "BYTES", binary)])
    assert (result.as_numpy("predict") == expected["v1"][0]).all()


def test_half_precision_is_taken_as_bytes_and_refused_as_json(client):
    values = rows[:5].astype(numpy.float16)
    result = client.infer("default", [tensor(values, "FP16")])
    assert (result.as_numpy("predict") == predicted(values.astype(float), "v1")[0]).all()
    body = {"inputs": [{"name": "input", "shape": [1, 30], "datatype": "FP16", "data": [1.0] * 30}]}
    answer = requests.post(URL + "/v2/models/default/infer", json=body, timeout=30)
    assert answer.status_code == 400 and "FP16" in answer.json()["error"]


@pytest.mark.parametrize(("asked", "version"), [("v1", "v1"), ("v2", "v2"), ("1", "v1"), ("2", "v2"), ("3", "v3"), ("", "v1")])
def test_a_version_is_named_or_counted(client, expected, asked, version):
    result = client.infer("default", [tensor(rows)], model_version=asked, outputs=both())
    assert result.get_response()["model_version"] == version
    assert (result.as_numpy("predict_proba") == expected[version][1]).all()
    metadata = client.get_model_metadata("default", model_version=asked)
    assert version in metadata["versions"]
    assert client.is_model_ready("default", model_version=asked)


def test_many_requests_at_once(client, expected):
    parts = numpy.array_split(numpy.arange(len(rows)), 40)
    calls = [client.async_infer("default", [tensor(rows[part])], outputs=both(i % 2 == 0)) for i, part in enumerate(parts)]
    for part, call in zip(parts, calls, strict=True):
        assert (call.get_result(timeout=30).as_numpy("predict") == expected["v1"][0][part]).all()


def test_many_clients_at_once(expected):
    def ask(version):
        with tritonclient.http.InferenceServerClient(URL.removeprefix("http://")) as client:
            for _ in range(10):
                result = client.infer("default", [tensor(rows)], model_version=version, outputs=both())
                assert (result.as_numpy("predict_proba") == expected[f"v{version}"][1]).all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(ask, ["1", "2", "3"] * 2))


def test_the_asyncio_client(expected):
    async def ask():
        async with tritonclient.http.aio.InferenceServerClient(URL.removeprefix("http://")) as client:
            assert await client.is_server_ready()
            assert (await client.get_model_metadata("default"))["name"] == "default"
            for coding in CODINGS:
                result = await client.infer(
                    "default",
                    [tensor(rows)],
                    outputs=both(),
                    request_compression_algorithm=coding,
                    response_compression_algorithm=coding,
                )
                assert (result.as_numpy("predict_proba") == expected["v1"][1]).all()
            with pytest.raises(InferenceServerException, match="predict_proba"):
                await client.infer("default", [tensor(rows)], outputs=[InferRequestedOutput("nothing")])

    asyncio.run(ask())


def test_a_long_answer_is_compressed_when_asked_for():
    body = {"inputs": [{"name": "input", "shape": list(rows.shape), "datatype": "FP64", "data": rows.tolist()}]}
    for coding in ["gzip", "deflate"]:
        headers = {"Accept-Encoding": coding}
        answer = requests.post(URL + "/v2/models/default/infer", json=body, headers=headers, timeout=30)
        assert answer.headers["Content-Encoding"] == coding and "Accept-Encoding" in answer.headers["Vary"]
        assert answer.json()["outputs"][0]["shape"] == [len(rows)]
    answer = requests.post(URL + "/v2/models/default/infer", json=body, headers={"Accept-Encoding": "identity"}, timeout=30)
    assert "Content-Encoding" not in answer.headers


# What the server says of itself


def test_health_and_metadata(client):
    assert client.is_server_live() and client.is_server_ready()
    assert client.is_model_ready("default") and not client.is_model_ready("default", "2")
    assert not client.is_model_ready("nobody")
    server = client.get_server_metadata()
    assert server["name"] == "modelswitch" and {"binary_tensor_data", "model_repository"} <= set(server["extensions"])
    model = client.get_model_metadata("default")
    assert model["versions"] == ["v1"]
    assert model["inputs"] == [{"name": "input", "datatype": "FP64", "shape": [-1, 30]}]
    assert model["outputs"] == [
        {"name": "predict", "datatype": "INT64", "shape": [-1]},
        {"name": "predict_proba", "datatype": "FP64", "shape": [-1, 2]},
    ]
    config = client.get_model_config("default")
    assert config["input"] == [{"name": "input", "data_type": "TYPE_FP64", "dims": [-1, 30]}]


def test_statistics_count_what_was_asked(client):
    def counted():
        [model] = client.get_inference_statistics("default", "1")["model_stats"]
        return model

    before = counted()
    for _ in range(3):
        client.infer("default", [tensor(rows[:7])])
    with pytest.raises(InferenceServerException):
        client.infer("default", [tensor(rows[:, :3])])
    after = counted()
    assert after["inference_count"] - before["inference_count"] == 21
    assert after["execution_count"] - before["execution_count"] == 3
    assert abs(after["last_inference"] / 1000 - time.time()) < 60
    for name, count in [("success", 3), ("fail", 1), ("queue", 3), ("compute_infer", 3)]:
        assert after["inference_stats"][name]["count"] - before["inference_stats"][name]["count"] == count
    assert after["inference_stats"]["compute_infer"]["ns"] > before["inference_stats"]["compute_infer"]["ns"]
    assert {"v1"} <= {model["version"] for model in client.get_inference_statistics()["model_stats"]}


def states(client):
    return {entry["version"]: entry["state"] for entry in client.get_model_repository_index()}


def test_the_repository_is_listed_loaded_and_unloaded(client):
    unloaded = {"v1": "READY", "v2": "UNAVAILABLE", "v3": "UNAVAILABLE"}
    assert states(client) == unloaded
    client.load_model("default")
    requests.post(URL + "/v2/repository/models/default/versions/2/load", timeout=30).raise_for_status()
    assert states(client) == unloaded | {"v2": "READY"}
    client.unload_model("default")
    client.unload_model("default", unload_dependents=True)
    assert states(client) == unloaded
    assert client.infer("default", [tensor(rows)]).get_response()["model_version"] == "v1"
    with pytest.raises(InferenceServerException, match="configuration"):
        client.load_model("default", config="{}")
    with pytest.raises(InferenceServerException, match="not taken over HTTP|configuration"):
        client.load_model("default", config="{}", files={"file:1/model.onnx": b"x"})
    with pytest.raises(InferenceServerException, match="no model of that name"):
        client.load_model("nobody")


def test_settings_are_shown_and_refused(client):
    assert client.get_log_settings()["log_file"] == ""
    assert client.get_trace_settings()["trace_level"] == ["OFF"]
    with pytest.raises(InferenceServerException, match="LOG_LEVEL"):
        client.update_log_settings({"log_verbose_level": 3})
    with pytest.raises(InferenceServerException, match="trace_file"):
        client.update_trace_settings("default", {"trace_file": "/tmp/x"})
    with pytest.raises(InferenceServerException, match="nothing at this path"):
        client.register_system_shared_memory("x", "/x", 8)


@pytest.mark.parametrize(
    ("status", "sentence", "arguments"),
    [
        (400, "expected the model's one input 'input'", {"inputs": [InferInput("x", [1, 30], "FP64").set_data_from_numpy(rows[:1])]}),
        (400, "got 3 features, expected 30", {"inputs": [tensor(rows[:, :3])]}),
        (400, "'predict', 'predict_proba'", {"inputs": [tensor(rows)], "outputs": [InferRequestedOutput("nothing")]}),
        (400, "is null", {"inputs": [tensor(numpy.full((1, 30), numpy.nan))]}),
        (400, "is too large", {"inputs": [tensor(numpy.full((1, 30), numpy.inf))]}),
        (400, "expected \\[rows, features\\]", {"inputs": [tensor(rows[0])]}),
        (404, "no version 'v9'", {"inputs": [tensor(rows)], "model_version": "v9"}),
        (404, "no model of that name", {"inputs": [tensor(rows)], "model_name": "nobody"}),
    ],
)
def test_a_refusal_is_an_exception_with_the_servers_sentence(client, status, sentence, arguments):
    with pytest.raises(InferenceServerException, match=sentence) as refusal:
        client.infer(**{"model_name": "default", **arguments})
    assert refusal.value.status() == str(status)


def test_a_reserved_parameter_is_refused():
    """The client does not send one, others might."""
    given = {"name": "input", "shape": [1, 30], "datatype": "FP64", "data": ROWS[0]}
    body = {"parameters": {"triton_x": 1}, "inputs": [given]}
    answer = requests.post(URL + "/v2/models/default/infer", json=body, timeout=30)
    assert answer.status_code == 400 and "reserved" in answer.json()["error"]
    assert answer.headers["Content-Type"] == "application/json" and answer.json().keys() == {"error"}


# Models of every kind, trained here


def fitted():
    iris, diabetes = load_iris(return_X_y=True), load_diabetes(return_X_y=True)
    names = numpy.array(["setosa", "versicolor", "virginica"])[iris[1]]
    people = pandas.DataFrame({"city": ["Ghent", "Lund", "Ghent", "Riga"] * 10, "age": numpy.arange(40.0)})
    texts = ["good and cheap", "bad and dear", "good", "bad"] * 5
    mixed = ColumnTransformer([("city", OneHotEncoder(handle_unknown="ignore"), ["city"])], remainder="passthrough")
    twice = numpy.column_stack([iris[1], iris[1] > 0])
    cells = numpy.array([[city.encode(), str(age).encode()] for city, age in people.to_numpy()], dtype=object)
    return {
        "names": (RandomForestClassifier(5, random_state=0).fit(iris[0], names), iris[0], "FP64", iris[0]),
        "flags": (LogisticRegression().fit(iris[0], iris[1] == 0), iris[0], "FP64", iris[0]),
        "numbers": (RandomForestRegressor(5, random_state=0).fit(*diabetes), diabetes[0], "FP64", diabetes[0]),
        "several": (
            RandomForestRegressor(5, random_state=0).fit(diabetes[0], numpy.column_stack([diabetes[1], -diabetes[1]])),
            diabetes[0],
            "FP64",
            diabetes[0],
        ),
        "outputs": (MultiOutputClassifier(RandomForestClassifier(5, random_state=0)).fit(iris[0], twice), iris[0], "FP64", iris[0]),
        "texts": (
            make_pipeline(TfidfVectorizer(), LogisticRegression()).fit(texts, [1, 0, 1, 0] * 5),
            texts,
            "BYTES",
            numpy.array([[text.encode()] for text in texts], dtype=object),
        ),
        "mixed": (make_pipeline(mixed, LogisticRegression()).fit(people, [0, 1, 0, 1] * 10), people, "BYTES", cells),
    }


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A server on models that were just trained, with a client."""
    folder = tmp_path_factory.mktemp("open-inference")
    models = fitted()
    for name, (model, *_) in models.items():
        (folder / "models" / name).mkdir(parents=True)
        joblib.dump(model, folder / "models" / name / "model.joblib")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "MODELS_DIR": str(folder / "models"),
        "STATE_DIR": str(folder / "state"),
        "DEFAULT_VERSION": "names",
    }
    with open(folder / "log", "w") as log, subprocess.Popen(
        [os.environ["MODELSWITCH_BINARY"], "serve"], env={**os.environ, **settings}, stdout=log, stderr=log
    ) as server:
        with tritonclient.http.InferenceServerClient(f"127.0.0.1:{port}") as client:
            deadline = time.monotonic() + 30
            while not alive(client):
                assert server.poll() is None and time.monotonic() < deadline, (folder / "log").read_text()
                time.sleep(0.1)
            yield SimpleNamespace(client=client, models=models)
        server.terminate()


def alive(client):
    try:
        return client.is_server_ready()
    except OSError:
        return False


@pytest.mark.parametrize("binary", [True, False])
@pytest.mark.parametrize("name", ["names", "flags", "numbers", "several", "outputs", "texts", "mixed"])
def test_predictions_are_scikit_learns(trained, name, binary):
    model, given, datatype, cells = trained.models[name]
    metadata = trained.client.get_model_metadata("default", name)
    assert metadata["inputs"][0]["datatype"] == datatype
    outputs = [InferRequestedOutput(output["name"], binary_data=binary) for output in metadata["outputs"]]
    result = trained.client.infer("default", [tensor(cells, datatype, binary)], model_version=name, outputs=outputs)
    got, expected = result.as_numpy("predict"), model.predict(given)
    assert list(got.shape[1:]) == metadata["outputs"][0]["shape"][1:]
    if expected.dtype.kind == "U":
        assert [label.decode() if isinstance(label, bytes) else label for label in got] == expected.tolist()
    else:
        assert got == pytest.approx(expected, rel=1e-9)
        assert got.dtype.kind == expected.dtype.kind
    if name == "outputs":
        for index, probabilities in enumerate(model.predict_proba(given)):
            assert result.as_numpy(f"predict_proba_{index}") == pytest.approx(probabilities, abs=1e-9)
    elif hasattr(model, "predict_proba"):
        assert result.as_numpy("predict_proba") == pytest.approx(model.predict_proba(given), abs=1e-9)


def test_a_number_for_a_text_is_named(trained):
    with pytest.raises(InferenceServerException, match="input\\[0\\]\\[0\\]"):
        trained.client.infer("default", [tensor(numpy.ones((1, 1)))], model_version="texts")


def test_probabilities_of_a_regressor_are_refused_with_what_there_is(trained):
    cells = trained.models["numbers"][3]
    with pytest.raises(InferenceServerException, match="expected one of the model's: 'predict'$"):
        trained.client.infer("default", [tensor(cells)], model_version="numbers", outputs=both())
