"""Drives a kernel with Jupyter's own client: a request a line from standard input, an answer a line to standard output."""
import json
import sys
import threading
import time

from jupyter_client import KernelManager


class Driver:
    def __init__(self):
        started = time.time()
        self.manager = KernelManager(kernel_name="garment-csharp")
        self.manager.start_kernel()
        self._connect()
        self.ready = time.time() - started

    def _connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def execute(self, code, interrupt_after=None):
        started, messages = time.time(), []
        if interrupt_after is not None:
            threading.Timer(interrupt_after, self.manager.interrupt_kernel).start()

        def keep(message):
            if message["msg_type"] not in ("status", "execute_input"):
                messages.append({"type": message["msg_type"], "after": time.time() - started, **message["content"]})

        reply = self.client.execute_interactive(code, output_hook=keep, timeout=60, allow_stdin=False, stop_on_error=False)["content"]
        return {"status": reply["status"], "seconds": time.time() - started, "messages": messages, "ename": reply.get("ename"), "evalue": reply.get("evalue")}

    def complete(self, code, position):
        return self.client.complete(code, position, reply=True, timeout=30)["content"]

    def inspect(self, code, position):
        return self.client.inspect(code, position, reply=True, timeout=30)["content"]

    def is_complete(self, code):
        number = self.client.is_complete(code)
        while True:
            message = self.client.get_shell_msg(timeout=30)
            if message["parent_header"].get("msg_id") == number:
                return message["content"]

    def restart(self):
        started = time.time()
        self.manager.restart_kernel(now=False)
        self.client.stop_channels()
        self._connect()
        return {"seconds": time.time() - started}

    def shutdown(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel()
        return {}


driver = Driver()
print(json.dumps({"ready": driver.ready}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps(getattr(driver, request.pop("do"))(**request), default=str), flush=True)
