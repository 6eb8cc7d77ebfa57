"""Runs moto's server on a free port of 127.0.0.1, with one request to DynamoDB at a time.

A cancelled transaction of moto puts back a copy of the table that it took before: writes that moto acknowledged in between
are lost. DynamoDB never does that, so nothing else could be tested beside transactions.
"""
import io
import threading

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple


class OneTransactionAtATime:
    def __init__(self, app):
        self.app = app
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        if not environ.get("HTTP_X_AMZ_TARGET", "").startswith("DynamoDB_"):
            return self.app(environ, start_response)
        # A slow sender must not hold the lock.
        length = int(environ.get("CONTENT_LENGTH") or 0)
        environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(length))
        with self.lock:
            return list(self.app(environ, start_response))


if __name__ == "__main__":
    run_simple("127.0.0.1", 0, OneTransactionAtATime(DomainDispatcherApplication(create_backend_app)), threaded=True)
