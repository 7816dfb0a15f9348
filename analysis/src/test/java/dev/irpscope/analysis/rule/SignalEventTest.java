package dev.irpscope.analysis.rule;

import static dev.irpscope.analysis.rule.Path.FALSE;
import static dev.irpscope.analysis.rule.Path.IRP;
import static dev.irpscope.analysis.rule.Path.MORE;
import static dev.irpscope.analysis.rule.Path.NULL;
import static dev.irpscope.analysis.rule.Path.PENDING;
import static dev.irpscope.analysis.rule.Path.SUCCESS;
import static dev.irpscope.analysis.rule.Path.TRUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the SignalEventInCompletion families. */
final class SignalEventTest {
  private static final Ref MINE = Path.obj("irp");
  private static final Ref EVENT = Path.obj("&event");
  private static final Ref OTHER_EVENT = Path.obj("&other");
  private static final Ref CONTEXT = Path.obj("&context");
  private static final String SILENT =
      "Done finishes the driver-allocated IRP irp, which the lower driver pended, without calling"
          + " KeSetEvent.";

  private static Path allocated(String rule) {
    Path path = Path.dispatch(rule);
    path.world().origin("irp", IrpOrigin.ALLOCATED);
    return path.calls(MINE, "IoAllocateIrp", Path.obj("1"), FALSE);
  }

  private static Path allocated() {
    return allocated("IoAllocateIrpSignalEventInCompletion");
  }

  private static void nothing() {}

  @Test
  void reportsARoutineThatDoesNotSignalTheEventItWasGiven() {
    Path path =
        allocated()
            .initialises(EVENT)
            .registers(MINE, "Done", EVENT)
            .sendsPending(MINE, "Done", EVENT, MORE, SignalEventTest::nothing);
    assertEquals(List.of(SILENT), path.messages(Outcome.Kind.VIOLATION));
  }

  @Test
  void isMetBySignalling() {
    Path path = allocated().initialises(EVENT).registers(MINE, "Done", EVENT);
    path.sendsPending(MINE, "Done", EVENT, MORE, () -> path.call("KeSetEvent", EVENT, FALSE, FALSE))
        .waits(EVENT)
        .returns(SUCCESS);
    assertEquals(List.of(), path.violations());
    assertEquals("Signalled", path.stateName());
  }

  @Test
  void holdsAFindingUntilTheWaitShowsThatTheEventMatters() {
    Path path =
        allocated()
            .initialises(EVENT)
            .registers(MINE, "Done", CONTEXT)
            .sendsPending(MINE, "Done", CONTEXT, MORE, SignalEventTest::nothing);
    assertEquals(List.of(SILENT), path.messages(Outcome.Kind.SUSPECTED));
    assertEquals(List.of(), path.violations());
    path.step(new Occurrence.Call("KeWaitForSingleObject", List.of(EVENT, NULL, NULL, NULL, NULL)));
    assertEquals(List.of(SILENT), path.messages(Outcome.Kind.CONFIRMED));
    assertEquals(
        path.fired().get(path.fired().size() - 2).finding().orElseThrow().suspicion(),
        path.fired().getLast().finding().orElseThrow().suspicion());
  }

  @Test
  void discardsWhatNoWaitConfirms() {
    Path path =
        allocated()
            .initialises(EVENT)
            .registers(MINE, "Done", CONTEXT)
            .sendsPending(MINE, "Done", CONTEXT, MORE, SignalEventTest::nothing)
            .returns(PENDING);
    assertEquals(List.of(), path.violations());
    assertEquals(List.of(SILENT), path.messages(Outcome.Kind.DISCARDED));
  }

  @Test
  void isConfirmedByAWaitForSeveralObjects() {
    Path path =
        allocated()
            .initialises(EVENT)
            .registers(MINE, "Done", CONTEXT)
            .sendsPending(MINE, "Done", CONTEXT, MORE, SignalEventTest::nothing)
            .step(new Occurrence.WaitElement(EVENT));
    assertEquals(List.of(SILENT), path.violations());
  }

