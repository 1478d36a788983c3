package org.sluice.gpu.exposition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what stands for a run of bytes without making a text of it first. */
final class ByteTable<T> {
    private static final int FIRST_SLOTS = 64;

    private final List<byte[]> keys = new ArrayList<>();
    private final List<T> values = new ArrayList<>();
    /** Numbers of entries, counted from 1; 0 is free. Never more than half full. */
    private int[] slots = new int[FIRST_SLOTS];

    @Nullable
    T find(byte[] bytes, int from, int to) {
        for (int slot = slot(bytes, from, to); slots[slot] != 0; slot = next(slot)) {
            byte[] key = keys.get(slots[slot] - 1);
            if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return values.get(slots[slot] - 1);
            }
        }
        return null;
    }

    /** Keeps a value for bytes that are not there yet. */
    void add(byte[] key, T value) {
        keys.add(key);
        values.add(value);
        if (2 * keys.size() > slots.length) {
            slots = new int[2 * slots.length];
            for (int entry = 0; entry < keys.size(); entry++) {
                place(entry);
            }
        } else {
            place(keys.size() - 1);
        }
    }

    int size() {
        return keys.size();
    }

    void clear() {
        keys.clear();
        values.clear();
        slots = new int[FIRST_SLOTS];
    }

    private void place(int entry) {
        byte[] key = keys.get(entry);
        int slot = slot(key, 0, key.length);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = entry + 1;
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int slot(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ (hash >>> 15)) & (slots.length - 1);
    }
}
