package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.explore.Tape.Draft;
import dev.irpscope.analysis.explore.Tape.SendPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts steps in an order in which they can really happen. The routine was explored at the send;
 * where the sender then waits for ever, people see the sender wait first and the routine run
 * meanwhile.
 */
final class ShownOrder {
  private ShownOrder() {}

  static List<Draft> arrange(List<Draft> explored) {
    List<Draft> shown = new ArrayList<>(explored);
    for (int i = 0; i < shown.size(); i++) {
      Draft wait = shown.get(i);
      boolean endless =
          wait.part == SendPart.WAIT && wait.outcome.filter("never returns"::equals).isPresent();
      if (endless) {
        move(shown, wait.send, i);
      }
    }
    return shown;
  }

  /** Moves the steps of a send's routine behind the wait at {@code waitAt}. */
  private static void move(List<Draft> steps, int send, int waitAt) {
    List<Draft> routine = new ArrayList<>();
    List<Draft> rest = new ArrayList<>();
    for (Draft draft : steps.subList(0, waitAt + 1)) {
      if (draft.part == SendPart.ROUTINE && draft.send == send) {
        routine.add(draft);
      } else {
        rest.add(draft);
      }
    }
    rest.addAll(routine);
    for (int i = 0; i <= waitAt; i++) {
      steps.set(i, rest.get(i));
    }
  }
}
