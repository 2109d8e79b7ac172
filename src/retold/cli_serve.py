"""`retold serve ARCHIVE`: the archive in a browser.

It listens on this machine alone unless another address is given; there it demands a token, and says so. What it
prints for people goes to standard error. Ctrl-C ends it.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
from typing import Any

from .errors import BadArguments, NeedsExtra
from .text.printable import printable

#: Bytes of a request: without adding a form of a review; with it files of that size.
_SMALL, _LARGE = 100_000, 64_000_000
_LEAST_TOKEN = 16
#: Seconds after which a thread that computes lets another one answer (Python waits .005). A page asks its snapshot some
#: dozens of times, and after each it would wait so long for whoever compares or adds meanwhile.
_TURN = 0.0005


def register(commands: Any) -> None:
    """Add the command to the parser."""
    serve = commands.add_parser(
        "serve",
        help="open an archive in the browser",
        description="Open an archive in the browser: its stories, who retold whom, reports side by side.",
        epilog="On another address than this machine's own a token is demanded: of everybody who can reach it, those who "
        "have it can read the archive.",
    )
    serve.add_argument("archive", metavar="ARCHIVE", help="the archive's file")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    serve.add_argument(
        "--port", type=_port, default=8190, help="the port (default: 8190; 0 for any that is free)"
    )
    serve.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST",
        help="a name under which it is asked for too (again for more)",
    )
    serve.add_argument(
        "--token", metavar="TOKEN", help="demand this token (default: one is made where it is needed)"
    )
    serve.add_argument("--allow-add", action="store_true", help="let the pages add reports to the archive")
    serve.add_argument("--open", action="store_true", help="open it in this machine's browser")
    serve.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    try:
        import uvicorn

        from .web import app, security
        from .web.desk import Desk
    except ImportError as problem:
        raise NeedsExtra(
            "The pages need packages that are not installed.", 'Run: pip install "retold[web]"'
        ) from problem
    token = options.token if options.token is not None else os.environ.get("RETOLD_TOKEN")
    if token is not None and (len(token) < _LEAST_TOKEN or not token.isascii() or not token.isprintable()):
        raise BadArguments(
            f"A token has at least {_LEAST_TOKEN} plain characters.", "Leave --token out: one is made."
        )
    names = frozenset(name.lower() for name in (*options.name, socket.gethostname()))
    limit = _LARGE if options.allow_add else _SMALL
    rules = security.rules_for(options.host, token, limit, names)
    desk = Desk(options.archive)
    site = app.create(desk, rules, allow_add=options.allow_add)
    listening = _listening(options.host, options.port)
    address = _address(options.host, listening.getsockname()[1], rules.token)
    if options.allow_add and hasattr(socket, "AF_UNIX"):
        from .handing import Owning

        shown = _address(options.host, listening.getsockname()[1], None)
        desk.at_end.append(Owning(options.archive, shown, desk.adding, desk.refresh).close)
    sys.setswitchinterval(_TURN)
    desk.warm()
    sys.stderr.write(f"Retold shows {printable(options.archive)} at {address}\n")
    if not security.is_loopback(options.host):
        sys.stderr.write(
            "Others can reach this address: whoever has the token in it can read the archive. The way to it is not "
            "encrypted.\n"
        )
    sys.stderr.write("Ctrl-C ends it.\n")
    sys.stderr.flush()
    if options.open:
        import webbrowser

        webbrowser.open(address)
    config = uvicorn.Config(
        site,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=200,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=3,
        ws="none",
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close()
    return 0


def _listening(host: str, port: int) -> socket.socket:
    """A socket on the address, or an error that says why not."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, where = found[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(where)
            listening.listen(200)
        except OSError:
            listening.close()
            raise
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise BadArguments(
            f"Nothing can listen on {printable(host)}, port {port}: {why}.", "Give another --port or --host."
        ) from problem
    return listening


def _address(host: str, port: int, token: str | None) -> str:
    shown = "127.0.0.1" if host in {"0.0.0.0", ""} else "::1" if host == "::" else host  # noqa: S104 - shown, not bound to
    shown = f"[{shown}]" if ":" in shown else shown
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _port(written: str) -> int:
    number = int(written) if written.isdigit() and len(written) < 6 else -1
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError(f"{printable(written)} is no port")
    return number
