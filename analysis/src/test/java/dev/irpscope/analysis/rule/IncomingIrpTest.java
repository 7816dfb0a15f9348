package dev.irpscope.analysis.rule;

import static dev.irpscope.analysis.rule.Path.BELOW;
import static dev.irpscope.analysis.rule.Path.DEVICE;
import static dev.irpscope.analysis.rule.Path.FAILURE;
import static dev.irpscope.analysis.rule.Path.FALSE;
import static dev.irpscope.analysis.rule.Path.IRP;
import static dev.irpscope.analysis.rule.Path.MORE;
import static dev.irpscope.analysis.rule.Path.NULL;
import static dev.irpscope.analysis.rule.Path.PENDING;
import static dev.irpscope.analysis.rule.Path.SUCCESS;
import static dev.irpscope.analysis.rule.Path.TRUE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The rules about what becomes of the incoming IRP, row by row. */
final class IncomingIrpTest {
  private static final Ref STATUS = Path.obj("status");
  private static final Ref EVENT = Path.obj("&event");

  private static void nothing() {}

  private static Path completes(Path path) {
    return path.call("IoCompleteRequest", IRP, NULL);
  }

  // IoSetCompletionExCompleteIrp

  private static Path failed() {
    return Path.dispatch("IoSetCompletionExCompleteIrp")
        .registersEx(STATUS, IRP, "Done", NULL)
        .step(new Occurrence.Checked(STATUS, false));
  }

  @Test
  void reportsAnIrpThatIsSentThoughTheRegistrationFailed() {
    assertEquals(
        List.of(
            "IoSetCompletionRoutineEx failed for Irp, yet the IRP is sent on instead of being"
                + " completed."),
        failed().sends(SUCCESS, IRP).returns(SUCCESS).violations());
  }

  @Test
  void reportsAnIrpThatIsNotCompletedThoughTheRegistrationFailed() {
    Path path = failed().returns(FAILURE);
    assertEquals(
        List.of(
            "IoSetCompletionRoutineEx failed for Irp, but DispatchRead returns without completing"
                + " it."),
        path.violations());
    assertEquals(
        Optional.of("IoCompleteRequest(Irp, IO_NO_INCREMENT)"),
        path.fired().getLast().finding().orElseThrow().missing());
  }

  @Test
  void acceptsCompletingRetryingAndHandingOff() {
    assertEquals(List.of(), completes(failed()).returns(FAILURE).violations());
    assertEquals(
        List.of(), failed().registersEx(SUCCESS, IRP, "Done", NULL).returns(SUCCESS).violations());
    assertEquals(
        List.of(), failed().step(new Occurrence.HandOff(IRP)).returns(PENDING).violations());
  }

  @Test
  void leavesAnUntestedStatusToTheOtherRule() {
    assertEquals(
        List.of(),
        Path.dispatch("IoSetCompletionExCompleteIrp")
            .registersEx(STATUS, IRP, "Done", NULL)
            .sends(SUCCESS, IRP)
            .returns(SUCCESS)
            .violations());
  }

  // IoSetCompletionRoutineExCheckDeviceObject

  @Test
  void reportsTheLowerDeviceObjectAndIsSilentOnAnUnknownOne() {
    Path path = Path.dispatch("IoSetCompletionRoutineExCheckDeviceObject");
    path.registersEx(SUCCESS, IRP, "Done", NULL);
    assertEquals(List.of(), path.violations());
    path.world().fact("lowerDevice", Truth.TRUE, DEVICE);
    path.registersEx(SUCCESS, IRP, "Done", NULL);
    assertEquals(
        List.of(
            "IoSetCompletionRoutineEx received the lower device object DeviceObject; pass this"
                + " driver's own device object so the driver cannot be unloaded before the routine"
                + " runs."),
        path.violations());
  }

  // CompleteRequest

  private static Path afterRoutine(Ref result) {
    return Path.dispatch("CompleteRequest")
        .registers(IRP, "Done", EVENT)
        .sendsPending(IRP, "Done", EVENT, result, IncomingIrpTest::nothing);
  }

  @Test
  void reportsCompletingAnIrpThatTheRoutineLetGo() {
    assertEquals(
        List.of(
            "IoCompleteRequest(Irp) after its completion routine Done let completion continue; the"
                + " driver no longer owns this IRP."),
        completes(afterRoutine(SUCCESS)).violations());
  }

