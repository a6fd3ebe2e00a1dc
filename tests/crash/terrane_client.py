"""A client of the cloud on nothing but Python's standard library: one connection, TC3 signatures."""

import hashlib
import hmac
import http.client
import json
import time


class CallFailed(Exception):
    """The cloud refused the call."""

    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code


def _hmac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


class Client:
    VERSIONS = {"vpc": "2017-03-12", "cvm": "2017-03-12", "terrane": "2026-11-23"}

    def __init__(self, endpoint, secret_id, secret_key, timeout=30):
        self.host = endpoint.removeprefix("http://")
        self.secret_id, self.secret_key = secret_id, secret_key
        self.connection = http.client.HTTPConnection(self.host, timeout=timeout)

    def call(self, service, action, parameters, region="ap-guangzhou"):
        """The reply's members. CallFailed: refused. OSError or HTTPException: nobody knows."""
        body = json.dumps(parameters)
        self.connection.request("POST", "/", body, self._headers(service, action, region, body))
        reply = json.loads(self.connection.getresponse().read())["Response"]
        if "Error" in reply:
            raise CallFailed(reply["Error"]["Code"], reply["Error"]["Message"])
        return reply

    def _headers(self, service, action, region, body):
        now = int(time.time())
        date = time.strftime("%Y-%m-%d", time.gmtime(now))
        content_type = "application/json"
        canonical = "\n".join([
            "POST", "/", "", f"content-type:{content_type}\nhost:{self.host}\n", "content-type;host",
            hashlib.sha256(body.encode()).hexdigest()])
        scope = f"{date}/{service}/tc3_request"
        to_sign = "\n".join(["TC3-HMAC-SHA256", str(now), scope,
                             hashlib.sha256(canonical.encode()).hexdigest()])
        key = _hmac(_hmac(_hmac(("TC3" + self.secret_key).encode(), date), service), "tc3_request")
        signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "Host": self.host,
            "X-TC-Action": action,
            "X-TC-Version": self.VERSIONS[service],
            "X-TC-Timestamp": str(now),
            "X-TC-Region": region,
            "Authorization": f"TC3-HMAC-SHA256 Credential={self.secret_id}/{scope}, "
                             f"SignedHeaders=content-type;host, Signature={signature}",
        }
