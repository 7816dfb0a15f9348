package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;

/**
 * What a variable holds. Unset, zero, false and empty are not stored at all, so that equal states
 * are equal.
 */
public sealed interface Value {
  record Flag() implements Value {}

  record Count(long value) implements Value {}

  record Saved(Ref ref) implements Value {}

  /**
   * @param members in the order in which they were added; equality ignores the order
   */
  record Refs(SequencedSet<Ref> members) implements Value {
    public Refs {
      members = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(members));
    }
  }

  record Text(String text) implements Value {}

  /** The program's values in it. */
  default List<Ref> refs() {
    return switch (this) {
      case Saved(Ref ref) -> List.of(ref);
      case Refs(SequencedSet<Ref> all) -> List.copyOf(all);
      case Flag _, Count _, Text _ -> List.of();
    };
  }

  /** The same with each of the program's values renamed. */
  default Value map(UnaryOperator<Ref> rename) {
    return switch (this) {
      case Saved(Ref ref) -> new Saved(rename.apply(ref));
      case Refs(SequencedSet<Ref> all) -> {
        List<Ref> renamed = new ArrayList<>();
        all.forEach(ref -> renamed.add(rename.apply(ref)));
        yield new Refs(new LinkedHashSet<>(renamed));
      }
      case Flag _, Count _, Text _ -> this;
    };
  }
}