  @Test
  void isSilentWithoutAnyEvent() {
    Path path =
        allocated()
            .registers(MINE, "Done", NULL)
            .sendsPending(MINE, "Done", NULL, MORE, SignalEventTest::nothing)
            .returns(PENDING);
    assertEquals(List.of(), path.violations());
    assertEquals(List.of(), path.messages(Outcome.Kind.SUSPECTED));
  }

  @Test
  void doesNotArmWhenTheEventIsInitialisedAfterTheRegistration() {
    Path path =
        allocated()
            .registers(MINE, "Done", EVENT)
            .initialises(EVENT)
            .sendsPending(MINE, "Done", EVENT, MORE, SignalEventTest::nothing)
            .waits(EVENT);
    assertEquals(List.of(), path.violations());
  }

  @Test
  void forgetsAnEventThatStartsSignalled() {
    Path path =
        allocated()
            .call("KeInitializeEvent", EVENT, FALSE, TRUE)
            .registers(MINE, "Done", EVENT)
            .sendsPending(MINE, "Done", EVENT, MORE, SignalEventTest::nothing)
            .waits(EVENT);
    assertEquals(List.of(), path.violations());
  }

  @Test
  void givesUpWhenNothingWasPended() {
    Path path = allocated().initialises(EVENT).registers(MINE, "Done", EVENT);
    path.world().fact("pendingReturned", Truth.FALSE, MINE);
    path.step(new Occurrence.RoutineStart(MINE, Path.obj("Done"), EVENT))
        .step(new Occurrence.RoutineEnd(MINE, Path.obj("Done"), MORE));
    assertEquals(List.of(), path.violations());
    assertEquals(State.HALTED, path.stateName());
  }

  @Test
  void leavesAnEventToTheIrpWhoseContextItIs() {
    Ref second = Path.obj("second");
    Path path = allocated();
    path.world().origin("second", IrpOrigin.ALLOCATED);
    path.initialises(EVENT)
        .registers(MINE, "Done", CONTEXT)
        .registers(second, "Other", EVENT)
        .sendsPending(MINE, "Done", CONTEXT, MORE, SignalEventTest::nothing)
        .waits(EVENT);
    assertEquals(List.of(), path.violations());
  }

  @Test
  void leavesAnEventToTheBuildCallThatWasGivenIt() {
    Path path =
        allocated()
            .initialises(EVENT)
            .calls(
                Path.obj("built"),
                "IoBuildDeviceIoControlRequest",
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                NULL,
                FALSE,
                EVENT,
                NULL)
            .registers(MINE, "Done", EVENT)
            .sendsPending(MINE, "Done", EVENT, MORE, SignalEventTest::nothing)
            .waits(EVENT);
    assertEquals(List.of(), path.violations());
  }

  @Test
  void givesUpWhenTheRoutinePassesTheWorkOn() {
    Path path = allocated().initialises(EVENT).registers(MINE, "Done", EVENT);
    path.sendsPending(
        MINE, "Done", EVENT, MORE, () -> path.call("IoQueueWorkItem", NULL, NULL, NULL, NULL));
    assertEquals(List.of(), path.violations());
  }

  @Test
  void looksOnlyAtIrpsOfItsFamily() {
    Path path = Path.dispatch("IoAllocateIrpSignalEventInCompletion");
    path.initialises(EVENT)
        .registers(IRP, "Done", EVENT)
        .sendsPending(IRP, "Done", EVENT, MORE, SignalEventTest::nothing);
    assertEquals(List.of(), path.violations());
    Path incoming = Path.dispatch("SignalEventInCompletion");
    incoming
        .initialises(EVENT)
        .registers(IRP, "Done", EVENT)
        .sendsPending(IRP, "Done", EVENT, MORE, SignalEventTest::nothing);
    assertEquals(
        List.of(
            "Done returns for a pended Irp without calling KeSetEvent; the waiting dispatch"
                + " routine never wakes."),
        incoming.violations());
  }

