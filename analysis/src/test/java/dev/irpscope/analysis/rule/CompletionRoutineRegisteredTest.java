package dev.irpscope.analysis.rule;

import static dev.irpscope.analysis.rule.Path.FAILURE;
import static dev.irpscope.analysis.rule.Path.IRP;
import static dev.irpscope.analysis.rule.Path.NULL;
import static dev.irpscope.analysis.rule.Path.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CompletionRoutineRegisteredTest {
  private static final String LEAKS =
      "DispatchRead armed a completion routine on Irp but returns without calling IoCallDriver or"
          + " PoCallDriver; the memory reserved for it leaks.";

  private static Path path() {
    return Path.dispatch("CompletionRoutineRegistered");
  }

  @Test
  void reportsAnArmedIrpThatIsNeverSent() {
    Path path = path().registersEx(SUCCESS, IRP, "Done", NULL).returns(FAILURE);
    assertEquals(List.of(LEAKS), path.violations());
    Outcome.Finding finding = path.fired().getLast().finding().orElseThrow();
    assertEquals(Optional.of("IoCallDriver(..., Irp)"), finding.missing());
    assertEquals(Severity.DEFECT, finding.severity());
  }

  @Test
  void opensAtTheRegistration() {
    Path path = path().registersEx(SUCCESS, IRP, "Done", NULL).returns(FAILURE);
    assertEquals(List.of(true, false), path.fired().stream().map(Outcome.Fired::opens).toList());
    assertEquals("Armed", path.fired().getFirst().after());
    assertEquals(State.VIOLATION, path.stateName());
  }

  @Test
  void isMetBySending() {
    Path path = path().registersEx(SUCCESS, IRP, "Done", NULL).sends(SUCCESS, IRP).returns(SUCCESS);
    assertEquals(List.of(), path.violations());
    assertEquals("Sent", path.stateName());
  }

  @Test
  void neverArmsWhenTheRegistrationFails() {
    Path path = path().registersEx(FAILURE, IRP, "Done", NULL).returns(FAILURE);
    assertEquals(List.of(), path.violations());
    assertEquals(List.of(), path.state().instances());
  }

  @Test
  void armsAgainAfterASend() {
    Path path =
        path()
            .registersEx(SUCCESS, IRP, "Done", NULL)
            .sends(SUCCESS, IRP)
            .registersEx(SUCCESS, IRP, "Done", NULL)
            .returns(SUCCESS);
    assertEquals(List.of(LEAKS), path.violations());
  }

  @Test
  void hintsAtARewrittenStackLocationAndStaysArmed() {
    Path path =
        path()
            .registersEx(SUCCESS, IRP, "Done", NULL)
            .call("IoCopyCurrentIrpStackLocationToNext", IRP);
    assertEquals(
        List.of(
            "The stack location of Irp is rewritten after IoSetCompletionRoutineEx; the registered"
                + " routine will not run."),
        path.messages(Outcome.Kind.HINT));
    assertEquals("Armed", path.stateName());
    assertEquals(List.of(), path.violations());
  }

  @Test
  void reportsASecondRegistration() {
    Path path =
        path().registersEx(SUCCESS, IRP, "Done", NULL).registersEx(SUCCESS, IRP, "Other", NULL);
    assertEquals(
        List.of(
            "A completion routine is already armed on Irp; registering again leaks the first"
                + " registration."),
        path.violations());
  }

  @Test
  void reportsAPlainRegistrationOverAnArmedOne() {
    Path path = path().registersEx(SUCCESS, IRP, "Done", NULL).registers(IRP, "Other", NULL);
    assertEquals(
        List.of(
            "IoSetCompletionRoutine replaces the routine that IoSetCompletionRoutineEx armed on"
                + " Irp."),
        path.violations());
  }

  @Test
  void reportsForwardingSynchronouslyOverAnArmedRoutine() {
    Path path =
        path()
            .registersEx(SUCCESS, IRP, "Done", NULL)
            .calls(Path.TRUE, "IoForwardIrpSynchronously", Path.BELOW, IRP);
    assertEquals(1, path.violations().size());
    assertTrue(path.violations().getFirst().startsWith("IoForwardIrpSynchronously replaces"));
  }

  @Test
  void isSilentAfterAHandOff() {
    Path path =
        path()
            .registersEx(SUCCESS, IRP, "Done", NULL)
            .step(new Occurrence.HandOff(IRP))
            .returns(Path.PENDING);
    assertEquals(List.of(), path.violations());
    assertEquals(State.HALTED, path.stateName());
  }

  @Test
  void givesUpThePathWhenSomeIrpIsDequeued() {
    Path path =
        path()
            .registersEx(SUCCESS, IRP, "Done", NULL)
            .step(new Occurrence.Dequeued())
            .returns(FAILURE);
    assertEquals(List.of(), path.violations());
    assertTrue(path.state().halted());
  }

  @Test
  void tracksEachIrpByItself() {
    Ref other = Path.obj("other");
    Path path =
        path()
            .registersEx(SUCCESS, IRP, "Done", NULL)
            .registersEx(SUCCESS, other, "Done", NULL)
            .sends(SUCCESS, other)
            .returns(SUCCESS);
    assertEquals(List.of(LEAKS), path.violations());
    assertEquals(2, path.state().instances().size());
  }

  @Test
  void dropsAnIrpThatMayBeTheOneSent() {
    Ref other = Path.obj("other");
    Path path = path().registersEx(SUCCESS, IRP, "Done", NULL);
    path.world().maybeSame(IRP, other);
    path.sends(SUCCESS, other).returns(SUCCESS);
    assertEquals(List.of(), path.violations());
    assertEquals(State.HALTED, path.stateName());
  }
}
