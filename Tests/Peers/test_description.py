"""The OpenAPI description is valid, and the server does what it says: schemathesis makes requests from it."""

import hashlib
import pathlib
import secrets
import subprocess
import sys

import pytest
import requests
from openapi_spec_validator import validate
from server import serving

HERE = pathlib.Path(__file__).resolve().parent
MODELS = HERE.parent.parent / "models"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with serving(MODELS, tmp_path_factory.mktemp("description")) as url:
        yield url


def test_the_description_is_valid_openapi(url):
    document = requests.get(url + "/openapi.json", timeout=10).json()
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_every_operation_says_what_it_is(url):
    document = requests.get(url + "/openapi.json", timeout=10).json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert len(operations) > 15
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    for operation in operations:
        assert operation["summary"] and operation["tags"]
        assert any(status.startswith("2") for status in operation["responses"])


def run_schemathesis(url, folder, *options):
    schemathesis = pathlib.Path(sys.executable).parent / "schemathesis"
    command = [schemathesis, "--config-file", HERE / "schemathesis.toml", "run", url + "/openapi.json", *options]
    command += ["--checks", "all", "--max-examples", "20", "--seed", "1", "--no-color"]
    # What is listened to never ends, and what is not ready says 503.
    command += ["--exclude-path", "/admin/events", "--exclude-path-regex", "/ready$"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=600)
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr[-2_000:]


def test_schemathesis_finds_no_answer_that_the_description_does_not_give(url, tmp_path):
    run_schemathesis(url, tmp_path)


def test_schemathesis_finds_no_route_that_forgets_its_key(tmp_path):
    key = "ms_" + secrets.token_urlsafe(32)
    line = f"test predict,observe,admin sha256:{hashlib.sha256(key.encode()).hexdigest()}"
    with serving(MODELS, tmp_path, API_KEYS=line, RATE_LIMIT="0") as url:
        run_schemathesis(url, tmp_path, "--header", f"Authorization: Bearer {key}")
