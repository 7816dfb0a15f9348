package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Origin.Expansion;
import dev.irpscope.analysis.source.Origin.Part;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** How the origin of a token changes as it passes through one macro expansion. */
final class Origins {
  private final Optional<Expansion> outer;
  private final Optional<Expansion> expansion;
  private final IdentityHashMap<Expansion, Expansion> moved = new IdentityHashMap<>(4);

  /**
   * @param macro the macro expanded
   * @param invocation its name to the closing parenthesis, as {@link #invocation} gives it
   */
  Origins(Macro macro, Origin invocation) {
    this.outer = invocation.expansion();
    this.expansion = Optional.of(new Expansion(macro.name(), macro.definition(), invocation));
  }

  /** A token of the replacement list. */
  Origin body(Origin inDefinition) {
    return new Origin(inDefinition.written(), expansion, Part.BODY);
  }

  /**
   * A token of an argument. Expansions that it went through on its way into the argument keep their
   * place: they are inside this one.
   */
  Origin argument(Origin inArgument) {
    if (isOuter(inArgument.expansion())) {
      return new Origin(inArgument.written(), expansion, Part.ARGUMENT);
    }
    return new Origin(
        inArgument.written(),
        Optional.of(move(inArgument.expansion().orElseThrow())),
        inArgument.part());
  }

  private Expansion move(Expansion inner) {
    Expansion known = moved.get(inner);
    if (known != null) {
      return known;
    }
    Expansion result =
        new Expansion(inner.macro(), inner.definition(), argument(inner.invocation()));
    moved.put(inner, result);
    return result;
  }

  private boolean isOuter(Optional<Expansion> candidate) {
    return candidate.isEmpty() || same(candidate, outer);
  }

  /**
   * The origin of an invocation from its name to its closing parenthesis. Where the two come from
   * different expansions it is the text that holds both at the innermost level they share.
   */
  static Origin invocation(Origin name, Origin close) {
    if (same(name.expansion(), close.expansion())) {
      if (name.part() == close.part()
          && name.written().file() == close.written().file()
          && name.written().start() <= close.written().start()) {
        return new Origin(name.written().join(close.written()), name.expansion(), name.part());
      }
      return name;
    }
    List<Expansion> names = name.chain();
    List<Expansion> closes = close.chain();
    int shared = 0;
    while (shared < names.size()
        && shared < closes.size()
        && isOne(names.get(shared), closes.get(shared))) {
      shared++;
    }
    Origin from = shared < names.size() ? names.get(shared).invocation() : name;
    Origin to = shared < closes.size() ? closes.get(shared).invocation() : close;
    return same(from.expansion(), to.expansion()) ? invocation(from, to) : from;
  }

  private static boolean same(Optional<Expansion> a, Optional<Expansion> b) {
    return a.isEmpty() ? b.isEmpty() : b.isPresent() && isOne(a.get(), b.get());
  }

  /** An expansion is one object however many tokens came from it; equal ones may be two. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isOne(Expansion a, Expansion b) {
    return a == b;
  }
}
