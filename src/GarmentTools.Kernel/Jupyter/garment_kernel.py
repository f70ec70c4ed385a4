"""Jupyter's side of the C# kernel of GarmentTools.

ipykernel speaks the protocol; the cells are run by a .NET program, which this one starts and talks to over its standard streams:
    garment_kernel.py HOST… -- -f CONNECTION_FILE
where HOST… is the command line of that program. What it sends are lines of JSON, each after the character RS; whatever else
comes is what native code printed.
"""
import json
import os
import queue
import signal
import subprocess
import sys
import threading

SEPARATOR = b"\x1e"


class Host:
    """The .NET program."""

    def __init__(self, command):
        try:
            # A group of its own where there are groups on Windows: an interrupt is told by a message.
            flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, creationflags=flags)
        except OSError as error:
            sys.exit(f"The C# kernel could not start {command[0]!r}: {error.strerror}. Install the .NET runtime, or run 'garment kernel install' again.")
        self.messages = queue.Queue()
        self._write = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._read_errors, daemon=True).start()

    def send(self, **request):
        line = (json.dumps(request) + "\n").encode()
        with self._write:
            try:
                self._process.stdin.write(line)
                self._process.stdin.flush()
            except (OSError, ValueError):
                pass  # it has ended, which the reader tells

    def stop(self):
        """Ends it: politely by the end of its input, which it heeds even while a cell runs."""
        try:
            self._process.stdin.close()
        except OSError:
            pass
        try:
            self._process.wait(3)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _read(self):
        for line in self._process.stdout:
            printed, found, message = line.partition(SEPARATOR)
            if printed:
                self.messages.put({"type": "stream", "name": "stdout", "text": printed.decode(errors="replace")})
            if found:
                self.messages.put(json.loads(message))
        self.messages.put({"type": "ended", "code": self._process.wait()})

    def _read_errors(self):
        for line in self._process.stderr:
            self.messages.put({"type": "stream", "name": "stderr", "text": line.decode(errors="replace")})


def make_kernel(host):
    from ipykernel.kernelbase import Kernel

    class GarmentKernel(Kernel):
        implementation = "garment-csharp"
        implementation_version = "0.1"
        language = "C#"
        language_version = "14.0"
        banner = "C# with GarmentTools"
        language_info = {
            "name": "C#", "version": "14.0", "mimetype": "text/x-csharp", "file_extension": ".cs",
            "pygments_lexer": "csharp", "codemirror_mode": "text/x-csharp",
        }
        _requests = 0

        def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False, **_):
            if not code.strip():
                return self._ok()
            reply = self._ask("execute", silent, code=code, number=self.execution_count)
            reply.setdefault("execution_count", self.execution_count)
            if reply["status"] == "ok":
                return {**self._ok(), **reply}
            if not silent:
                self.send_response(self.iopub_socket, "error", {key: reply[key] for key in ("ename", "evalue", "traceback")})
            return reply

        def do_complete(self, code, cursor_pos):
            return self._ask("complete", code=code, position=utf16(code, cursor_pos), converted=("cursor_start", "cursor_end"))

        def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
            return self._ask("inspect", code=code, position=utf16(code, cursor_pos))

        def do_is_complete(self, code):
            return self._ask("is_complete", code=code)

        def do_shutdown(self, restart):
            host.stop()
            return {"status": "ok", "restart": restart}

        def _ok(self):
            return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}

        def _ask(self, kind, silent=False, converted=(), **request):
            """Sends a request, passes on what is shown until the reply comes, and returns its content."""
            self._requests += 1
            number = self._requests
            here = threading.current_thread() is threading.main_thread()
            # An interrupt must not tear this loop: it is passed on, and the reply tells how the cell ended.
            before = signal.signal(signal.SIGINT, lambda *_: threading.Thread(target=host.send, kwargs={"type": "interrupt"}).start()) if here else None
            try:
                host.send(type=kind, id=number, **request)
                while True:
                    try:
                        # Without a time limit, Windows would not notice an interrupt.
                        message = host.messages.get(timeout=0.5 if os.name == "nt" else None)
                    except queue.Empty:
                        continue
                    if message["type"] == "reply" and message["id"] == number:
                        for key in converted:
                            if key in message["content"]:
                                message["content"][key] = code_points(request["code"], message["content"][key])
                        return message["content"]
                    if message["type"] == "ended":
                        return self._ended(message["code"])
                    if not silent:
                        self._show(message)
            finally:
                if here:
                    signal.signal(signal.SIGINT, before)

        def _show(self, message):
            kind = message["type"]
            if kind == "stream":
                self.send_response(self.iopub_socket, "stream", {"name": message["name"], "text": message["text"]})
            elif kind in ("result", "display", "update"):
                content = {"data": message["data"], "metadata": {}}
                if kind == "result":
                    content["execution_count"] = self.execution_count
                elif "display_id" in message:
                    content["transient"] = {"display_id": message["display_id"]}
                name = {"result": "execute_result", "display": "display_data", "update": "update_display_data"}[kind]
                self.send_response(self.iopub_socket, name, content)

        def _ended(self, code):
            # Jupyter starts a kernel anew that has ended; the reply goes out before.
            threading.Timer(0.5, os._exit, (1,)).start()
            text = f"The .NET program that runs the cells ended (exit code {code}). Its state is gone; the kernel starts anew."
            return {"status": "error", "ename": "KernelEnded", "evalue": text, "traceback": [text]}

    return GarmentKernel


def utf16(text, position):
    """.NET counts places in UTF-16, Jupyter in characters."""
    return len(text[:position].encode("utf-16-le")) // 2


def code_points(text, position):
    return len(text.encode("utf-16-le")[:position * 2].decode("utf-16-le", errors="ignore"))


def main():
    split = sys.argv.index("--")
    host = Host(sys.argv[1:split])  # first, so that it gets ready while Python reads ipykernel
    sys.argv[1:] = sys.argv[split + 1:]
    sys.modules.setdefault("debugpy", None)  # Python's debugger, which ipykernel would read otherwise, cannot debug C#
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(kernel_class=make_kernel(host))


if __name__ == "__main__":
    main()
