"""The HTTP contract, seen by a client that shares no code with the server.

Run by scripts/test-peers, which starts a server on models/ with a new state folder and names it in MODELSWITCH_URL.
"""

import csv
import os
from pathlib import Path

import pytest
import requests

URL = os.environ["MODELSWITCH_URL"]
FIXTURES = Path(__file__).resolve().parent.parent / "Fixtures" / "breast_cancer"
VERSIONS = ["v1", "v2", "v3"]


def read_csv(name):
    with open(FIXTURES / name, newline="") as lines:
        return [[float(field) for field in line] for line in csv.reader(lines)]


ROWS = read_csv("rows.csv")
ROW = ROWS[0]


@pytest.fixture(scope="module")
def http():
    with requests.Session() as session:
        yield session


@pytest.fixture
def v1_active(http):
    """Starts a test with v1 active and leaves v1 active after it."""
    switch(http, "v1")
    yield
    switch(http, "v1")


def predict(http, body, path="/predict"):
    answer = http.post(URL + path, json=body, timeout=10)
    assert answer.status_code == 200, answer.text
    return answer


def switch(http, version, **more):
    body = {"version": version, **more}
    answer = http.post(URL + "/admin/set-active-version", json=body, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


def active(http):
    return http.get(URL + "/admin/active-version", timeout=10).json()


def assert_problem(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    problem = answer.json()
    assert problem["status"] == status
    assert problem["instance"] == answer.headers["X-Request-ID"]
    for field in ["type", "title", "detail"]:
        assert problem[field]
    assert "models/" not in problem["detail"] and ".swift" not in problem["detail"]


@pytest.mark.parametrize("version", VERSIONS)
def test_answers_equal_scikit_learn_on_every_row(http, version):
    answers = read_csv(f"answers-{version}.csv")
    body = {"instances": ROWS, "probabilities": True}
    answer = predict(http, body, f"/models/default/versions/{version}/predict")
    result = answer.json()
    assert answer.headers["Model-Version"] == result["model_version"] == version
    assert result["classes"] == [0, 1]
    assert result["predictions"] == [label for label, *_ in answers]
    for got, (_, *expected) in zip(result["probabilities"], answers, strict=True):
        assert got == pytest.approx(expected, rel=0, abs=1e-12)


@pytest.mark.parametrize("path", ["/predict", "/models/default/predict"])
def test_one_row_is_answered_by_the_active_version(http, v1_active, path):
    result = predict(http, {"features": ROW}, path).json()
    assert (result["prediction"], result["model"], result["model_version"]) == (0, "default", "v1")
    assert result["latency_ms"] > 0
    assert "probabilities" not in result


@pytest.mark.parametrize(("body", "query"), [({"version": "v3"}, ""), ({}, "?version=v3")])
def test_a_request_can_name_its_version(http, v1_active, body, query):
    assert predict(http, {"features": ROW, **body}, "/predict" + query).json()["model_version"] == "v3"


def test_features_can_be_named_in_any_order(http, v1_active):
    names = http.get(URL + "/admin/models/v1", timeout=10).json()["signature"]["feature_names"]
    named = dict(reversed(list(zip(names, ROW, strict=True))))
    by_name = predict(http, {"features": named, "probabilities": True}).json()
    by_place = predict(http, {"features": ROW, "probabilities": True}).json()
    assert by_name["probabilities"] == by_place["probabilities"]


def post(body, content_type="application/json", path="/predict"):
    return {"method": "POST", "url": URL + path, "data": body, "headers": {"Content-Type": content_type}}


@pytest.mark.parametrize(
    ("status", "request_parts"),
    [
        (422, post("{")),
        (422, post('{"features": NaN}')),
        (422, post("{}")),
        (422, post('{"features": true}')),
        (422, post('{"features": [1], "version": "v1"}', path="/predict?version=v2")),
        (422, post('{"version": "v2", "colour": "red"}', path="/admin/set-active-version")),
        (400, post('{"features": []}')),
        (400, post('{"features": [1, 2, 3]}')),
        (400, post('{"features": [' + ",".join(["1e999"] * 30) + "]}")),
        (400, post('{"features": {"mean radius": 1}}')),
        (404, post('{"features": [1], "version": "v99"}')),
        (404, post('{"features": [1]}', path="/models/nobody/predict")),
        (404, {"method": "GET", "url": URL + "/nothing/here"}),
        (405, {"method": "GET", "url": URL + "/predict"}),
        (413, post(b" " * (11 << 20))),
        (415, post("features=1", "application/x-www-form-urlencoded")),
    ],
)
def test_a_fault_has_its_status_and_a_problem_body(http, status, request_parts):
    answer = http.request(timeout=10, **request_parts)
    assert_problem(answer, status)
    if status == 405:
        assert "POST" in answer.headers["Allow"]


def test_a_switch_decides_who_answers_and_a_rollback_undoes_it(http, v1_active):
    before = active(http)["generation"]
    assert switch(http, "v2", reason="peers")["active_version"] == "v2"
    assert predict(http, {"features": ROW}).json()["model_version"] == "v2"
    back = http.post(URL + "/admin/rollback", json={}, timeout=30).json()
    assert (back["success"], back["active_version"]) == (True, "v1")
    assert predict(http, {"features": ROW}).json()["model_version"] == "v1"
    assert active(http)["generation"] == before + 2
    newest, second, *_ = http.get(URL + "/admin/history", timeout=10).json()
    assert (newest["from"], newest["to"], newest["kind"]) == ("v2", "v1", "rollback")
    assert (second["from"], second["to"], second["reason"]) == ("v1", "v2", "peers")


def test_a_switch_to_an_unknown_version_changes_nothing(http, v1_active):
    result = switch(http, "v99")
    assert (result["success"], result["active_version"]) == (False, "v1")


def test_a_switch_from_an_old_generation_is_refused(http, v1_active):
    stale = active(http)["generation"] - 1
    body = {"version": "v2", "generation": stale}
    assert_problem(http.post(URL + "/admin/set-active-version", json=body, timeout=10), 409)
    assert active(http)["active_version"] == "v1"


@pytest.mark.parametrize("headers", [{"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_admin_refuses_strange_origins_and_hosts(http, method, headers):
    path = {"GET": "/admin/active-version", "POST": "/admin/rollback"}[method]
    assert_problem(http.request(method, URL + path, headers=headers, timeout=10), 403)


def test_versions_are_listed_and_can_be_warmed_and_cleared(http, v1_active):
    versions = {each["version"]: each for each in http.get(URL + "/admin/models", timeout=10).json()}
    assert list(versions) == VERSIONS
    assert [name for name, each in versions.items() if each["active"]] == ["v1"]
    http.post(URL + "/admin/warm", json={"version": "v3"}, timeout=30).raise_for_status()
    assert http.get(URL + "/admin/models/v3", timeout=10).json()["state"] == "ready"
    assert http.post(URL + "/admin/cache/clear?version=v3", timeout=10).json()["success"]
    assert not http.get(URL + "/admin/models/v3", timeout=10).json()["loaded"]
    assert http.get(URL + "/admin/models/v99", timeout=10).json()["exists"] is False


def test_health_routes_and_documents_answer(http):
    health = http.get(URL + "/healthz", timeout=10).json()
    assert (health["status"], health["available_versions"]) == ("healthy", VERSIONS)
    for path in ["/", "/livez", "/readyz", "/docs"]:
        assert http.get(URL + path, timeout=10).status_code == 200, path
    document = http.get(URL + "/openapi.json", timeout=10).json()
    assert document["openapi"].startswith("3.")
    assert {"/predict", "/healthz", "/metrics", "/admin/set-active-version"} <= set(document["paths"])


def test_a_request_id_is_echoed_or_made(http):
    echoed = http.get(URL + "/livez", headers={"X-Request-ID": "peer-7"}, timeout=10)
    assert echoed.headers["X-Request-ID"] == "peer-7"
    assert http.get(URL + "/livez", timeout=10).headers["X-Request-ID"]


def count_successes(http, version):
    series = f'model_prediction_requests_total{{model="default",model_version="{version}",status="success"}}'
    lines = http.get(URL + "/metrics", timeout=10).text.splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(series))


def test_metrics_count_requests_and_ignore_made_up_names(http, v1_active):
    before = count_successes(http, "v1")
    for row in ROWS[:7]:
        predict(http, {"features": row})
    assert count_successes(http, "v1") == before + 7
    http.post(URL + "/models/made-up/predict", json={"features": ROW}, timeout=10)
    answer = http.get(URL + "/metrics", timeout=10)
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "made-up" not in answer.text
