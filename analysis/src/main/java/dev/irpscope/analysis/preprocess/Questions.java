package dev.irpscope.analysis.preprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * What the reading of a header asked of its surroundings, with the answers: where the same
 * questions get the same answers, reading it gives the same. Immutable; large parts are shared.
 */
public final class Questions<A> {
  private static final int SMALL = 256;

  private final List<Map<String, A>> parts;

  private Questions(List<Map<String, A>> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Whether {@code holds} is true of every name and its answer. */
  public boolean allMatch(BiPredicate<String, A> holds) {
    for (Map<String, A> part : parts) {
      for (Map.Entry<String, A> question : part.entrySet()) {
        if (!holds.test(question.getKey(), question.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether {@code name} was asked for. */
  public boolean contain(String name) {
    for (Map<String, A> part : parts) {
      if (part.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of {@code names} was asked for. */
  public boolean containAny(Iterable<String> names) {
    for (String name : names) {
      if (contain(name)) {
        return true;
      }
    }
    return false;
  }

  /** Collects questions. For one thread. */
  public static final class Builder<A> {
    private final List<Map<String, A>> shared = new ArrayList<>();
    private final Map<String, A> own = new HashMap<>();
    private final BinaryOperator<A> stronger;

    /**
     * @param stronger which of two answers to one question says more
     */
    public Builder(BinaryOperator<A> stronger) {
      this.stronger = stronger;
    }

    public void note(String name, A answer) {
      own.merge(name, answer, stronger);
    }

    /** Whether the very answer is noted already. */
    @SuppressWarnings("ReferenceEquality") // the same answer is the same object
    boolean has(String name, A answer) {
      return own.get(name) == answer;
    }

    /** Takes over what was asked within, but for what {@code answered} there already. */
    public void noteAll(Questions<A> inner, Predicate<String> answered) {
      for (Map<String, A> part : inner.parts) {
        boolean share = part.size() > SMALL && part.keySet().stream().noneMatch(answered);
        if (share) {
          if (!isShared(part)) {
            shared.add(part);
          }
          continue;
        }
        part.forEach((name, answer) -> {
          if (!answered.test(name)) {
            note(name, answer);
          }
        });
      }
    }

    @SuppressWarnings("ReferenceEquality") // the very same part, not an equal one
    private boolean isShared(Map<String, A> part) {
      for (Map<String, A> known : shared) {
        if (known == part) {
          return true;
        }
      }
      return false;
    }

    public Questions<A> build() {
      List<Map<String, A>> parts = new ArrayList<>(shared);
      if (!own.isEmpty()) {
        parts.add(own);
      }
      return new Questions<>(parts);
    }
  }
}
