package dev.irpscope.analysis.rule;

import static dev.irpscope.analysis.rule.Path.IRP;
import static dev.irpscope.analysis.rule.Path.PENDING;
import static dev.irpscope.analysis.rule.Path.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import org.junit.jupiter.api.Test;

/** A call that moves a rule whatever it is given is one only where the rule can move. */
class AnyObjectCallsTest {
  private static final String WAIT = "KeWaitForSingleObject";

  private static boolean sleeps(Path path, String rule) {
    Monitor monitor = new Monitor(RuleCatalogue.builtIn().rule(rule).orElseThrow());
    return monitor.asleep(path.state()).contains(WAIT);
  }

  @Test
  void aWaitCountsOnceTheIrpIsPendingBelow() {
    Path path = Path.dispatch("PendedCompletedRequest2");
    assertTrue(sleeps(path, "PendedCompletedRequest2"));
    path.sends(PENDING, IRP);
    assertFalse(sleeps(path, "PendedCompletedRequest2"));
  }

  @Test
  void aFlagThatIsNotSetKeepsItAsleep() {
    Path path = Path.dispatch("IrpProcessingComplete");
    assertTrue(sleeps(path, "IrpProcessingComplete"));
    path.sends(PENDING, IRP);
    assertFalse(sleeps(path, "IrpProcessingComplete"));
  }

  @Test
  void aSendThatSucceedsWakesNothing() {
    Path path = Path.dispatch("PendedCompletedRequest2");
    path.sends(SUCCESS, IRP);
    assertTrue(sleeps(path, "PendedCompletedRequest2"));
  }

  @Test
  void whatMovesTheFirstStateNeverSleeps() {
    assertFalse(sleeps(Path.dispatch("MarkIrpPending2"), "MarkIrpPending2"));
  }
}
