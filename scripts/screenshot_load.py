#!/usr/bin/env python3
"""A light, paced load for a picture: screenshot_load.py URL asks for predictions until it is ended.

Most requests have one row, some have twenty, a few a hundred: latencies in three heaps.
"""
import http.client
import json
import random
import sys
import threading
import time
import urllib.parse

CONNECTIONS = 4
REQUESTS_PER_SECOND = 400
ROWS = (1,) * 40 + (20,) * 8 + (100,)
FEATURES = [
    17.99, 10.38, 122.8, 1001.0, 0.1184, 0.2776, 0.3001, 0.1471, 0.2419, 0.07871, 1.095, 0.9053, 8.589, 153.4, 0.006399,
    0.04904, 0.05373, 0.01587, 0.03003, 0.006193, 25.38, 17.33, 184.6, 2019.0, 0.1622, 0.6656, 0.7119, 0.2654, 0.4601,
    0.1189,
]


def body(rows):
    noisy = [[value * random.uniform(0.8, 1.2) for value in FEATURES] for _ in range(rows)]
    return json.dumps({"features": noisy[0]} if rows == 1 else {"instances": noisy})


def ask(address, seed):
    random.seed(seed)
    bodies = [body(rows) for rows in ROWS]
    connection = http.client.HTTPConnection(address)
    while True:
        connection.request("POST", "/predict", random.choice(bodies), {"Content-Type": "application/json"})
        connection.getresponse().read()
        time.sleep(random.expovariate(REQUESTS_PER_SECOND / CONNECTIONS))


def main():
    address = urllib.parse.urlsplit(sys.argv[1]).netloc
    for seed in range(CONNECTIONS):
        threading.Thread(target=ask, args=(address, seed), daemon=True).start()
    while True:
        time.sleep(1)


main()
