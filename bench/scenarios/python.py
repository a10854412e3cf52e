"""Imports a package, and reports the resources that the process and its children have used when it ends."""

import atexit
import importlib
import json
import os
import resource
import sys
import time

started = time.perf_counter()


def report():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    metrics = {
        "processCpu": sum(usage.ru_utime + usage.ru_stime for usage in usages) * 1000,
        "processWall": (time.perf_counter() - started) * 1000,
    }
    os.write(3, (json.dumps(metrics) + "\n").encode())


# Registered before jsii's own handler, so that it runs after jsii has ended its Node.js process.
atexit.register(report)
importlib.import_module(sys.argv[1])
