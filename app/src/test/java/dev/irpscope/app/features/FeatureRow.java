package dev.irpscope.app.features;

import java.util.List;

/**
 * A row of the list of what a complete viewer has.
 *
 * @param id {@code C4}
 * @param group title of its group
 * @param level {@code must}, {@code should} or {@code could}
 * @param tests {@code Class.method} of the tests that show it, sorted; empty: not yet
 */
record FeatureRow(String id, String group, String level, String what, List<String> tests) {
  FeatureRow {
    tests = List.copyOf(tests);
  }

  boolean passes() {
    return !tests.isEmpty();
  }
}
