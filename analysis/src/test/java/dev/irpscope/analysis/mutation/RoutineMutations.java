package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.mutation.DriverText.IrpOrigin;
import dev.irpscope.analysis.mutation.DriverText.Registration;
import dev.irpscope.analysis.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** In completion routines and where they are registered: signals, flags, what they return. */
final class RoutineMutations {
  private static final String KEEP = "STATUS_MORE_PROCESSING_REQUIRED";

  private final Bench bench;
  private final DriverText driver;

  RoutineMutations(Bench bench) {
    this.bench = bench;
    this.driver = bench.driver();
  }

  /** A registration whose function initialises its event, sends the IRP and waits. */
  private boolean isWaitedFor(Registration one) {
    FunctionText function = one.call().site().function();
    String context = one.call().argument(one.context());
    String irp = one.call().argument(one.irp());
    boolean initialised =
        function.calls("KeInitializeEvent").stream()
            .anyMatch(call ->
                position(call) < position(one.call())
                    && belongs(call.argument(0), context)
                    && RegistrationMutations.isZero(call.call().arguments().get(2)));
    boolean sent =
        function.calls("IoCallDriver", "PoCallDriver").stream()
            .anyMatch(
                call -> call.argument(1).equals(irp) && position(call) > position(one.call()));
    boolean waits =
        function.calls("KeWaitForSingleObject").stream()
            .anyMatch(call -> belongs(call.argument(0), context));
    boolean others =
        function.calls("KeInitializeEvent").stream()
            .map(call -> call.argument(0))
            .anyMatch(event -> !belongs(event, context));
    return initialised && sent && waits && !others && driver.registrations(function).size() == 1;
  }

  /** The event is the context, or lies in the structure that the context is the address of. */
  private static boolean belongs(String event, String context) {
    return event.equals(context)
        || event.startsWith(context + ".")
        || event.startsWith("&" + context + "->");
  }

  private static int position(CallUse call) {
    return call.span().start();
  }

  private static Optional<String> family(IrpOrigin origin) {
    return switch (origin) {
      case INCOMING -> Optional.of("SignalEventInCompletion");
      case IO_ALLOCATE -> Optional.of("IoAllocateIrpSignalEventInCompletion");
      case FSD -> Optional.of("IoBuildFsdIrpSignalEventInCompletion");
      case SYNCHRONOUS, CONTROL, COMPLETION, UNKNOWN -> Optional.empty();
    };
  }

  private boolean isSearched(FunctionText function, IrpOrigin origin) {
    return origin != IrpOrigin.INCOMING || !driver.dispatchRoutines(function).isEmpty();
  }

  void make(FunctionText function) {
    for (Registration one : driver.registrations(function)) {
      Optional<IrpOrigin> origin = driver.origin(one.call(), one.irp());
      if (one.call().isWritten()
          && isWaitedFor(one)
          && origin.isPresent()
          && isSearched(function, origin.get())) {
        family(origin.get()).ifPresent(family -> flags(function, one, family));
      }
    }
    if (driver.isCompletion(function)) {
      routine(function);
    }
  }

  private void flags(FunctionText function, Registration one, String family) {
    for (int i = 0; i < 3; i++) {
      int flag = one.onSuccess() + i;
      if (one.call().argument(flag).equals("TRUE")) {
        bench.breaking(
            function,
            List.of("InvokeOnSuccess", "InvokeOnError", "InvokeOnCancel").get(i) + " is FALSE",
            Set.of(family + (i == 2 ? "3" : "2")),
            Bench.replace(one.call().span(flag), "FALSE"));
      }
    }
  }

