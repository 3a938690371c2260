"""A server of one's own for a test, started from the program that MODELSWITCH_BINARY names."""

import contextlib
import os
import socket
import subprocess
import time

import requests


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def serving(models, folder, **settings):
    """Serves the folder `models` with its state and log in `folder`; settings are environment variables."""
    port = free_port()
    command = [os.environ["MODELSWITCH_BINARY"], "serve", "--port", str(port)]
    command += ["--models-dir", str(models), "--state-dir", str(folder / "state")]
    environment = {**os.environ, **settings}
    with open(folder / "log", "w") as log:
        with subprocess.Popen(command, stdout=log, stderr=log, env=environment) as server:
            url = f"http://127.0.0.1:{port}"
            try:
                wait_until_alive(url, server)
                yield url
            finally:
                server.terminate()


def wait_until_alive(url, server):
    for _ in range(300):
        assert server.poll() is None, "the server ended"
        try:
            requests.get(url + "/livez", timeout=1)
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")
