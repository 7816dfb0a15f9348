package dev.irpscope.analysis.mutation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Locks that are taken twice, not given back, or not taken; calls at too high an IRQL. */
final class LockMutations {
  private final Bench bench;
  private final DriverText driver;

  LockMutations(Bench bench) {
    this.bench = bench;
    this.driver = bench.driver();
  }

  void make(FunctionText function) {
    if (driver.isDispatch(function)
        || driver.isCompletion(function)
        || driver.isDpc(function)
        || !driver.dispatchRoutines(function).isEmpty()) {
      pair(function, "KeAcquireSpinLock", "KeReleaseSpinLock");
      pair(function, "KeAcquireSpinLockRaiseToDpc", "KeReleaseSpinLock");
      pair(function, "KeAcquireSpinLockAtDpcLevel", "KeReleaseSpinLockFromDpcLevel");
      if (!driver.dispatchRoutines(function).isEmpty()) {
        cancelLock(function);
      }
    }
  }

  /** One acquire and one release in one block: what lies between is a section of straight text. */
  private void pair(FunctionText function, String acquire, String release) {
    List<CallUse> acquires = function.calls(acquire);
    List<CallUse> releases = function.calls(release);
    if (acquires.size() != 1 || releases.size() != 1) {
      return;
    }
    CallUse taken = acquires.getFirst();
    CallUse given = releases.getFirst();
    boolean straight =
        taken.site().isWritten()
            && given.isStatement()
            && (taken.isStatement() || taken.target().isPresent())
            && taken.argument(0).equals(given.argument(0))
            && RegistrationMutations.isAmong(taken.site().rest(), given.site().statement())
            && taken.site().rest().contains(given.site().statement());
    if (!straight) {
      return;
    }
    boolean raises = acquire.endsWith("RaiseToDpc");
    Set<String> held =
        raises
            ? Set.of("SpinLock", "SpinlockRelease", "SpinLockDpc")
            : acquire.endsWith("AtDpcLevel")
                ? Set.of("SpinLock")
                : Set.of("SpinLock", "SpinlockRelease");
    bench.breaking(
        function, "does not release " + taken.argument(0), held, Bench.delete(given.site()));
    bench.breaking(
        function,
        "acquires " + taken.argument(0) + " twice",
        Set.of("SpinLock"),
        Bench.after(taken.site(), taken.site().text()));
    if (release.equals("KeReleaseSpinLock")) {
      bench.breaking(
          function,
          "does not acquire " + taken.argument(0),
          Set.of("SpinLock"),
          taken.isStatement()
              ? Bench.delete(taken.site())
              : Bench.replace(taken.span(), "PASSIVE_LEVEL"));
      bench.breaking(
          function,
          "releases " + taken.argument(0) + " twice",
          Set.of("SpinLock"),
          Bench.after(given.site(), given.site().text()));
    }
    returnsEarly(function, given, held);
    raisedCall(function, given);
  }

  private void returnsEarly(FunctionText function, CallUse given, Set<String> held) {
    if (driver.isDispatch(function)) {
      String irp = driver.incoming(function);
      bench.breaking(
          function,
          "returns under a lock",
          held,
          Bench.before(given.site(), "if (" + irp + "->Cancel) { return STATUS_CANCELLED; }"));
      bench.breaking(
          function,
          "completes under a lock",
          Set.of("SpinLockSafe"),
          Bench.before(
              given.site(),
              "if (" + irp + "->Cancel) { IoCompleteRequest(" + irp + ", IO_NO_INCREMENT); }"));
    }
  }

  private void raisedCall(FunctionText function, CallUse given) {
    bench.breaking(
        function,
        "asks for the initial stack under a lock",
        Set.of("IrqlIoApcLte"),
        Bench.before(given.site(), "IoGetInitialStack();"));
    bench.breaking(
        function,
        "signals with Wait TRUE under a lock",
        Set.of("IrqlKeSetEvent"),
        Bench.before(given.site(), "{ KEVENT ev; KeSetEvent(&ev, IO_NO_INCREMENT, TRUE); }"));
  }

  private void cancelLock(FunctionText function) {
    List<CallUse> acquires = function.calls("IoAcquireCancelSpinLock");
    List<CallUse> releases = function.calls("IoReleaseCancelSpinLock");
    for (CallUse taken : acquires) {
      Optional<CallUse> given =
          releases.stream()
              .filter(call -> taken.site().rest().contains(call.site().statement()))
              .findFirst();
      if (!taken.isStatement() || given.isEmpty() || acquires.size() != 1) {
        continue;
      }
      bench.breaking(
          function,
          "acquires the cancel lock twice",
          Set.of("CancelSpinLock"),
          Bench.after(taken.site(), taken.site().text()));
      bench.breaking(
          function,
          "does not acquire the cancel lock",
          Set.of("CancelSpinLock"),
          Bench.delete(taken.site()));
      if (given.get().isStatement() && releases.size() == 1) {
        bench.breaking(
            function,
            "does not release the cancel lock",
            Set.of("CancelSpinLock"),
            Bench.delete(given.get().site()));
      }
    }
  }
}
