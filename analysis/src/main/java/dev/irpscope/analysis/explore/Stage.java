package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Monitor;
import java.util.Set;

/**
 * What a rule waits for on a path.
 *
 * @param asleep calls that can move the rule whatever they are given, but not where it stands now
 */
record Stage(Phase phase, Set<String> asleep) {
  static Stage of(Monitor monitor, State state) {
    return new Stage(Phase.of(monitor, state), monitor.asleep(state.rule));
  }
}