  @Test
  void reportsCompletingAnIrpWhoseRoutineDidNotRun() {
    Path path =
        Path.dispatch("CompleteRequest")
            .registers(IRP, "Done", EVENT)
            .step(new Occurrence.RoutineSkipped(IRP, Path.obj("Done")));
    assertEquals(
        List.of(
            "IoCompleteRequest(Irp) although no completion routine kept it; the driver no longer"
                + " owns this IRP."),
        completes(path).violations());
  }

  @Test
  void reportsKeepingAnIrpWithoutCompletingIt() {
    assertEquals(
        List.of(
            "Done stopped completion with STATUS_MORE_PROCESSING_REQUIRED, but DispatchRead returns"
                + " STATUS_SUCCESS without completing Irp."),
        afterRoutine(MORE).returns(SUCCESS).violations());
    assertEquals(List.of(), afterRoutine(MORE).returns(PENDING).violations());
    assertEquals(List.of(), completes(afterRoutine(MORE)).returns(SUCCESS).violations());
  }

  @Test
  void asksStartIoToCompleteWhateverItReturns() {
    Path path =
        Path.of("CompleteRequest", Path.entry(EntryContext.Kind.START_IO, "StartIo"))
            .registers(IRP, "Done", EVENT)
            .sendsPending(IRP, "Done", EVENT, MORE, IncomingIrpTest::nothing)
            .step(new Occurrence.EntryEnd(Optional.empty()));
    assertEquals(
        List.of("StartIo returns while it still owns Irp and has not completed it."),
        path.violations());
  }

  @Test
  void acceptsARoutineThatCompletesTheIrpItself() {
    Path path = Path.dispatch("CompleteRequest").registers(IRP, "Done", EVENT);
    path.sendsPending(IRP, "Done", EVENT, MORE, () -> completes(path)).returns(SUCCESS);
    assertEquals(List.of(), path.violations());
  }

  // CompleteRequestStatusCheck

  private static Path checked() {
    return Path.dispatch("CompleteRequestStatusCheck").registers(IRP, "Done", EVENT);
  }

  @Test
  void reportsAFailureThatIsCompletedAsSuccess() {
    Path path = checked().sends(FAILURE, IRP);
    path.world().field("Irp", "IoStatus.Status", SUCCESS);
    assertEquals(
        List.of("The lower driver failed Irp, but it is completed here with STATUS_SUCCESS."),
        completes(path).violations());
  }

  @Test
  void acceptsAnswerInPlaceOfAMissingOne() {
    Path path = checked().sends(FakeWorld.constant("STATUS_NOT_SUPPORTED"), IRP);
    path.world().field("Irp", "IoStatus.Status", SUCCESS);
    assertEquals(List.of(), completes(path).violations());
  }

  @Test
  void reportsCompletingWithAPendingStatusUnlessSomethingWaited() {
    assertEquals(
        List.of(
            "Irp is completed while its status is still STATUS_PENDING; nothing waited for the"
                + " lower driver."),
        completes(checked().sends(PENDING, IRP)).violations());
    assertEquals(
        List.of(),
        completes(checked().sends(PENDING, IRP).step(new Occurrence.WaitResolved(IRP, EVENT)))
            .violations());
  }

  @Test
  void givesUpASkippedOrCopiedIrp() {
    Path skipped =
        Path.dispatch("CompleteRequestStatusCheck").call("IoSkipCurrentIrpStackLocation", IRP);
    assertEquals(List.of(), completes(skipped.sends(PENDING, IRP)).violations());
    Path copied =
        Path.dispatch("CompleteRequestStatusCheck")
            .call("IoCopyCurrentIrpStackLocationToNext", IRP);
    assertEquals(List.of(), completes(copied.sends(PENDING, IRP)).violations());
    Path neither = Path.dispatch("CompleteRequestStatusCheck");
    assertEquals(1, completes(neither.sends(PENDING, IRP)).violations().size());
  }

  // LowerDriverReturn

  @Test
  void reportsAReturnValueThatIsNotTheLowerDrivers() {
    assertEquals(
        List.of(
            "DispatchRead returns STATUS_SUCCESS, but the lower driver returned STATUS_PENDING for"
                + " Irp."),
        Path.dispatch("LowerDriverReturn").sends(PENDING, IRP).returns(SUCCESS).violations());
    assertEquals(
        List.of(),
        Path.dispatch("LowerDriverReturn").sends(PENDING, IRP).returns(PENDING).violations());
  }

