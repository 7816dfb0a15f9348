package dev.irpscope.analysis.rule;

import static dev.irpscope.analysis.rule.Path.IRP;
import static dev.irpscope.analysis.rule.Path.NULL;
import static dev.irpscope.analysis.rule.Path.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class IoSetCompletionRoutineExCheckTest {
  private static final Ref STATUS = Path.obj("status");
  private static final Ref OTHER_STATUS = Path.obj("other status");
  private static final String UNTESTED =
      "Irp is sent to the lower driver although the status of IoSetCompletionRoutineEx was never"
          + " tested.";

  private static Path path() {
    return Path.dispatch("IoSetCompletionRoutineExCheck");
  }

  @Test
  void reportsASendWithoutATest() {
    Path path = path().registersEx(STATUS, IRP, "Done", NULL).sends(SUCCESS, IRP);
    assertEquals(List.of(UNTESTED), path.violations());
    assertEquals(List.of(true, false), path.fired().stream().map(Outcome.Fired::opens).toList());
  }

  @Test
  void isMetByATestOnEitherSide() {
    for (boolean success : new boolean[] {true, false}) {
      Path path =
          path()
              .registersEx(STATUS, IRP, "Done", NULL)
              .step(new Occurrence.Checked(STATUS, success));
      assertEquals(success ? "CheckedOk" : "CheckedFail", path.stateName());
      assertEquals(List.of(), path.sends(SUCCESS, IRP).violations());
    }
  }

  @Test
  void isNotMetByATestOfAnotherStatus() {
    Path path =
        path()
            .registersEx(STATUS, IRP, "Done", NULL)
            .step(new Occurrence.Checked(OTHER_STATUS, true))
            .sends(SUCCESS, IRP);
    assertEquals(List.of(UNTESTED), path.violations());
  }

  @Test
  void isNotMetByATestAfterTheSend() {
    Path path =
        path()
            .registersEx(STATUS, IRP, "Done", NULL)
            .sends(SUCCESS, IRP)
            .step(new Occurrence.Checked(STATUS, true));
    assertEquals(List.of(UNTESTED), path.violations());
  }

  @Test
  void judgesEachRegistrationAgain() {
    Path path =
        path()
            .registersEx(STATUS, IRP, "Done", NULL)
            .step(new Occurrence.Checked(STATUS, false))
            .registersEx(OTHER_STATUS, IRP, "Done", NULL)
            .step(new Occurrence.Checked(STATUS, true))
            .sends(SUCCESS, IRP);
    assertEquals(List.of(UNTESTED), path.violations());
  }

  @Test
  void looksAtCompletionRoutinesAsEntriesToo() {
    Path path =
        Path.of(
                "IoSetCompletionRoutineExCheck",
                Path.entry(EntryContext.Kind.COMPLETION, "RetryDone"))
            .registersEx(STATUS, IRP, "Done", NULL)
            .sends(SUCCESS, IRP);
    assertEquals(List.of(UNTESTED), path.violations());
  }

  @Test
  void knowsTheFunctionBehindTheMacro() {
    Path path =
        path()
            .registersEx(STATUS, IRP, "Done", NULL)
            .calls(SUCCESS, "IofCallDriver", Path.BELOW, IRP);
    assertEquals(List.of(UNTESTED), path.violations());
  }

  @Test
  void forgetsEverythingWhenTheEntryReturns() {
    Path path = path().registersEx(STATUS, IRP, "Done", NULL).returns(SUCCESS);
    assertEquals("Idle", path.stateName());
    assertEquals(List.of(), path.violations());
  }
}
