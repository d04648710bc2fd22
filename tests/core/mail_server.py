"""A mail server of a few lines, on a port of its own, that keeps what it is given."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say(b"220 here")
        while line := self.rfile.readline():
            command = line[:4].upper().strip()
            if command == b"DATA":
                self.say(b"354 go on")
                self.server.taken.append(self.read_message())
            self.say(b"221 bye" if command == b"QUIT" else b"250 ok")
            if command == b"QUIT":
                return

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")

    def read_message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return message_from_bytes(b"".join(lines), policy=policy.default)


class MailServer(socketserver.ThreadingTCPServer):
    """`with MailServer() as server:` listens at `server.url`; `server.taken` is what came."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.taken: list[EmailMessage] = []
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> "MailServer":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}).start()
        return self

    def __exit__(self, *_error) -> None:
        self.shutdown()
        self.server_close()
