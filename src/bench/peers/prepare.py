"""The work of trailbench.bench.Preparing in pandas: read, duplicates out, 5-core over and over, sort, ids, offsets, temporal split.

Argument: a log in the layout of Taobao's UserBehavior. Prints seconds a phase.
"""
import sys
import time

import numpy
import pandas

start = last = time.perf_counter()


def lap(phase):
    global last
    now = time.perf_counter()
    print(f"  {phase} {now - last:.1f}", end="", flush=True)
    last = now


log = pandas.read_csv(sys.argv[1], header=None, names=["user", "item", "category", "behaviour", "time"], usecols=["user", "item", "behaviour", "time"],
                      dtype={"user": "int64", "item": "int64", "behaviour": "category", "time": "int64"})
lap("read")
log = log.drop_duplicates()
lap("duplicates")
while True:
    before = len(log)
    log = log[log.groupby("user")["item"].transform("size") >= 5]
    log = log[log.groupby("item")["user"].transform("size") >= 5]
    if len(log) == before:
        break
lap("5-core")
log = log.sort_values(["user", "time"], kind="stable")
lap("sort")
counts = log["item"].value_counts()
numbers = pandas.Series(numpy.arange(1, len(counts) + 1), index=counts.index)
items = log["item"].map(numbers).to_numpy(numpy.int32)
users, ids = pandas.factorize(log["user"])
offsets = numpy.concatenate([[0], numpy.cumsum(numpy.bincount(users))])
lap("ids")
times = log["time"].to_numpy()
validation_at, test_at = numpy.quantile(times, [.8, .9])
late = numpy.add.reduceat((times >= validation_at).astype(numpy.int64), offsets[:-1])
test = numpy.add.reduceat((times >= test_at).astype(numpy.int64), offsets[:-1])
validation_start, test_start = offsets[1:] - late, offsets[1:] - test
lap("split")
print(f"\n  pandas {pandas.__version__}: {len(log):,} events of {len(ids):,} users and {len(counts):,} items")