  @Test
  void comparesWithTheFinalStatusAfterAWait() {
    Path path = Path.dispatch("LowerDriverReturn").sends(PENDING, IRP);
    path.world().field("Irp", "IoStatus.Status", FAILURE).fact("tellsOf", Truth.TRUE, EVENT, IRP);
    path.step(new Occurrence.WaitResolved(IRP, EVENT)).returns(SUCCESS);
    assertEquals(
        List.of(
            "After waiting, DispatchRead returns STATUS_SUCCESS instead of the IRP's final status."),
        path.violations());
  }

  @Test
  void acceptsEitherStatusAfterAWaitForAnotherObject() {
    assertEquals(List.of(), waitsForAnother().returns(PENDING).violations());
    assertEquals(List.of(), waitsForAnother().returns(FAILURE).violations());
    assertEquals(
        List.of(
            "DispatchRead returns STATUS_SUCCESS, but the lower driver returned STATUS_PENDING for"
                + " Irp."),
        waitsForAnother().returns(SUCCESS).violations());
  }

  private static Path waitsForAnother() {
    Path path = Path.dispatch("LowerDriverReturn").sends(PENDING, IRP);
    path.world().field("Irp", "IoStatus.Status", FAILURE).fact("tellsOf", Truth.FALSE, EVENT, IRP);
    return path.step(new Occurrence.WaitResolved(IRP, EVENT));
  }

  @Test
  void isOffOnceTheIrpWasCompletedOrMarkedHere() {
    Path completed = completes(Path.dispatch("LowerDriverReturn").sends(FAILURE, IRP));
    assertEquals(List.of(), completed.returns(SUCCESS).violations());
    Path marked = Path.dispatch("LowerDriverReturn").call("IoMarkIrpPending", IRP);
    assertEquals(List.of(), marked.sends(SUCCESS, IRP).returns(PENDING).violations());
  }

  @Test
  void isNotSearchedForRemovals() {
    Rule rule = RuleCatalogue.builtIn().rule("LowerDriverReturn").orElseThrow();
    assertEquals(true, rule.appliesTo(pnp(0)));
    assertEquals(false, rule.appliesTo(pnp(2)));
    assertEquals(false, rule.appliesTo(pnp(0x17)));
    assertEquals(false, rule.appliesTo(Path.entry(EntryContext.Kind.DPC, "Dpc")));
  }

  private static EntryContext pnp(int minor, String... facts) {
    return new EntryContext(
        EntryContext.Kind.DISPATCH,
        "DispatchPnp",
        OptionalInt.of(0x1B),
        OptionalInt.of(minor),
        Optional.empty(),
        Optional.of(IRP),
        Optional.of(DEVICE),
        List.of(facts));
  }

  // PendedCompletedRequest and its kin

  @Test
  void reportsCompletingWhatTheLowerDriverStillHolds() {
    Path path =
        Path.dispatch("PendedCompletedRequestEx")
            .registersEx(SUCCESS, IRP, "Done", EVENT)
            .sends(PENDING, IRP);
    assertEquals(
        List.of("Irp is completed although the lower driver still holds it as pending."),
        completes(path).violations());
  }

  @Test
  void acceptsCompletingAfterAWaitAndGivesUpWhenTheWaitResolvedNothing() {
    Path waited =
        Path.dispatch("PendedCompletedRequestEx")
            .registersEx(SUCCESS, IRP, "Done", EVENT)
            .sends(PENDING, IRP)
            .step(new Occurrence.WaitResolved(IRP, EVENT));
    assertEquals("Clear", waited.stateName());
    assertEquals(List.of(), completes(waited).violations());
    Path unresolved =
        Path.dispatch("PendedCompletedRequestEx")
            .registersEx(SUCCESS, IRP, "Done", EVENT)
            .sends(PENDING, IRP)
            .step(new Occurrence.WaitUnresolved(IRP));
    assertEquals(List.of(), completes(unresolved).violations());
    Path second =
        Path.dispatch("PendedCompletedRequest2")
            .sends(PENDING, IRP)
            .step(new Occurrence.WaitUnresolved(IRP));
    assertEquals(List.of(), completes(second).violations());
  }

