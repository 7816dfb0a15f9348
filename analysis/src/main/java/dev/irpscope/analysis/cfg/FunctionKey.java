package dev.irpscope.analysis.cfg;

/**
 * Names a function across runs.
 *
 * @param file path of the defining file, relative to the opened folder
 * @param name as declared, qualified for a C++ member
 * @param ordinal 0 for the first definition of that name in the file, 1 for the next, ...
 */
public record FunctionKey(String file, String name, int ordinal)
    implements Comparable<FunctionKey> {
  @Override
  public int compareTo(FunctionKey other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) {
      return byFile;
    }
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : Integer.compare(ordinal, other.ordinal);
  }

  /** {@code file#name}, with the ordinal when it is not 0. */
  @Override
  public String toString() {
    return file + "#" + name + (ordinal == 0 ? "" : "#" + ordinal);
  }
}
