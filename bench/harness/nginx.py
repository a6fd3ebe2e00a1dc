"""nginx as the yardstick for HTTP: one worker, keep-alive, no log."""
import http.client
import os
import pathlib
import socket

from harness.process import Process, wait_until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx(Process):
    """Answers POST /text with `text`, and GET /<name> with each of `files`."""

    def __init__(self, directory: pathlib.Path, text: str, files: dict, core=None):
        (directory / "files").mkdir(parents=True)
        for name, content in files.items():
            (directory / "files" / name).write_bytes(content)
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        configuration = directory / "nginx.conf"
        user = "user root;" if os.getuid() == 0 else ""  # else its worker could not read the files
        configuration.write_text(f"""
{user} daemon off; worker_processes 1; pid {directory}/pid; error_log {directory}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000; open_file_cache max=100; tcp_nodelay on; sendfile on;
  client_body_temp_path {directory}/body; proxy_temp_path {directory}/proxy;
  fastcgi_temp_path {directory}/fastcgi; uwsgi_temp_path {directory}/uwsgi; scgi_temp_path {directory}/scgi;
  server {{
    listen {self.address}; default_type application/json;
    location = /text {{ return 200 '{text}'; }}
    location / {{ root {directory}/files; }}
  }}
}}
""")
        super().__init__(["nginx", "-e", directory / "error.log", "-p", directory, "-c", configuration], core=core)

        def answers():
            connection = http.client.HTTPConnection(self.address)
            connection.request("GET", "/text")
            connection.getresponse().read()
        wait_until(answers, "nginx")
