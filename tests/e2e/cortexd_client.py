"""A client of the cortexd protocol, strict as the original's: one connection a request, compact JSON without a
newline, no half-close, reading until what has come can be parsed, 5 seconds and 64 KiB at most.

usage: cortexd_client.py SOCKET, then one request a line on standard input; one line on standard output for each:
{"reply": ..., "text": ..., "closed": ...} or {"failed": "..."}
"""
import json
import socket
import sys

TIMEOUT_SECONDS = 5.0
REPLY_LIMIT = 65536


def ask(path, request):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(TIMEOUT_SECONDS)
        client.connect(path)
        client.sendall(json.dumps(request, separators=(",", ":")).encode())
        data = b""
        while True:
            chunk = client.recv(4096)
            if not chunk:
                raise ConnectionError("closed before the reply was complete: %r" % data)
            data += chunk
            if len(data) > REPLY_LIMIT:
                raise ValueError("reply is larger than 64 KiB")
            try:
                reply = json.loads(data)
            except ValueError:
                continue
            return {"reply": reply, "text": data.decode(), "closed": client.recv(1) == b""}


for line in sys.stdin:
    try:
        answer = ask(sys.argv[1], json.loads(line))
    except Exception as error:  # the caller asserts on what went wrong
        answer = {"failed": "%s: %s" % (type(error).__name__, error)}
    print(json.dumps(answer), flush=True)
