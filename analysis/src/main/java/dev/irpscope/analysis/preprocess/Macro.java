package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A macro as defined (C11 6.10.3).
 *
 * @param definition its name in the {@code #define}; empty for a macro given by an option or built
 *     in
 * @param parameters in order; the last one stands for the variable arguments if {@code variadic}
 * @param problem why the definition cannot be used; empty for a good one
 */
public record Macro(
    String name,
    Optional<Span> definition,
    Shape shape,
    List<String> parameters,
    boolean variadic,
    List<Part> replacement,
    Optional<String> problem) {
  /** How a macro is invoked. */
  public enum Shape {
    OBJECT,
    FUNCTION,
    /** Computed by the preprocessor: {@code __LINE__} and its like. */
    BUILT_IN
  }

  /** What one element of a replacement list is. */
  public enum PartKind {
    TOKEN,
    PARAMETER,
    /** {@code # parameter}. */
    STRING_OF_PARAMETER,
    /** {@code #@ parameter}, a Microsoft extension. */
    CHARACTER_OF_PARAMETER
  }

  /**
   * One element of a replacement list.
   *
   * @param token as written; for a parameter its name
   * @param parameter index of the parameter; -1 for a token
   * @param pastesNext whether {@code ##} stands behind it
   */
  public record Part(PartKind kind, Token token, int parameter, boolean pastesNext) {}

  public Macro {
    parameters = List.copyOf(parameters);
    replacement = List.copyOf(replacement);
  }

  static Macro builtIn(String name) {
    return new Macro(
        name, Optional.empty(), Shape.BUILT_IN, List.of(), false, List.of(), Optional.empty());
  }

  /** Whether this is a valid redefinition of {@code other} (C11 6.10.3, paragraph 2). */
  boolean sameAs(Macro other) {
    if (shape != other.shape
        || variadic != other.variadic
        || !parameters.equals(other.parameters)
        || replacement.size() != other.replacement.size()) {
      return false;
    }
    for (int i = 0; i < replacement.size(); i++) {
      Part a = replacement.get(i);
      Part b = other.replacement.get(i);
      if (a.kind() != b.kind()
          || a.pastesNext() != b.pastesNext()
          || !a.token().is(b.token().text())
          || (i > 0 && a.token().spaceBefore() != b.token().spaceBefore())) {
        return false;
      }
    }
    return true;
  }
}
