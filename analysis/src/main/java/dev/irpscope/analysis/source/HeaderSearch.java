package dev.irpscope.analysis.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the files that {@code #include} names. Safe for use by several threads. */
public interface HeaderSearch {
  /** How the name was written. */
  enum Form {
    QUOTED,
    ANGLED
  }

  /** The answer to one search. */
  sealed interface Result {
    /** The header; the same instance whenever the same file is found. */
    record Found(SourceFile file) implements Result {}

    record Missing() implements Result {}

    /** The file is there but cannot be read. */
    record Unreadable(Diagnostic problem) implements Result {}
  }

  /**
   * @param name as written, with slashes of either kind
   * @param includer the file with the {@code #include}
   */
  Result find(String name, Form form, SourceFile includer);

  /** The header that every unit starts with. */
  default Optional<SourceFile> predefined() {
    return Optional.empty();
  }

  /**
   * Whether a macro stands for a function of the kit: it is not defined then, and calls are calls.
   *
   * @param words the identifiers in what it is replaced by
   */
  default boolean isFunctionOfKit(String macro, Stream<String> words) {
    return false;
  }

  /** Asks each in turn until one has the file. */
  static HeaderSearch inOrder(List<HeaderSearch> searches) {
    List<HeaderSearch> all = List.copyOf(searches);
    return new HeaderSearch() {
      @Override
      public Result find(String name, Form form, SourceFile includer) {
        for (HeaderSearch search : all) {
          Result result = search.find(name, form, includer);
          if (!(result instanceof Result.Missing)) {
            return result;
          }
        }
        return new Result.Missing();
      }

      @Override
      public Optional<SourceFile> predefined() {
        return all.stream().flatMap(search -> search.predefined().stream()).findFirst();
      }

      @Override
      public boolean isFunctionOfKit(String macro, Stream<String> words) {
        List<String> seen = words.toList();
        return all.stream().anyMatch(search -> search.isFunctionOfKit(macro, seen.stream()));
      }
    };
  }
}
