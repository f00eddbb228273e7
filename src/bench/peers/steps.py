"""The training steps of src/bench on PyTorch, arranged as the libtorch ones beside this file are: see peers.Arrangement.

Arguments: work, batch file, seconds to warm up, seconds to time, threads, then name=number.
The last line printed is what trailbench.bench.Result reads.
"""
import json
import math
import sys
import time

import numpy
import torch
import torch.nn.functional as F
from torch import nn


def read(path):
    """V and, for each batch, its sequences without padding, longest first, as (items, targets)."""
    numbers = numpy.fromfile(path, dtype=">i4").astype(numpy.int64)
    items, count, at, batches = int(numbers[0]), int(numbers[1]), 2, []
    for _ in range(count):
        size, steps = int(numbers[at]), int(numbers[at + 1])
        at += 2
        both = numbers[at:at + 2 * size * steps].reshape(2, size, steps)
        at += 2 * size * steps
        sequences = [(both[0, b][both[0, b] != 0], both[1, b][both[0, b] != 0]) for b in range(size)]
        batches.append(sorted(sequences, key=lambda sequence: -len(sequence[0])))
    return items, batches


class Group:
    """Some sequences as tensors: right-padded [b, T], or step by step [P] if packed."""

    def __init__(self, sequences, packed):
        self.packed, self.size, self.steps, self.shifts = packed, len(sequences), len(sequences[0][0]), {}
        if packed:
            order = [(t, b) for t in range(self.steps) for b in range(self.size) if len(sequences[b][0]) > t]
            self.batch_sizes = torch.tensor([sum(len(s[0]) > t for s in sequences) for t in range(self.steps)])
        else:
            order = [(t, b) for b in range(self.size) for t in range(self.steps)]
        flat = [[s[k][t] if t < len(s[0]) else 0 for t, b in order for s in [sequences[b]]] for k in (0, 1)]
        items, targets = torch.tensor(flat[0]), torch.tensor(flat[1])
        self.items = items if packed else items.view(self.size, self.steps)
        self.rows = targets.nonzero().squeeze(1)
        self.targets = targets[self.rows] - 1
        self.events = items.nonzero().squeeze(1)
        self.places = torch.tensor([t for t, _ in order])
        self.owners = torch.tensor([b for _, b in order])
        at = {place: row for row, place in enumerate(order)}
        self.before = torch.tensor([at.get((t - 1, b), len(order)) for t, b in order] + [len(order)])
        ends = {b: row for row, (t, b) in enumerate(order) if t == len(sequences[b][0]) - 1}
        self.last = torch.tensor([ends[b] for b in range(self.size)])


    def back(self, distance):
        """For each row, the row `distance` events before it in its sequence; the number of rows where there is none."""
        if distance not in self.shifts:
            rows = torch.arange(len(self.before))
            for _ in range(distance):
                rows = self.before[rows]
            self.shifts[distance] = rows[:-1]
        return self.shifts[distance]


def recurrent(layer, rows, group):
    """[b, T, E] or packed [P, E] to flattened rows [., H]."""
    if group.packed:
        packed = nn.utils.rnn.PackedSequence(rows, group.batch_sizes)
        return layer(packed)[0].data
    return layer(rows)[0].reshape(-1, layer.hidden_size)


class NextItem(nn.Module):
    def __init__(self, kind, items, n):
        super().__init__()
        self.embedding = nn.Embedding(items + 1, n["embedding"], padding_idx=0)
        self.encoder = kind(n["embedding"], n["hidden"], batch_first=True)
        self.output = nn.Linear(n["hidden"], items)
        self.dropout = n["dropout"]
        nn.init.normal_(self.embedding.weight, std=0.02)
        nn.init.normal_(self.output.weight, std=0.02)

    def hidden(self, group):
        rows = recurrent(self.encoder, F.dropout(self.embedding(group.items), self.dropout), group)
        return F.dropout(rows[group.rows], self.dropout)

    def logits(self, hidden):
        return self.output(hidden)


class Autoencoder(nn.Module):
    def __init__(self, items, n):
        super().__init__()
        self.embedding = nn.Embedding(items + 1, n["embedding"], padding_idx=0)
        self.encoder = nn.LSTM(n["embedding"], n["hidden"], batch_first=True)
        self.decoder = nn.LSTM(n["hidden"], n["hidden"], batch_first=True)
        self.output = nn.Linear(n["hidden"], items)
        nn.init.normal_(self.embedding.weight, std=0.02)
        nn.init.normal_(self.output.weight, std=0.02)

    def hidden(self, group):
        vector = recurrent(self.encoder, self.embedding(group.items), group)[group.last]
        repeated = vector[group.owners] if group.packed else vector.unsqueeze(1).expand(-1, group.steps, -1).contiguous()
        return recurrent(self.decoder, repeated, group)[group.rows]

    def logits(self, hidden):
        return self.output(hidden)