  @Test
  void tellsTheFourPendedCompletedRulesApart() {
    Path plain =
        completes(
            Path.dispatch("PendedCompletedRequest").registers(IRP, "D", EVENT).sends(PENDING, IRP));
    assertEquals(
        List.of("DispatchRead completes Irp and still returns STATUS_PENDING."),
        plain.returns(PENDING).violations());
    Path second = completes(Path.dispatch("PendedCompletedRequest2").sends(PENDING, IRP));
    assertEquals(
        List.of("The lower driver returned STATUS_PENDING for Irp; wait for it before completing."),
        second.violations());
    Path third = Path.dispatch("PendedCompletedRequest3");
    third.world().field("Irp", "IoStatus.Status", SUCCESS);
    assertEquals(
        List.of("DispatchRead returns STATUS_PENDING for an IRP it has already completed."),
        completes(third).returns(PENDING).violations());
  }

  // DoubleCompletion

  @Test
  void reportsASecondCompletionButNotAResumedOne() {
    assertEquals(
        List.of("Irp is completed a second time."),
        completes(completes(Path.dispatch("DoubleCompletion"))).violations());
    Path resumed = completes(Path.dispatch("DoubleCompletion"));
    resumed.step(new Occurrence.RoutineStart(IRP, Path.obj("Done"), NULL));
    resumed.step(new Occurrence.RoutineEnd(IRP, Path.obj("Done"), MORE));
    assertEquals(List.of(), completes(resumed).violations());
  }

  // MarkIrpPending, MarkStartDevice, StartDeviceWait

  @Test
  void reportsAMarkWithoutAPendingReturn() {
    Path path = Path.dispatch("MarkIrpPending").call("IoMarkIrpPending", IRP).returns(SUCCESS);
    assertEquals(
        List.of("Irp is marked pending, but DispatchRead returns STATUS_SUCCESS."),
        path.violations());
    assertEquals(
        List.of(),
        Path.dispatch("MarkIrpPending")
            .call("IoMarkIrpPending", IRP)
            .returns(PENDING)
            .violations());
  }

  @Test
  void asksForAPendedStartOnlyWhenARoutineWasRegistered() {
    EntryContext start = pnp(0, "attaches");
    Path with = Path.of("MarkStartDevice", start).registers(IRP, "Done", EVENT);
    assertEquals(
        List.of(
            "START_DEVICE is forwarded with a completion routine but not pended; mark Irp pending"
                + " and finish the start asynchronously."),
        with.sends(SUCCESS, IRP).returns(SUCCESS).violations());
    assertEquals(
        List.of(),
        Path.of("MarkStartDevice", start).sends(SUCCESS, IRP).returns(SUCCESS).violations());
    Path marked = Path.of("MarkStartDevice", start).registers(IRP, "Done", EVENT);
    assertEquals(
        List.of(),
        marked.call("IoMarkIrpPending", IRP).sends(PENDING, IRP).returns(PENDING).violations());
  }

  @Test
  void needsADriverThatAttachesForMarkStartDevice() {
    Rule rule = RuleCatalogue.builtIn().rule("MarkStartDevice").orElseThrow();
    assertEquals(Optional.empty(), rule.inapplicable(List.of("attaches")));
    assertEquals(
        Optional.of(
            "This rule is for a driver that attaches a device object to a device stack (FDO or"
                + " filter)."),
        rule.inapplicable(List.of()));
  }

  @Test
  void letsExactlyOneOfTheFourStartDeviceRulesSpeak() {
    for (boolean ex : new boolean[] {true, false}) {
      for (boolean here : new boolean[] {true, false}) {
        for (int variant = 1; variant <= 4; variant++) {
          Path path = Path.of("StartDeviceWait" + (variant == 1 ? "" : variant), pnp(0));
          path.world().fact("isEvent", Truth.TRUE, EVENT);
          if (here) {
            path.initialises(EVENT);
          }
          if (ex) {
            path.registersEx(SUCCESS, IRP, "Done", EVENT);
          } else {
            path.registers(IRP, "Done", EVENT);
          }
          int expected = (ex ? 2 : 1) + (here ? 0 : 2);
          assertEquals(variant == expected ? 1 : 0, path.waits(EVENT).violations().size());
        }
      }
    }
  }

  // IoAllocateForward, CancelSpinLock, IrqlKeSetEvent, HwStorPortProhibitedDDIs