  private void routine(FunctionText routine) {
    Set<String> families = new LinkedHashSet<>();
    boolean completes = false;
    for (Registration one : driver.registrationsOf(routine.name())) {
      FunctionText from = one.call().site().function();
      Optional<IrpOrigin> origin = driver.origin(one.call(), one.irp());
      if (origin.isPresent() && isWaitedFor(one) && isSearched(from, origin.get())) {
        family(origin.get()).ifPresent(families::add);
        completes |= origin.get() == IrpOrigin.INCOMING && completesAfter(from, one);
      }
    }
    List<CallUse> signals = routine.calls("KeSetEvent");
    boolean simple =
        signals.size() == 1
            && signals.getFirst().isStatement()
            && routine.calls().stream()
                .map(CallUse::name)
                .noneMatch(name ->
                    name.startsWith("IoMark")
                        || name.endsWith("CallDriver")
                        || name.contains("Queue")
                        || name.startsWith("Interlocked")
                        || driver.function(name).isPresent());
    boolean keeps =
        !routine.returned().isEmpty()
            && routine.returned().stream()
                .allMatch(value -> FunctionText.text(value.origin()).equals(KEEP));
    if (simple && keeps && !families.isEmpty()) {
      signal(routine, signals.getFirst(), families);
    }
    if (keeps && completes && routine.calls("IoCompleteRequest").isEmpty()) {
      for (Expr value : routine.returned()) {
        bench.breaking(
            routine,
            "lets completion continue although the IRP is completed later",
            Set.of("CompleteRequest"),
            Bench.replace(value.origin().site(), "STATUS_SUCCESS"));
      }
    }
    waitTrue(routine, signals);
  }

  private void signal(FunctionText routine, CallUse signal, Set<String> families) {
    bench.breaking(routine, "does not signal", families, Bench.delete(signal.site()));
    routine
        .first()
        .ifPresent(first ->
            bench.breaking(
                routine,
                "returns before it signals",
                families,
                Bench.before(first, "return " + KEEP + ";")));
    String irp = routine.tree().parameters().get(1).name();
    bench.breaking(
        routine,
        "signals only what was not pended",
        families,
        Bench.replace(
            signal.site().span(),
            "if (!" + irp + "->PendingReturned) { " + signal.site().text() + " }"));
    for (Site site : routine.sites()) {
      if (site.isWritten()
          && site.statement() instanceof Stmt.If choice
          && FunctionText.condition(choice)
              .map(Span::text)
              .orElse("")
              .equals(irp + "->PendingReturned")) {
        bench.breaking(
            routine,
            "the test of PendingReturned is flipped",
            families,
            Bench.replace(FunctionText.condition(choice).get(), "!" + irp + "->PendingReturned"));
      }
    }
    if (families.contains("SignalEventInCompletion") && contextIsEvent(routine, signal)) {
      bench.breaking(
          routine,
          "marks pending and signals",
          Set.of("CompletionEventChecking"),
          Bench.before(signal.site(), "IoMarkIrpPending(" + irp + ");"));
    }
  }

  private static boolean contextIsEvent(FunctionText routine, CallUse signal) {
    String context = routine.tree().parameters().get(2).name();
    return signal.name(0).equals(Optional.of(context));
  }

  private void waitTrue(FunctionText routine, List<CallUse> signals) {
    for (CallUse signal : signals) {
      if (signal.isWritten()
          && RegistrationMutations.isZero(signal.call().arguments().get(2))
          && routine.calls("KeLowerIrql").isEmpty()) {
        bench.breaking(
            routine,
            "signals with Wait TRUE",
            Set.of("IrqlKeSetEvent"),
            Bench.replace(signal.span(2), "TRUE"));
      }
    }
  }

  /** The function completes the IRP behind the send, in the same block or by a helper's return. */
  private boolean completesAfter(FunctionText function, Registration one) {
    return function.calls().stream()
        .anyMatch(call ->
            position(call) > position(one.call())
                && driver
                    .completedArgument(call)
                    .filter(index -> call.argument(index).equals(one.call().argument(one.irp())))
                    .isPresent()
                && function.tree().body().statements().contains(call.site().statement()));
  }
}
