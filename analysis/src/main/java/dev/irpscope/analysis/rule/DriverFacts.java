package dev.irpscope.analysis.rule;

import java.util.List;

/** Reads a condition on the driver as a whole. */
final class DriverFacts {
  private DriverFacts() {}

  static boolean hold(Guard condition, List<String> facts) {
    return switch (condition) {
      case Guard.Literal(boolean value) -> value;
      case Guard.OfDriver(DriverFact fact) -> facts.contains(fact.word());
      case Guard.And(Guard left, Guard right) -> hold(left, facts) && hold(right, facts);
      case Guard.Or(Guard left, Guard right) -> hold(left, facts) || hold(right, facts);
      case Guard.Not(Guard inner) -> !hold(inner, facts);
      default -> throw new IllegalArgumentException("not a fact of a driver: " + condition);
    };
  }

  static String sentence(Guard condition) {
    return "This rule is for a driver that " + phrase(condition) + ".";
  }

  private static String phrase(Guard condition) {
    return switch (condition) {
      case Guard.OfDriver(DriverFact fact) -> fact.meaning();
      case Guard.And(Guard left, Guard right) -> phrase(left) + " and " + phrase(right);
      case Guard.Or(Guard left, Guard right) -> phrase(left) + " or " + phrase(right);
      case Guard.Not(Guard inner) -> "is not one that " + phrase(inner);
      default -> condition.toString();
    };
  }
}
