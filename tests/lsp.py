"""A small editor: speaks the Language Server Protocol with ``gikaudit server`` over its standard streams.

It is written after the specification and shares no code with the server.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any

SERVER = [sys.executable, "-m", "gikaudit", "server"]
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_PATIENCE = 120
"""So many seconds an answer may take on a busy machine."""

CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"relatedInformation": True, "versionSupport": True}},
    "workspace": {
        "workspaceEdit": {"documentChanges": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
    },
}


class Editor:
    """An editor with one server. In a ``with`` statement it says goodbye at the end."""

    def __init__(
        self,
        folders: Sequence[Path] = (),
        capabilities: dict[str, Any] | None = None,
        argv: Sequence[str] = SERVER,
        cwd: Path | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            argv, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self._stdin: IO[bytes] = self.process.stdin
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True).start()
        self._requests = 0
        self.asked: list[dict[str, Any]] = []
        """What the server asked for."""
        self.published: list[dict[str, Any]] = []
        """The diagnostics it sent, all of them."""
        self.shown: list[dict[str, Any]] = []
        """What it wants to tell the user."""
        self._seen = 0
        self.folders = [{"uri": folder.as_uri(), "name": folder.name} for folder in folders]
        self.capabilities: dict[str, Any] = self.request(
            "initialize",
            {
                "processId": None,
                "rootUri": self.folders[0]["uri"] if folders else None,
                "workspaceFolders": self.folders or None,
                "capabilities": CAPABILITIES if capabilities is None else capabilities,
            },
        )["capabilities"]
        self.notify("initialized", {})

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if kind is not None:
            self.process.kill()
        elif self.process.poll() is None:
            assert self.leave() == 0
        self.process.wait(_PATIENCE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()

    def leave(self) -> int:
        """End the server as the protocol says. Returns its exit status."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(_PATIENCE)

    # ---- messages

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method} | ({"params": params} if params is not None else {}))

    def request(self, method: str, params: Any) -> Any:
        self._requests += 1
        number = self._requests
        self._send({"id": number, "method": method} | ({"params": params} if params is not None else {}))
        while True:
            message = self._next()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0"} | message, ensure_ascii=False).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._stdin.flush()

    def _next(self) -> dict[str, Any]:
        """The next message of the server. What it asks for it gets."""
        message = self._messages.get(timeout=_PATIENCE)
        assert message is not None, "the server has gone"
        if "method" in message and "id" in message:
            self.asked.append(message)
            self._send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.published.append(message["params"])
        elif message.get("method") == "window/showMessage":
            self.shown.append(message["params"])
        return message

    def _read(self, stream: IO[bytes]) -> None:
        """Whatever is not a message of the protocol ends the reading."""
        while (header := stream.readline()).startswith(b"Content-Length: "):
            while stream.readline() != b"\r\n":
                pass
            self._messages.put(json.loads(stream.read(int(header.split()[1]))))
        self._messages.put(None)

    # ---- documents

    def open(self, uri: str, text: str, version: int = 1) -> list[dict[str, Any]]:
        """Open a document. Returns its diagnostics."""
        document = {"uri": uri, "languageId": "plaintext", "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(uri)

    def change(self, uri: str, text: str, version: int) -> None:
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]},
        )

    def close(self, uri: str) -> list[dict[str, Any]]:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        return self.diagnostics(uri)

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """The next diagnostics of a document, with those of others passed over."""
        while True:
            while self._seen < len(self.published):
                self._seen += 1
                if self.published[self._seen - 1]["uri"] == uri:
                    found: list[dict[str, Any]] = self.published[self._seen - 1]["diagnostics"]
                    return found
            self._next()

    def hover(self, uri: str, position: dict[str, int]) -> dict[str, Any] | None:
        params = {"textDocument": {"uri": uri}, "position": position}
        found: dict[str, Any] | None = self.request("textDocument/hover", params)
        return found

    def actions(self, uri: str, range: dict[str, Any], **context: Any) -> list[dict[str, Any]]:
        params = {"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []} | context}
        found: list[dict[str, Any]] = self.request("textDocument/codeAction", params)
        return found


# ---- places


def position(text: str, found: str, encoding: str = "utf-16", skip: int = 0) -> dict[str, int]:
    """Where something stands in a text for the first time, or after some times more."""
    start = -1
    for _ in range(skip + 1):
        start = text.index(found, start + 1)
    before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
    codec, width = _UNITS[encoding]
    line = before.rpartition("\n")[2]
    return {"line": before.count("\n"), "character": len(line.encode(codec)) // width}


def stretch(text: str, range: dict[str, Any], encoding: str = "utf-16") -> str:
    """What stands in a range."""
    start, end = (_offset(text, range[name], encoding) for name in ("start", "end"))
    return text[start:end]


def edited(text: str, edits: Sequence[dict[str, Any]], encoding: str = "utf-16") -> str:
    """A text with edits applied."""
    for edit in sorted(edits, key=lambda edit: _offset(text, edit["range"]["start"], encoding), reverse=True):
        start, end = (_offset(text, edit["range"][name], encoding) for name in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def _offset(text: str, position: dict[str, int], encoding: str) -> int:
    codec, width = _UNITS[encoding]
    offset = 0
    for _ in range(position["line"]):
        ends = [text.find(end, offset) for end in ("\r\n", "\n", "\r")]
        end = min(end for end in ends if end >= 0)
        offset = end + (2 if text.startswith("\r\n", end) else 1)
    line = text[offset:].encode(codec)
    taken = line[: position["character"] * width].decode(codec)  # fails within a character
    assert "\n" not in taken and "\r" not in taken
    return offset + len(taken)