class Block(nn.Module):
    """The norm stands at the query; see trailbench.graph.Node.SelfAttention.Norm.QUERY."""

    def __init__(self, width):
        super().__init__()
        self.before, self.between = nn.LayerNorm(width, eps=1e-8), nn.LayerNorm(width, eps=1e-8)
        self.query, self.key, self.value, self.out, self.inner, self.outer = (nn.Linear(width, width) for _ in range(6))


class SasRec(nn.Module):
    def __init__(self, items, n):
        super().__init__()
        self.width, self.heads, self.dropout = n["width"], n["heads"], n["dropout"]
        self.embedding = nn.Embedding(items + 1, self.width, padding_idx=0)
        self.positions = nn.Embedding(n["length"], self.width)
        self.blocks = nn.ModuleList(Block(self.width) for _ in range(n["blocks"]))
        self.norm = nn.LayerNorm(self.width, eps=1e-8)
        nn.init.normal_(self.embedding.weight, std=0.02)
        nn.init.normal_(self.positions.weight, std=0.02)

    def padded(self, group, rows):
        flat = rows.new_zeros(group.size * group.steps, self.width).index_copy(0, group.events, rows)
        return flat.view(group.size, group.steps, self.heads, -1).transpose(1, 2)

    def attention(self, group, query, key, value):
        query, key, value = (self.padded(group, rows) for rows in (query, key, value))
        future = torch.full((group.steps, group.steps), -math.inf).triu(1)
        weights = torch.baddbmm(
            future.expand(group.size * self.heads, -1, -1), query.flatten(0, 1), key.flatten(0, 1).transpose(1, 2),
            alpha=1 / math.sqrt(self.width // self.heads)).softmax(2)
        rows = torch.bmm(F.dropout(weights, self.dropout), value.flatten(0, 1))
        rows = rows.view(group.size, self.heads, group.steps, -1).transpose(1, 2).reshape(-1, self.width)
        return rows[group.events]

    def hidden(self, group):
        items = group.items.view(-1)[group.events]
        rows = F.dropout(self.embedding(items) * math.sqrt(self.width) + self.positions(group.places[group.events]), self.dropout)
        for block in self.blocks:
            query = block.before(rows)
            attended = self.attention(group, block.query(query), block.key(rows), block.value(rows))
            between = block.between(query + block.out(attended))
            inner = F.dropout(F.relu(block.inner(between)), self.dropout)
            rows = between + F.dropout(block.outer(inner), self.dropout)
        return self.norm(rows)

    def logits(self, hidden):
        return hidden @ self.embedding.weight[1:].t()


class NextItNet(nn.Module):
    def __init__(self, items, n):
        super().__init__()
        width = self.width = n["width"]
        self.embedding = nn.Embedding(items + 1, width, padding_idx=0)
        dilations = [d for block in range(n["blocks"]) for d in ((1, 2) if block % 2 == 0 else (4, 8))]
        self.convolutions = nn.ModuleList(nn.Conv1d(width, width, 3, dilation=d) for d in dilations)
        self.norms = nn.ModuleList(nn.LayerNorm(width, eps=1e-8) for _ in dilations)
        self.output = nn.Linear(width, items)
        nn.init.normal_(self.embedding.weight, std=0.02)
        nn.init.normal_(self.output.weight, std=0.02)

    def convolve(self, convolution, rows, group):
        dilation = convolution.dilation[0]
        if not group.packed:
            return convolution(F.pad(rows.transpose(1, 2), (2 * dilation, 0))).transpose(1, 2)
        with_zero = torch.cat([rows, rows.new_zeros(1, self.width)])
        beside = torch.cat([with_zero[group.back(2 * dilation)], with_zero[group.back(dilation)], rows], 1)
        return F.linear(beside, convolution.weight.permute(0, 2, 1).reshape(self.width, -1), convolution.bias)

    def hidden(self, group):
        rows = self.embedding(group.items)
        for first in range(0, len(self.convolutions), 2):
            inner = rows
            for layer in (first, first + 1):
                inner = F.relu(self.norms[layer](self.convolve(self.convolutions[layer], inner, group)))
            rows = rows + inner
        return rows.reshape(-1, self.width)[group.rows]

    def logits(self, hidden):
        return self.output(hidden)


class Caser(nn.Module):
    def __init__(self, items, n):
        super().__init__()
        width, self.length, self.dropout = n["embedding"], n["window"], n["dropout"]
        self.embedding = nn.Embedding(items + 1, width, padding_idx=0)
        self.filters = nn.ModuleList(nn.Conv1d(width, n["horizontal"], height) for height in range(1, self.length + 1))
        self.sums = nn.Conv2d(1, n["vertical"], (1, self.length), bias=False)
        self.above = nn.Linear(n["horizontal"] * self.length + n["vertical"] * width, width)
        self.output = nn.Linear(width, items)
        nn.init.normal_(self.embedding.weight, std=0.02)
        nn.init.normal_(self.output.weight, std=0.02)

    def hidden(self, group):
        steps = F.pad(self.embedding(group.items).transpose(1, 2), (self.length - 1, 0))
        parts = [F.relu(F.max_pool1d(filters(steps), self.length - height, 1)) for height, filters in enumerate(self.filters)]
        parts.append(self.sums(steps.unsqueeze(1)).flatten(1, 2))
        rows = torch.cat(parts, 1).transpose(1, 2).flatten(0, 1)[group.rows]
        return F.relu(self.above(F.dropout(rows, self.dropout)))

    def logits(self, hidden):
        return self.output(hidden)


class Narm(nn.Module):
    def __init__(self, items, n):
        super().__init__()
        width, units = n["embedding"], n["hidden"]
        self.dropouts = n["embedding_dropout"], n["dropout"]
        self.embedding = nn.Embedding(items + 1, width, padding_idx=0)
        self.encoder = nn.GRU(width, units, batch_first=True)
        self.now, self.then = nn.Linear(units, units, bias=False), nn.Linear(units, units, bias=False)
        self.fit = nn.Parameter(torch.zeros(units))
        self.decoder = nn.Linear(2 * units, width)
        nn.init.normal_(self.embedding.weight, std=0.02)

    def hidden(self, group):
        states = self.encoder(F.dropout(self.embedding(group.items), self.dropouts[0]))[0]
        pairs = torch.sigmoid(self.now(states).unsqueeze(2) + self.then(states).unsqueeze(1))
        both = torch.cat([states, torch.bmm((pairs @ self.fit).tril(), states)], 2).flatten(0, 1)
        return self.decoder(F.dropout(both[group.rows], self.dropouts[1]))

    def logits(self, hidden):
        return hidden @ self.embedding.weight[1:].t()


RECURRENT = [(0, 0), (0, 1024), (1, 0), (1, 1024), (4, 0), (4, 1024)]
PADDED = [(1, 0), (1, 1024), (4, 0), (4, 1024), (16, 0)]
PAIRS = [(8, 0), (16, 0), (32, 0), (64, 0)]
NETWORKS = {
    "lstm-next": (lambda items, n: NextItem(nn.LSTM, items, n), RECURRENT),
    "gru-next": (lambda items, n: NextItem(nn.GRU, items, n), RECURRENT),
    "lstm-autoencoder": (Autoencoder, RECURRENT),
    "sasrec": (SasRec, PADDED),
    "nextitnet": (NextItNet, RECURRENT),
    "caser": (Caser, PADDED),
    "narm": (Narm, PAIRS),
}


def groups(sequences, count):
    if count == 0:
        return [Group(sequences, True)]
    cuts = [len(sequences) * g // count for g in range(count + 1)]
    return [Group(sequences[a:b], False) for a, b in zip(cuts, cuts[1:]) if a < b]


def step(network, optimizer, batch, slab):
    optimizer.zero_grad(set_to_none=True)
    count, total = sum(len(group.rows) for group in batch), 0.0
    for group in batch:
        hidden = network.hidden(group)
        if slab == 0:
            loss = F.cross_entropy(network.logits(hidden), group.targets, reduction="sum") / count
            loss.backward()
            total += loss.item()
            continue
        leaf = hidden.detach().requires_grad_(True)
        for rows, targets in zip(leaf.split(slab), group.targets.split(slab)):
            loss = F.cross_entropy(network.logits(rows), targets, reduction="sum") / count
            loss.backward()
            total += loss.item()
        hidden.backward(leaf.grad)
    optimizer.step()
    return total, count


def run(network, optimizer, batches, slab, seconds):
    start, steps, targets, loss = time.perf_counter(), 0, 0, math.nan
    while steps < 2 or time.perf_counter() - start < seconds:
        loss, count = step(network, optimizer, batches[steps % len(batches)], slab)
        steps, targets = steps + 1, targets + count
    return steps, targets / (time.perf_counter() - start), loss


def main(work, path, warm, timed, threads, *pairs):
    torch.set_num_threads(int(threads))
    torch.manual_seed(42)
    numbers = {name: float(value) if "." in value else int(value) for name, value in (pair.split("=") for pair in pairs)}
    items, sequences = read(path)
    make, arrangements = NETWORKS[work]
    network = make(items, numbers).train()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.001)
    first, _ = step(network, optimizer, groups(sequences[0], arrangements[0][0]), 0)
    speeds = {}
    for count, slab in arrangements:
        trial = [groups(batch, count) for batch in sequences[:3]]
        step(network, optimizer, trial[0], slab)
        start = time.perf_counter()
        targets = sum(step(network, optimizer, batch, slab)[1] for batch in trial[1:])
        speeds[count, slab] = targets / (time.perf_counter() - start)
        print(count, slab, speeds[count, slab], file=sys.stderr)
    count, slab = max(speeds, key=speeds.get)
    batches = [groups(batch, count) for batch in sequences]
    run(network, optimizer, batches, slab, float(warm))
    steps, speed, loss = run(network, optimizer, batches, slab, float(timed))
    peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) * 1024
    how = "packed" if count == 0 else "padded" if count == 1 else f"{count} groups of like length"
    variant = how if slab == 0 else f"{how}, logits in slabs of {slab}"
    print(json.dumps({
        "variant": variant, "targets_per_second": speed, "steps": steps, "first_loss": first, "last_loss": loss, "peak_bytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
