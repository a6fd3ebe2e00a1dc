"""wrk as load generator: one fixed request over many connections, on a core of its own."""
import dataclasses
import json
import os
import pathlib
import statistics
import subprocess
import tempfile

from harness.process import LOAD_CORE, Process

_REPORT = """
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('{"requests":%d,"microseconds":%d,"errors":%d,"p50":%d,"p99":%d}\\n',
    summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


@dataclasses.dataclass
class Round:
    """What one server did in one round."""
    requests: int
    per_second: float
    cpu_microseconds: float  # of the server, per request
    p50_microseconds: int
    p99_microseconds: int


def _quoted(text: str) -> str:
    return json.dumps(text)  # Lua reads the escapes that occur here as JSON does


def _script(method, headers, body) -> str:
    lines = [f"wrk.method = {_quoted(method)}"]
    if body:
        lines.append(f"wrk.body = {_quoted(body.decode())}")
    lines += [f"wrk.headers[{_quoted(name)}] = {_quoted(value)}" for name, value in headers.items()]
    return "\n".join(lines) + _REPORT


def load(server: Process, address: str, path="/", method="POST", headers=None, body=b"", seconds=1.0,
         connections=64, pinned=True) -> Round:
    """Sends the request as fast as it is answered. Raises when a connection or a status fails."""
    with tempfile.TemporaryDirectory() as directory:
        script = pathlib.Path(directory) / "request.lua"
        script.write_text(_script(method, headers or {}, body))
        pin = (lambda: os.sched_setaffinity(0, {LOAD_CORE})) if pinned else None
        before = server.cpu_seconds()
        output = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "10s", "-s", script,
             f"http://{address}{path}"],
            check=True, capture_output=True, text=True, preexec_fn=pin).stdout
        cpu = server.cpu_seconds() - before
    result = json.loads(output.strip().splitlines()[-1])
    if result["errors"] or not result["requests"]:
        raise RuntimeError(f"{address}{path}: {result['errors']} of {result['requests']} requests failed")
    return Round(result["requests"], result["requests"] / (result["microseconds"] / 1e6),
                 cpu * 1e6 / result["requests"], result["p50"], result["p99"])


def median(rounds, member: str) -> float:
    return statistics.median(getattr(each, member) for each in rounds)
