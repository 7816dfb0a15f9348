package dev.irpscope.app.samples;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * A sample driver.
 *
 * @param title first heading of its README
 * @param summary first paragraph of its README
 * @param expected number of marked violations by rule
 */
public record Sample(
    Path folder, String title, String summary, SortedMap<String, Integer> expected) {
  /** Number of marked violations. */
  public int expectedCount() {
    return expected.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The folder's name. */
  public String id() {
    return String.valueOf(folder.getFileName());
  }
}
