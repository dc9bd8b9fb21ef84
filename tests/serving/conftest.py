"""The files of deploy/, given to the servers that they are for. Name, folder, port and certificate are ours; the rest
is what an administrator installs."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from conftest import PROJECT

SITE = PROJECT / "site"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
PROGRAMS = {"nginx": ("nginx", "openssl", "curl"), "caddy": ("caddy", "openssl", "curl")}


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def replaced(text, changes):
    for old, new in changes.items():
        assert old in text, f"deploy/ no longer says {old!r}"
        text = text.replace(old, new)
    return text


def nginx(folder, port, plain):
    ours = replaced((PROJECT / "deploy/nginx.conf").read_text("utf-8"), {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "/etc/ssl/lao-social-protection.pem": str(folder / "cert.pem"),
        "/etc/ssl/lao-social-protection.key": str(folder / "key.pem"),
        "root /srv/site;": f"root {SITE};",
    })
    (folder / "site.conf").write_text(ours, "utf-8")
    places = "\n".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"load_module {BROTLI};\nuser root;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{places}\ninclude {folder}/site.conf;\n}}\n",
        "utf-8",
    )
    return ["nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf", "-g", "daemon off;"]


def caddy(folder, port, plain):
    ours = replaced((PROJECT / "deploy/Caddyfile").read_text("utf-8"), {
        "lao-social-protection.example {": f"https://127.0.0.1:{port} {{\n\ttls {folder}/cert.pem {folder}/key.pem",
        "root * /srv/site": f"root * {SITE}",
    })
    head = f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {port}\n\tstorage file_system {folder}/store\n}}\n"
    (folder / "Caddyfile").write_text(head + ours, "utf-8")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


class Served:
    """A running server: ``get`` asks it as a browser with the given headers would."""

    def __init__(self, port, plain):
        self.address, self.plain = f"https://127.0.0.1:{port}", f"http://127.0.0.1:{plain}"

    def get(self, path, *options):
        """Status, protocol, headers (lower case) and body of one answer."""
        asked = path if path.startswith("http") else self.address + path
        said = subprocess.run(
            ["curl", "--silent", "--insecure", "--include", "--path-as-is", *options, asked],
            check=True, capture_output=True,
        ).stdout
        head, _, body = said.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        protocol, status, *_ = first.split()
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
        return int(status), protocol, headers, body


@pytest.fixture(scope="session", params=["nginx", "caddy"])
def server(request, tmp_path_factory):
    missing = [name for name in PROGRAMS[request.param] if not shutil.which(name)]
    if request.param == "nginx" and not BROTLI.exists():
        missing.append("libnginx-mod-http-brotli-static")
    if missing:
        told = f"deploy/ was not tried with {request.param}: {', '.join(missing)} not installed"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(told)
    folder = tmp_path_factory.mktemp(request.param)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )
    port, plain = free_port(), free_port()
    command = {"nginx": nginx, "caddy": caddy}[request.param](folder, port, plain)
    env = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with (folder / "said").open("wb") as said, subprocess.Popen(command, stdout=said, stderr=said, env=env) as running:
        subprocess.run(  # answers as soon as the server does
            ["curl", "--silent", "--insecure", "--retry", "50", "--retry-connrefused", "--retry-delay", "1",
             "--retry-max-time", "20", "--output", "/dev/null", f"https://127.0.0.1:{port}/"],
            check=True,
        )
        yield Served(port, plain)
        running.terminate()
