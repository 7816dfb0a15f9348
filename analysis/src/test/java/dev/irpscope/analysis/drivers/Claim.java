package dev.irpscope.analysis.drivers;

import java.util.Optional;

/** What a case needs of the one who judges it. */
enum Claim {
  /** What stands in another function decides. */
  ACROSS_FUNCTIONS("across functions"),
  /** Each path that would break the rule contradicts itself. */
  INFEASIBLE("infeasible");

  private final String text;

  Claim(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }

  static Optional<Claim> of(String text) {
    for (Claim claim : values()) {
      if (claim.text.equals(text)) {
        return Optional.of(claim);
      }
    }
    return Optional.empty();
  }
}
