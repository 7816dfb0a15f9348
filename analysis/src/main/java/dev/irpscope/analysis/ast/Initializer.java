package dev.irpscope.analysis.ast;

import dev.irpscope.analysis.source.Origin;
import java.util.List;

/** An initialiser (C11 6.7.9). */
public sealed interface Initializer {
  record Value(Expr expression) implements Initializer {}

  record Braced(Origin origin, List<Item> items) implements Initializer {
    public Braced {
      items = List.copyOf(items);
    }
  }

  /** An element; {@code designators} is empty for the next one in order. */
  record Item(List<Designator> designators, Initializer value) {
    public Item {
      designators = List.copyOf(designators);
    }
  }
}
