"""Attacks a server on loopback, and times an honest client meanwhile: attack.py PORT PID SECONDS ROUNDS ATTACKERS ATTACK…

Each attack runs in a process of its own, the honest client in this one. Attackers take only what the others leave of the
processors: they stand for other machines, so what counts is what they cost the server. Python 3.8 or newer, nothing else.
"""

import multiprocessing
import os
import socket
import statistics
import sys
import time

HEAD = b"POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
GET = b"GET /livez HTTP/1.1\r\nHost: a\r\n"


def connect(port):
    sock = socket.create_connection(("127.0.0.1", port), timeout=5)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def drip(port, count, beginning, drop=b" "):
    """Many connections that send a beginning and then a drop every 50 ms; those that are closed come back."""
    socks = []
    while True:
        while len(socks) < count:
            try:
                sock = connect(port)
                sock.sendall(beginning)
                sock.setblocking(False)
                socks.append(sock)
            except OSError:
                break
        for sock in list(socks):
            try:
                if drop:
                    sock.send(drop)
                if sock.recv(4096) == b"":
                    raise OSError
            except BlockingIOError:
                pass
            except OSError:
                sock.close()
                socks.remove(sock)
        time.sleep(0.05)


def repeat(port, data):
    """One connection after the other, each with the same bytes, as fast as the server takes them."""
    while True:
        try:
            sock = connect(port)
            sock.sendall(data)
            while sock.recv(65536):
                pass
        except OSError:
            pass
        finally:
            sock.close()


def no_reader(port, count):
    """Many connections that ask for large answers and read none of them."""
    socks = {}
    asked = b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 500
    while True:
        now = time.monotonic()
        for sock in [sock for sock, since in socks.items() if now - since > 4]:
            sock.close()
            del socks[sock]
        while len(socks) < count:
            sock = socket.socket()
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            sock.settimeout(0.2)
            try:
                sock.connect(("127.0.0.1", port))
                sock.sendall(asked)
            except OSError:
                pass
            socks[sock] = now
        time.sleep(0.1)


def body(data):
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(data) + data


def attack(name, port, count):
    os.nice(19)
    chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    nested = b'{"features":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    {
        "slow-head": lambda: drip(port, count, b"GET / HTTP/1.1\r\nHost: a\r\nX: "),
        "slow-body": lambda: drip(port, count, HEAD + b"Content-Length: 1000000\r\n\r\n"),
        "silence": lambda: drip(port, count, b"", drop=b""),
        "garbage": lambda: drip(port, count, b""),
        "no-reader": lambda: no_reader(port, min(count, 16)),
        "header-flood": lambda: repeat(port, GET + b"".join(b"a%d: b\r\n" % n for n in range(200_000)) + b"\r\n"),
        "long-target": lambda: repeat(port, b"GET /" + b"a" * 10_000_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n"),
        "two-lengths": lambda: repeat(port, HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
        "byte-chunks": lambda: repeat(port, chunked + b"1\r\n \r\n" * 3_000_000 + b"0\r\n\r\n"),
        "deep-json": lambda: repeat(port, body(nested)),
        "large-body": lambda: repeat(port, HEAD + b"Content-Length: 100000000\r\n\r\n" + b" " * 100_000_000),
    }[name]()


class Honest:
    """Asks for one prediction after the other on one connection, five milliseconds apart."""

    def __init__(self, port):
        with open("Tests/Fixtures/breast_cancer/rows.csv", "rb") as rows:
            self.request = body(b'{"features":[%s]}' % rows.readline().strip())
        self.sock = connect(port)
        self.failures = 0

    def p99(self, seconds):
        times = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            begun = time.perf_counter()
            self.sock.sendall(self.request)
            if not self.sock.recv(65536).startswith(b"HTTP/1.1 200"):
                self.failures += 1
            times.append(time.perf_counter() - begun)
            time.sleep(0.005)
        times.sort()
        return times[int(len(times) * 0.99)] * 1e3


def resident(pid, field):
    try:
        with open("/proc/%d/status" % pid) as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith(field))
    except OSError:
        return 0


def besieged(honest, name, port, count, seconds):
    """The honest client's p99 under an attack, in milliseconds."""
    attacker = multiprocessing.Process(target=attack, args=(name, port, count), daemon=True)
    attacker.start()
    time.sleep(0.5)
    p99 = honest.p99(seconds)
    attacker.kill()
    attacker.join()
    time.sleep(0.5)
    return p99


def main():
    port, pid, seconds, rounds, count = (int(word) for word in sys.argv[1:6])
    honest = Honest(port)
    honest.p99(2)
    print("\nAn honest client's p99 over %d s, medians of %d rounds; %d connections where an attack takes many.\n"
          % (seconds, rounds, count))
    print("| attack | usual p99 | under attack | ratio | memory, peak so far |")
    print("|---|---:|---:|---:|---:|")
    for name in sys.argv[6:]:
        pairs = [(honest.p99(seconds), besieged(honest, name, port, count, seconds)) for _ in range(rounds)]
        usual, attacked = (statistics.median(times) for times in zip(*pairs))
        ratio = statistics.median(attacked / usual for usual, attacked in pairs)
        row = (name, usual, attacked, ratio, resident(pid, "VmHWM"))
        print("| %s | %.2f ms | %.2f ms | %.1f | %d MiB |" % row, flush=True)
    if honest.failures:
        sys.exit("error: %d honest requests were not answered with 200" % honest.failures)


main()