  @Test
  void reportsAnOwnIrpThatIsSentWithoutARoutine() {
    Ref own = Path.obj("own");
    Path path = Path.dispatch("IoAllocateForward");
    path.world().origin("own", IrpOrigin.ALLOCATED).fact("hasRoutine", Truth.FALSE, own);
    path.calls(own, "IoAllocateIrp", TRUE, FALSE).sends(PENDING, own);
    assertEquals(
        List.of(
            "own from IoAllocateIrp is sent without a completion routine; the I/O manager cannot"
                + " dispose of it."),
        path.violations());
    assertEquals(true, path.fired().getFirst().opens());
  }

  @Test
  void startsACancelRoutineWithTheLockHeld() {
    Path cancel = Path.of("CancelSpinLock", Path.entry(EntryContext.Kind.CANCEL, "CancelRead"));
    assertEquals(
        List.of("CancelRead returns while holding the cancel spin lock."),
        cancel.step(new Occurrence.EntryEnd(Optional.empty())).violations());
    assertEquals(
        List.of("The cancel spin lock is released but was not held."),
        Path.dispatch("CancelSpinLock").call("IoReleaseCancelSpinLock", NULL).violations());
    assertEquals(
        List.of("The cancel spin lock is acquired again while already held."),
        Path.dispatch("CancelSpinLock")
            .call("IoAcquireCancelSpinLock", NULL)
            .call("IoAcquireCancelSpinLock", NULL)
            .violations());
  }

  @Test
  void keepsSpinLocksApart() {
    Ref lock = Path.obj("&ext->Lock");
    Ref other = Path.obj("&ext->Other");
    Path path =
        Path.dispatch("SpinLock")
            .leaving()
            .call("KeAcquireSpinLock", lock, NULL)
            .following()
            .call("KeAcquireSpinLock", other, NULL)
            .call("KeReleaseSpinLock", lock, NULL)
            .returns(SUCCESS);
    assertEquals(List.of("DispatchRead returns while holding &ext->Other."), path.violations());
  }

  @Test
  void followsOneSpinLockAtATime() {
    Ref lock = Path.obj("&ext->Lock");
    Ref other = Path.obj("&ext->Other");
    Path path =
        Path.dispatch("SpinLock")
            .call("KeAcquireSpinLock", lock, NULL)
            .call("KeAcquireSpinLock", other, NULL)
            .call("KeReleaseSpinLock", lock, NULL)
            .call("KeReleaseSpinLock", other, NULL)
            .call("KeReleaseSpinLock", other, NULL)
            .returns(SUCCESS);
    assertEquals(List.of(), path.violations(), "the other lock was left aside when it was met");
  }

  @Test
  void comparesTheIrqlWithWhatAWaitingSignalAllows() {
    Path path = Path.dispatch("IrqlKeSetEvent");
    path.world().irql(2);
    path.call("KeSetEvent", EVENT, NULL, FALSE);
    assertEquals(List.of(), path.violations());
    path.call("KeSetEvent", EVENT, NULL, TRUE);
    assertEquals(
        List.of(
            "KeSetEvent with Wait = TRUE called at DISPATCH_LEVEL; only allowed up to APC_LEVEL."),
        path.violations());
  }

  @Test
  void namesTheProhibitedFunction() {
    Path path =
        Path.of("HwStorPortProhibitedDDIs", Path.entry(EntryContext.Kind.OTHER, "HwStartIo"));
    path.call("IoSetCompletionRoutine", IRP, NULL, NULL, TRUE, TRUE, TRUE)
        .calls(SUCCESS, "IofCallDriver", BELOW, IRP);
    assertEquals(
        List.of(
            "IoCallDriver is not allowed in a physical Storport miniport; use the Storport library"
                + " instead."),
        path.violations());
  }

  @Test
  void reportsCompletionRoutinesOnFrameworkIrps() {
    Path path =
        Path.of(
            "SetCompletionRoutineFromDispatch",
            Path.entry(EntryContext.Kind.KMDF_DISPATCH, "EvtDispatch"));
    path.registers(Path.obj("other"), "Done", NULL).registers(IRP, "Done", NULL);
    assertEquals(
        List.of(
            "EvtDispatch sets a completion routine on a framework-dispatched IRP; hand the IRP to"
                + " the framework instead."),
        path.violations());
  }
}