  @Test
  void acceptsAPropagatedPendingFlagForTheIncomingIrpOnly() {
    Path path = Path.dispatch("SignalEventInCompletion");
    path.initialises(EVENT).registers(IRP, "Done", EVENT);
    path.sendsPending(IRP, "Done", EVENT, SUCCESS, () -> path.call("IoMarkIrpPending", IRP));
    assertEquals(List.of(), path.violations());
    Path own = allocated().initialises(EVENT).registers(MINE, "Done", EVENT);
    own.sendsPending(MINE, "Done", EVENT, SUCCESS, () -> own.call("IoMarkIrpPending", MINE));
    assertEquals(List.of(SILENT), own.violations());
  }

  @Test
  void reportsAFlagThatKeepsTheRoutineFromRunning() {
    Path path = allocated("IoAllocateIrpSignalEventInCompletion2");
    path.initialises(EVENT)
        .call("IoSetCompletionRoutine", MINE, Path.obj("Done"), EVENT, TRUE, FALSE, TRUE)
        .sends(PENDING, MINE);
    assertEquals(
        List.of(
            "Done is registered without InvokeOnError: if the lower driver pends the"
                + " driver-allocated IRP irp and it ends that way, the routine does not run and"
                + " event &event is never signalled."),
        path.violations());
  }

  @Test
  void isClearedByRegisteringAgainBeforeTheSend() {
    Path path = allocated("IoAllocateIrpSignalEventInCompletion2");
    path.initialises(EVENT)
        .call("IoSetCompletionRoutine", MINE, Path.obj("Done"), EVENT, TRUE, FALSE, TRUE)
        .registers(MINE, "Done", EVENT)
        .sends(PENDING, MINE)
        .waits(EVENT);
    assertEquals(List.of(), path.violations());
    assertEquals(1, path.messages(Outcome.Kind.DISCARDED).size());
  }

  @Test
  void namesTheEventThatIsWaitedForWhenTheContextDoesNot() {
    Path path = Path.dispatch("SignalEventInCompletion3");
    path.initialises(OTHER_EVENT)
        .call("IoSetCompletionRoutine", IRP, Path.obj("Done"), CONTEXT, TRUE, FALSE, FALSE)
        .sends(PENDING, IRP);
    assertEquals(List.of(), path.violations());
    path.waits(OTHER_EVENT);
    assertEquals(
        List.of(
            "Done is registered with InvokeOnCancel = FALSE for Irp, whose event &other is waited"
                + " on; set all three flags. It does not run if Irp is cancelled."),
        path.violations());
    assertEquals(Severity.PRACTICE, path.fired().getLast().finding().orElseThrow().severity());
  }

  @Test
  void reportsAnUnboundedWaitForAnOwnIrp() {
    Path path = allocated("IoAllocateIrpSignalEventInCompletionTimeout");
    path.initialises(EVENT).registers(MINE, "Done", EVENT).sends(PENDING, MINE).waits(EVENT);
    assertEquals(
        List.of(
            "Unbounded wait for the driver-allocated IRP irp: pass a timeout and cancel the IRP"
                + " when it expires."),
        path.violations());
  }

  @Test
  void acceptsTheSecondWaitOfTheCancelIdiom() {
    Path path = allocated("IoAllocateIrpSignalEventInCompletionTimeout");
    path.initialises(EVENT)
        .registers(MINE, "Done", EVENT)
        .sends(PENDING, MINE)
        .calls(
            FakeWorld.constant("STATUS_TIMEOUT"),
            "KeWaitForSingleObject",
            EVENT,
            FALSE,
            FALSE,
            FALSE,
            Path.obj("&timeout"))
        .calls(TRUE, "IoCancelIrp", MINE)
        .waits(EVENT);
    assertEquals(List.of(), path.violations());
    assertTrue(path.stateName().equals(State.SATISFIED));
  }
}
