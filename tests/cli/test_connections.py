"""How client verbs find their cloud, and what they say when they do not."""

import os
import pathlib
import socket
import tempfile
import threading

from cloud import Cloud, CloudTest, run

WHO = ("api", "sts", "GetCallerIdentity")


class Connections(CloudTest):
    def test_the_environment_names_a_cloud(self):
        self.assertEqual(run(*WHO, **self.cloud.environment()).returncode, 0)

    def test_a_named_directory_wins_over_the_environment(self):
        elsewhere = {
            "TERRANE_ENDPOINT": "http://127.0.0.1:9",
            "TERRANE_SECRET_ID": "a",
            "TERRANE_SECRET_KEY": "b",
        }
        self.assertEqual(self.cloud.run(*WHO, **elsewhere).returncode, 0)

    def test_without_a_cloud_the_two_ways_to_name_one_are_told(self):
        for environment in ({}, {"TERRANE_ENDPOINT": self.cloud.endpoint}):
            done = run(*WHO, **environment)
            self.assert_usage(done, "TERRANE_ENDPOINT")
            self.assertIn("--data", done.stderr)
        with tempfile.TemporaryDirectory() as empty:
            self.assert_usage(run(*WHO, "--data", empty), "terrane serve")

    def test_a_cloud_that_is_down_is_told_by_its_endpoint(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        self.assert_usage(run(*WHO, **self.cloud.environment(TERRANE_ENDPOINT=address)), address)
        for endpoint in ("127.0.0.1:80", "ftp://127.0.0.1", "http://no.such.host.invalid:80"):
            done = run(*WHO, **self.cloud.environment(TERRANE_ENDPOINT=endpoint))
            self.assert_usage(done, endpoint)

    def test_what_answers_and_is_no_cloud_is_told(self):
        for answer in (
            b"",
            b"SSH-2.0-OpenSSH_9\r\n",
            b"HTTP/1.1 200 OK\r\n\r\nhello",
            b'HTTP/1.1 200 OK\r\n\r\n{"Response":7}',
            b'HTTP/1.1 200 OK\r\n\r\n{"Response":{"Error":7}}',
        ):
            with socket.create_server(("127.0.0.1", 0)) as server:

                def answer_one():
                    peer, _ = server.accept()
                    with peer:
                        peer.recv(65536)
                        peer.sendall(answer)

                thread = threading.Thread(target=answer_one)
                thread.start()
                address = f"http://127.0.0.1:{server.getsockname()[1]}"
                done = run(*WHO, **self.cloud.environment(TERRANE_ENDPOINT=address))
                thread.join()
                self.assert_usage(done, "terrane: ")

    def test_a_wrong_key_is_refused_by_the_cloud(self):
        secret_id, secret_key = self.cloud.keys()
        done = run(*WHO, **self.cloud.environment(("unknown", secret_key)))
        self.assert_refused(done, "AuthFailure.SecretIdNotFound")
        done = run(*WHO, **self.cloud.environment((secret_id, "wrong")))
        self.assert_refused(done, "AuthFailure.SignatureFailure")

    def test_https_works_where_the_authority_is_trusted_and_only_there(self):
        secure = self.cloud.endpoint.replace("http:", "https:")
        authority = os.path.join(self.cloud.directory, "authority-for-clients.pem")
        done = self.cloud.run("ca")
        self.assertTrue(done.stdout.startswith("-----BEGIN CERTIFICATE-----"))
        pathlib.Path(authority).write_text(done.stdout)
        trusting = self.cloud.environment(TERRANE_ENDPOINT=secure, TERRANE_CA=authority)
        self.assertEqual(run(*WHO, **trusting).returncode, 0)
        self.assertEqual(run("ca", **trusting).stdout, done.stdout)
        self.assert_usage(
            run(*WHO, **self.cloud.environment(TERRANE_ENDPOINT=secure)), "not trusted"
        )
        self.assert_usage(run("ca", **self.cloud.environment()), "--data")

    def test_the_keys_are_readable_by_their_owner_alone(self):
        mode = os.stat(os.path.join(self.cloud.directory, "credentials")).st_mode
        self.assertEqual(mode & 0o777, 0o600)


class Keys(CloudTest):
    """The administrator's keys over several starts."""

    @classmethod
    def setUpClass(cls):
        cls.cloud = Cloud(TERRANE_SECRET_ID="chosen-id", TERRANE_SECRET_KEY="chosen-key")
        cls.addClassCleanup(cls.cloud.close)

    def test_chosen_keys_are_kept_until_others_are_chosen(self):
        self.assertEqual(self.cloud.keys(), ["chosen-id", "chosen-key"])
        uin = self.cloud.json(*WHO)["AccountId"]
        self.assertEqual(self.cloud.stop(), 0)
        self.cloud.start()
        self.assertEqual(self.cloud.keys(), ["chosen-id", "chosen-key"])
        self.cloud.stop()
        self.cloud.start(TERRANE_SECRET_ID="other-id", TERRANE_SECRET_KEY="other-key")
        self.assertEqual(self.cloud.keys(), ["other-id", "other-key"])
        self.assertEqual(self.cloud.json(*WHO)["AccountId"], uin)
