package dev.irpscope.analysis.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each thing occurs in a function: {@code if}, {@code return}, {@code call Foo}. */
final class Tally {
  private final Map<String, Integer> counts = new TreeMap<>();

  void add(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** One text for each thing that is not counted alike. */
  List<String> differences(Tally other, String here, String there) {
    List<String> all = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(counts.keySet());
    keys.addAll(other.counts.keySet());
    for (String key : keys) {
      if (count(key) != other.count(key)) {
        all.add(key + ": " + count(key) + " " + here + ", " + other.count(key) + " " + there);
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
