package trailbench.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import trailbench.work.Fault;

/// Numbers texts from 0 in order of first appearance. Texts are kept as UTF-8, one behind the other: some 30 bytes a text in all.
///
/// Open addressing with linear probing. A text of up to seven bytes is its own key, so that most ids are found in one look at the table;
/// longer ones have their hash as key and are compared.
///
/// A large table lies outside the processor's caches, where one look takes as long as a hundred steps. Values of a whole block are
/// therefore looked up side by side: what the looks wait for is fetched for many of them at once.
public final class Dictionary extends OwnCacheLine {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_BITS = 10;
    private static final int MOST_BITS = 29;
    private static final int OWN_KEY = 7;
    private static final long HASHED = 1L << 63;
    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final int TEXT_LIMIT = Integer.MAX_VALUE - 16;
    /// Values whose places in the table are fetched together.
    private static final int TOGETHER = 64;

    /// Two numbers a slot, side by side for the cache: the key, and the text's number plus one, or 0.
    private long[] table = new long[2 << FIRST_BITS];
    /// Bits of a hash that are not used.
    private int shift = Long.SIZE - FIRST_BITS;
    private byte[] texts = new byte[1 << 12];
    /// Exclusive end of each text.
    private int[] ends = new int[1 << 8];
    private int size;
    private final long[] keys = new long[TOGETHER];
    /// What was read ahead of its use, so that reading is not left out.
    private long fetched;

    public int number(Row row, int place) {
        return number(row.bytes(place), row.start(place), row.end(place));
    }

    /// Numbers a column of the rows from `from` on; those of malformed rows are without meaning.
    ///
    /// @param numbers `[rows]` taken from and put to the block's rows
    void number(RowBlock block, int from, int place, int[] numbers) {
        var row = new Row(block);
        for (int first = from; first < block.rows(); first += TOGETHER) {
            int count = Math.min(TOGETHER, block.rows() - first);
            for (int i = 0; i < count; i++) {
                row.at(first + i);
                keys[i] = block.isWhole(first + i) ? key(row.bytes(place), row.start(place), row.end(place)) : 0;
            }
            fetched += fetch(table, keys, count, shift);
            for (int i = 0; i < count; i++) {
                numbers[first + i] = block.isWhole(first + i) ? number(row, first + i, place, keys[i]) : 0;
            }
        }
    }

    /// Of a short text that stands where it is looked for first, without another look at its bytes.
    private int number(Row row, int index, int place, long key) {
        int slot = slot(key);
        if (key > 0 && table[slot] == key && table[slot + 1] != 0) {
            return (int) table[slot + 1] - 1;
        }
        row.at(index);
        return number(key, row.bytes(place), row.start(place), row.end(place));
    }

    private static long fetch(long[] table, long[] keys, int count, int shift) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += table[(int) (mixed(keys[i]) * MIX >>> shift) * 2];
        }
        return sum;
    }

    public int number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return number(bytes, 0, bytes.length);
    }

    /// The number of a text that is known, or -1.
    public int find(Row row, int place) {
        return find(row.bytes(place), row.start(place), row.end(place));
    }

    public int find(byte[] bytes, int from, int to) {
        return (int) table[slot(key(bytes, from, to), bytes, from, to) + 1] - 1;
    }

    private int number(byte[] bytes, int from, int to) {
        return number(key(bytes, from, to), bytes, from, to);
    }

    private int number(long key, byte[] bytes, int from, int to) {
        int slot = slot(key, bytes, from, to);
        if (table[slot + 1] != 0) {
            return (int) table[slot + 1] - 1;
        }
        table[slot] = key;
        append(bytes, from, to);
        table[slot + 1] = size;
        if (size > table.length / 4) {
            rehash();
        }
        return size - 1;
    }

    private static long key(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length <= OWN_KEY) {
            return (long) length << 8 * OWN_KEY | start(bytes, from, length);
        }
        long hash = length;
        int at = from;
        for (; at + 8 <= to; at += 8) {
            hash = mixed(hash ^ (long) LONG.get(bytes, at));
        }
        if (at < to) {
            hash = mixed(hash ^ (long) LONG.get(bytes, to - 8));
        }
        return hash | HASHED;
    }

    /// The first bytes, the first one lowest.
    private static long start(byte[] bytes, int from, int length) {
        if (from + Long.BYTES <= bytes.length) {
            return (long) LONG.get(bytes, from) & (1L << 8 * length) - 1;
        }
        long start = 0;
        for (int i = length - 1; i >= 0; i--) {
            start = start << 8 | bytes[from + i] & 0xff;
        }
        return start;
    }

    private static long mixed(long value) {
        long product = value * MIX;
        return product ^ product >>> 32;
    }

    /// Where the text stands, or would.
    private int slot(long key, byte[] bytes, int from, int to) {
        int slot = slot(key);
        while (table[slot + 1] != 0 && (table[slot] != key || key < 0 && !same((int) table[slot + 1] - 1, bytes, from, to))) {
            slot = slot + 2 & table.length - 1;
        }
        return slot;
    }

    private int slot(long key) {
        return (int) (mixed(key) * MIX >>> shift) * 2;
    }

    private boolean same(int number, byte[] bytes, int from, int to) {
        return Arrays.equals(texts, start(number), ends[number], bytes, from, to);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    private void append(byte[] bytes, int from, int to) {
        int start = start(size);
        long end = (long) start + to - from;
        Fault.require(end <= TEXT_LIMIT, "The log's ids of one kind fill more than 2 GB. Choose a shorter column, or a part of the log.");
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, (int) Math.min(TEXT_LIMIT, Math.max(end, texts.length * 2L)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        System.arraycopy(bytes, from, texts, start, to - from);
        ends[size++] = (int) end;
    }

    private void rehash() {
        long[] old = table;
        Fault.require(
                Long.SIZE - shift < MOST_BITS, "The log has more than %,d ids of one kind, more than fit into one store.", size);
        table = new long[old.length * 2];
        shift--;
        for (int from = 0; from < old.length; from += 2) {
            if (old[from + 1] != 0) {
                int slot = slot(old[from]);
                while (table[slot + 1] != 0) {
                    slot = slot + 2 & table.length - 1;
                }
                table[slot] = old[from];
                table[slot + 1] = old[from + 1];
            }
        }
    }

    public String text(int number) {
        return new String(texts, start(number), ends[number] - start(number), StandardCharsets.UTF_8);
    }

    public int size() {
        return size;
    }

    /// A view; each look makes a string.
    public List<String> texts() {
        return new Texts();
    }

    private final class Texts extends AbstractList<String> implements RandomAccess {
        @Override
        public String get(int number) {
            return text(number);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
