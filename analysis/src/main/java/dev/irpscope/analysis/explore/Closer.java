package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.FunctionKey;
import java.util.HashSet;
import java.util.Set;

/**
 * What a search looks at more closely than the first one for a rule, since a finding or an answer
 * of the rule depends on it.
 *
 * @param followed functions that are followed though nothing of the rule happens in them
 * @param told names of statuses that sends end with, of which each outcome is a path of its own
 */
record Closer(Set<FunctionKey> followed, Set<String> told) {
  static final Closer NOTHING = new Closer(Set.of(), Set.of());

  Closer {
    followed = Set.copyOf(followed);
    told = Set.copyOf(told);
  }

  Closer with(Closer more) {
    Set<FunctionKey> functions = new HashSet<>(followed);
    functions.addAll(more.followed);
    Set<String> statuses = new HashSet<>(told);
    statuses.addAll(more.told);
    return new Closer(functions, statuses);
  }
}
