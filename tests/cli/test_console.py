"""The console's door: files for browsers, and their calls to the same address."""

import hashlib
import hmac
import http.client
import json
import time
import urllib.parse

from cloud import CloudTest


class Console(CloudTest):
    def open(self, method, path, body=None, headers=None):
        address = urllib.parse.urlsplit(self.cloud.endpoint).netloc
        connection = http.client.HTTPConnection(address, timeout=40)
        connection.request(method, path, body, headers or {})
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply, content

    def call(self, service, action, version, parameters, region="", keys=None):
        """As a page of the console calls: to its own origin, whose name is no service's."""
        host = urllib.parse.urlsplit(self.cloud.endpoint).netloc
        secret_id, secret_key = keys or self.cloud.keys()
        content_type = "application/json; charset=utf-8"
        body = json.dumps(parameters)
        now = int(time.time())
        date = time.strftime("%Y-%m-%d", time.gmtime(now))
        digest = lambda text: hashlib.sha256(text.encode()).hexdigest()
        canonical = (
            f"POST\n/\n\ncontent-type:{content_type}\nhost:{host}\n\ncontent-type;host\n{digest(body)}"
        )
        scope = f"{date}/{service}/tc3_request"
        to_sign = f"TC3-HMAC-SHA256\n{now}\n{scope}\n{digest(canonical)}"
        key = ("TC3" + secret_key).encode()
        for part in (date, service, "tc3_request"):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        signature = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "X-TC-Action": action,
            "X-TC-Version": version,
            "X-TC-Timestamp": str(now),
            "Authorization": f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, "
            f"SignedHeaders=content-type;host, Signature={signature}",
        }
        if region:
            headers["X-TC-Region"] = region
        reply, content = self.open("POST", "/", body, headers)
        self.assertEqual(reply.status, 200)
        return json.loads(content)["Response"]

    def test_a_page_calls_every_service_at_its_own_address(self):
        made = self.call(
            "vpc", "CreateVpc", "2017-03-12", {"VpcName": "a", "CidrBlock": "10.0.0.0/16"}, "ap-guangzhou"
        )
        self.assertIn("Vpc", made)
        listed = self.call("cvm", "DescribeZones", "2017-03-12", {}, "ap-guangzhou")
        self.assertGreater(listed["TotalCount"], 0)
        status = self.call("terrane", "DescribeStatus", "2026-11-23", {})
        self.assertIn("RegionSet", status)

    def test_the_console_is_there_or_says_how_to_have_it(self):
        reply, content = self.open("GET", "/console")
        if reply.status == 404:
            self.assertIn(b"install Node.js with npm", content)
            return
        self.assertEqual((reply.status, reply.headers["Location"]), (302, "/console/"))
        reply, content = self.open("GET", "/console/")
        self.assertEqual(reply.status, 200)
        self.assertIn(b"<script", content)
        self.assertIn("script-src 'self'", reply.headers["Content-Security-Policy"])

    def test_the_page_about_itself_links_to_it(self):
        self.assertIn(b"GET /console", self.open("GET", "/")[1])
