"""TC3-HMAC-SHA256, as the API's clients sign: made once per round, so that load generators only repeat bytes."""
import hashlib
import hmac
import json
import time

CONTENT_TYPE = "application/json"


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def _keyed(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def signed_headers(secret_id, secret_key, host, service, version, action, region, body: bytes) -> dict:
    """The headers of one POST; good for five minutes."""
    now = int(time.time())
    date = time.strftime("%Y-%m-%d", time.gmtime(now))
    names = "content-type;host"
    canonical = f"POST\n/\n\ncontent-type:{CONTENT_TYPE}\nhost:{host}\n\n{names}\n{_digest(body)}"
    scope = f"{date}/{service}/tc3_request"
    to_sign = f"TC3-HMAC-SHA256\n{now}\n{scope}\n{_digest(canonical.encode())}"
    key = _keyed(_keyed(_keyed(b"TC3" + secret_key.encode(), date), service), "tc3_request")
    signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    headers = {
        "Host": host,
        "Content-Type": CONTENT_TYPE,
        "Authorization": f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, "
                         f"SignedHeaders={names}, Signature={signature}",
        "X-TC-Action": action,
        "X-TC-Version": version,
        "X-TC-Timestamp": str(now),
    }
    if region:
        headers["X-TC-Region"] = region
    return headers


def encoded(parameters: dict) -> bytes:
    return json.dumps(parameters, separators=(",", ":")).encode()
