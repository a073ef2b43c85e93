"""The language server: what an editor sends, and what it gets back, over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from gikaudit import __version__
from gikaudit.server.audits import Audited, audited
from gikaudit.server.diagnostics import Shown, corrections, diagnostics
from gikaudit.server.hover import hover
from gikaudit.server.positions import Positions
from gikaudit.settings import Language
from gikaudit.source import Span

_PAUSE = 0.25
"""So many seconds after the last key a changed document is audited."""
_CONFIGURATION = "**/{gikaudit.toml,pyproject.toml}"


class _Checked(NamedTuple):
    """What came of one version of a document."""

    version: int | None
    positions: Positions
    audited: Audited
    shown: Sequence[Shown]

    @property
    def language(self) -> Language:
        return self.audited.settings.language


class Server(LanguageServer):
    """A language server for reports.

    A change brings the whole text: a report is short, and editors do not agree with pygls on where lines end, which
    would lose track of a document with a form feed in it.
    """

    def __init__(self, language: Language | None) -> None:
        super().__init__("gikaudit", __version__, types.TextDocumentSyncKind.Full)
        self.language = language
        self.stopped = False
        """Whether the editor said that it is done, as it must before it leaves."""
        self._checks: dict[str, asyncio.Task[_Checked]] = {}
        self._worker = ThreadPoolExecutor(max_workers=1)  # the engine is not made for several threads

    def check(self, uri: str, pause: float = 0) -> None:
        """Audit a document after a pause. Only what the newest version comes to is shown."""
        self.forget(uri)
        self._checks[uri] = asyncio.create_task(self._check(uri, pause))

    def check_all(self) -> None:
        """Audit all open documents again."""
        for uri in list(self._checks):
            self.check(uri)

    def forget(self, uri: str) -> None:
        """Take no more interest in a version of a document."""
        check = self._checks.pop(uri, None)
        if check is not None:
            check.cancel()

    async def newest(self, uri: str) -> _Checked | None:
        """What came of the newest version of a document; None for one that is not open."""
        while (check := self._checks.get(uri)) is not None:
            await asyncio.wait([check])
            if not check.cancelled():
                return check.result()
        return None

    async def _check(self, uri: str, pause: float) -> _Checked:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        checked = await asyncio.get_running_loop().run_in_executor(
            self._worker, self._checked, uri, document.version, document.source
        )
        self.show(uri, checked.version, [diagnostic for _, diagnostic in checked.shown])
        return checked

    def _checked(self, uri: str, version: int | None, text: str) -> _Checked:
        result = audited(self._path(uri), text, self.language)
        positions = Positions(text, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)
        return _Checked(version, positions, result, list(diagnostics(uri, positions, result)))

    def show(self, uri: str, version: int | None, diagnostics: Sequence[types.Diagnostic]) -> None:
        """Send the diagnostics of a document, which take the place of those before."""
        capabilities = self.client_capabilities.text_document
        wanted = capabilities.publish_diagnostics if capabilities else None
        if wanted is None or not wanted.related_information:
            for one in diagnostics:
                one.related_information = None
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def _path(self, uri: str) -> str:
        """The path of a document. One that was never saved is taken to be in the first folder of the workspace."""
        path = to_fs_path(uri.replace(";", "%3B"))
        if path is not None:
            return path
        folders = [to_fs_path(folder) for folder in self.workspace.folders] or [self.workspace.root_path]
        return str(Path(folders[0] or ".", uri.rpartition(":")[2].rpartition("/")[2]))

    def edit(self, uri: str, version: int | None, edit: types.TextEdit) -> types.WorkspaceEdit:
        """A change of one document, for its version only where the editor can tell."""
        capabilities = self.client_capabilities.workspace
        able = capabilities.workspace_edit if capabilities else None
        if able is None or not able.document_changes:
            return types.WorkspaceEdit(changes={uri: [edit]})
        document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [edit])])


def language_server(language: Language | None) -> Server:
    """A server with what it does for an editor. ``language`` is None where the configuration decides."""
    server = Server(language)
    _follow_documents(server)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        checked = await server.newest(params.text_document.uri)
        if checked is None:
            return None
        found = hover(checked.audited.audit, checked.positions.offset(params.position), checked.language)
        if found is None:
            return None
        content = types.MarkupContent(types.MarkupKind.PlainText, found.text)
        return types.Hover(content, checked.positions.range(found.span))

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        only = params.context.only
        checked = await server.newest(uri)
        if checked is None or (only is not None and not set(only) & {"", types.CodeActionKind.QuickFix}):
            return []
        asked = Span(checked.positions.offset(params.range.start), checked.positions.offset(params.range.end))
        return [
            types.CodeAction(
                title,
                types.CodeActionKind.QuickFix,
                [shown],
                is_preferred=True,
                edit=server.edit(uri, checked.version, edit),
            )
            for title, shown, edit in corrections(
                checked.shown, asked, checked.positions, checked.audited.audit.source, checked.language
            )
        ]

    @server.feature(types.SHUTDOWN)
    def stop(_: None) -> None:
        server.stopped = True

    return server


def _follow_documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.check(params.text_document.uri, _PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)
        server.show(params.text_document.uri, None, [])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def configured(_: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()

    @server.feature(types.INITIALIZED)
    def ready(_: types.InitializedParams) -> None:
        able = server.client_capabilities.workspace
        watched = able.did_change_watched_files if able else None
        if watched is not None and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher(_CONFIGURATION)]
            registration = types.Registration(
                "gikaudit.configuration",
                types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
            server.client_register_capability(types.RegistrationParams([registration]))


def serve(language: Language | None) -> bool:
    """Serve an editor until it leaves. Returns whether it took its leave as the protocol says."""
    server = language_server(language)
    stdout = sys.stdout.buffer
    with redirect_stdout(sys.stderr):  # what a rule prints must not come between the messages
        server.start_io(sys.stdin.buffer, stdout)
    return server.stopped
