package dev.irpscope.analysis.preprocess;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal spellings the same string. One per file being read; all of one run share the pool
 * they fall back on, so a name is kept once however many files use it.
 */
final class Spellings {
  private final ConcurrentHashMap<String, String> pool;
  private @Nullable String[] table = new String[1024];
  private int count;

  Spellings(ConcurrentHashMap<String, String> pool) {
    this.pool = pool;
  }

  String of(char[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    int mask = table.length - 1;
    int slot = mix(hash) & mask;
    while (true) {
      String candidate = table[slot];
      if (candidate == null) {
        break;
      }
      if (matches(candidate, hash, text, from, to)) {
        return candidate;
      }
      slot = (slot + 1) & mask;
    }
    return insert(new String(text, from, to - from), slot);
  }

  String of(String spelling) {
    String known = pool.putIfAbsent(spelling, spelling);
    return known == null ? spelling : known;
  }

  private String insert(String fresh, int slot) {
    String shared = of(fresh);
    table[slot] = shared;
    if (++count * 2 > table.length) {
      grow();
    }
    return shared;
  }

  private void grow() {
    @Nullable String[] old = table;
    table = new String[old.length * 2];
    Arrays.fill(table, null);
    int mask = table.length - 1;
    for (String spelling : old) {
      if (spelling != null) {
        int slot = mix(spelling.hashCode()) & mask;
        while (table[slot] != null) {
          slot = (slot + 1) & mask;
        }
        table[slot] = spelling;
      }
    }
  }

  private static int mix(int hash) {
    return hash ^ (hash >>> 15);
  }

  private static boolean matches(String candidate, int hash, char[] text, int from, int to) {
    if (candidate.hashCode() != hash || candidate.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (candidate.charAt(i - from) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
