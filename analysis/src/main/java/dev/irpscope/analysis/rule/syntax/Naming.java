package dev.irpscope.analysis.rule.syntax;

import java.util.Map;

/**
 * What a written name means at one place. In a rule it means itself; in the body of an event
 * definition a parameter means the argument, and any other name is private to that definition.
 */
record Naming(Map<String, Argument> parameters, String suffix) {
  /** What may stand in an argument list. */
  sealed interface Argument {
    record Anything() implements Argument {}

    record Dots() implements Argument {}

    record Name(String name) implements Argument {}

    record Number(String text) implements Argument {}
  }

  Naming {
    parameters = Map.copyOf(parameters);
  }

  static Naming plain() {
    return new Naming(Map.of(), "");
  }

  Argument meaning(String written) {
    Argument argument = parameters.get(written);
    if (argument != null) {
      return argument;
    }
    boolean isPrivate = !suffix.isEmpty() && !Names.isConstant(written);
    return new Argument.Name(isPrivate ? written + suffix : written);
  }
}
