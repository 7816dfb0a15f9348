package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.mutation.DriverText.IrpOrigin;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** IRPs that the driver makes: the routine before the send, freeing, completing, waiting. */
final class OwnIrpMutations {
  private static final List<String> SENDS = List.of("IoCallDriver", "PoCallDriver");

  private final Bench bench;
  private final DriverText driver;

  OwnIrpMutations(Bench bench) {
    this.bench = bench;
    this.driver = bench.driver();
  }

  void make(FunctionText function) {
    for (CallUse call : function.calls()) {
      if (call.isWritten()) {
        registration(function, call);
        send(function, call);
        free(function, call);
        wait(function, call);
      }
    }
  }

  private Optional<IrpOrigin> origin(CallUse call, int index) {
    return driver.origin(call, index);
  }

  private static Optional<CallUse> sendOf(FunctionText function, String irp) {
    return function.calls().stream()
        .filter(call -> SENDS.contains(call.name()) && call.argument(1).equals(irp))
        .findFirst();
  }

  private void registration(FunctionText function, CallUse call) {
    if (!call.name().equals("IoSetCompletionRoutine")
        || !call.isStatement()
        || driver.registrations(function).size() != 1
        || sendOf(function, call.argument(0)).isEmpty()) {
      return;
    }
    forwardRule(origin(call, 0))
        .ifPresent(rule ->
            bench.breaking(
                function, "registers no routine", Set.of(rule), Bench.delete(call.site())));
  }

  private static Optional<String> forwardRule(Optional<IrpOrigin> origin) {
    return origin.flatMap(one ->
        switch (one) {
          case IO_ALLOCATE -> Optional.of("IoAllocateForward");
          case FSD -> Optional.of("IoBuildFsdForward");
          case INCOMING, SYNCHRONOUS, CONTROL, COMPLETION, UNKNOWN -> Optional.empty();
        });
  }

  private void send(FunctionText function, CallUse call) {
    if (!SENDS.contains(call.name()) || !(call.isStatement() || call.target().isPresent())) {
      return;
    }
    Optional<IrpOrigin> origin = origin(call, 1);
    if (origin.isEmpty()) {
      return;
    }
    String irp = call.argument(1);
    String reuse = "IoReuseIrp(" + irp + ", STATUS_SUCCESS);";
    String complete = "IoCompleteRequest(" + irp + ", IO_NO_INCREMENT);";
    boolean dispatched = !driver.dispatchRoutines(function).isEmpty();
    if (!dispatched || driver.isCompletion(function)) {
      return;
    }
    switch (origin.get()) {
      case IO_ALLOCATE ->
          bench.breaking(
              function,
              "completes its own IRP",
              Set.of("IoAllocateComplete"),
              Bench.before(call.site(), complete));
      case FSD -> {
        bench.breaking(
            function,
            "completes its own IRP",
            Set.of("IoBuildFsdComplete"),
            Bench.before(call.site(), complete));
        bench.breaking(
            function, "reuses a built IRP", Set.of("IoReuseIrp"), Bench.before(call.site(), reuse));
      }
      case SYNCHRONOUS -> {
        bench.breaking(
            function,
            "frees what the I/O manager frees",
            Set.of("IoBuildSynchronousFsdRequestNoFree"),
            Bench.after(call.site(), "IoFreeIrp(" + irp + ");"));
        bench.breaking(
            function, "reuses a built IRP", Set.of("IoReuseIrp"), Bench.before(call.site(), reuse));
      }
      case CONTROL -> {
        bench.breaking(
            function,
            "frees what the I/O manager frees",
            Set.of("IoBuildDeviceControlNoFree"),
            Bench.after(call.site(), "IoFreeIrp(" + irp + ");"));
        bench.breaking(
            function, "reuses a built IRP", Set.of("IoReuseIrp"), Bench.before(call.site(), reuse));
        builtEvent(function, irp)
            .ifPresent(event ->
                bench.breaking(
                    function,
                    "signals the event of a built IRP",
                    Set.of("IoBuildDeviceIoControlSetEvent"),
                    Bench.before(
                        call.site(), "KeSetEvent(" + event + ", IO_NO_INCREMENT, FALSE);")));
      }
      case INCOMING, COMPLETION, UNKNOWN -> {}
    }
  }

  /** The event that the function gave to the build call of an IRP. */
  private static Optional<String> builtEvent(FunctionText function, String irp) {
    for (CallUse build : function.calls()) {
      int event =
          switch (build.name()) {
            case "IoBuildDeviceIoControlRequest" -> 7;
            case "IoBuildSynchronousFsdRequest" -> 5;
            default -> -1;
          };
      if (event >= 0
          && event < build.count()
          && build.target().equals(Optional.of(irp))
          && function.calls("KeInitializeEvent").stream()
              .anyMatch(call -> call.argument(0).equals(build.argument(event)))) {
        return Optional.of(build.argument(event));
      }
    }
    return Optional.empty();
  }

  private void free(FunctionText function, CallUse call) {
    if (!call.name().equals("IoFreeIrp") || !call.isStatement() || !driver.isDispatch(function)) {
      return;
    }
    Optional<IrpOrigin> origin = origin(call, 0);
    boolean sentBefore =
        function.calls().stream()
            .filter(other -> other.span().start() < call.span().start())
            .filter(
                other -> SENDS.contains(other.name()) || driver.function(other.name()).isPresent())
            .anyMatch(other -> gives(other, call.argument(0)));
    Optional<String> rule =
        origin.flatMap(one ->
            switch (one) {
              case IO_ALLOCATE -> Optional.of("IoAllocateFree");
              case FSD -> Optional.of("IoBuildFsdFree");
              case INCOMING, SYNCHRONOUS, CONTROL, COMPLETION, UNKNOWN -> Optional.empty();
            });
    if (rule.isEmpty()) {
      return;
    }
    bench.breaking(
        function,
        "frees the incoming IRP",
        Set.of(rule.get()),
        Bench.replace(call.span(0), driver.incoming(function)));
    boolean leaves =
        !call.site().rest().isEmpty()
            && call.site().rest().getLast() instanceof Stmt.Return(_, _, var value)
            && value.isPresent()
            && !FunctionText.text(value.get().origin()).contains("PENDING");
    if (!sentBefore && leaves && function.calls("IoFreeIrp").size() == 1) {
      bench.breaking(
          function, "does not free its own IRP", Set.of(rule.get()), Bench.delete(call.site()));
    }
  }

  private static boolean gives(CallUse call, String irp) {
    return call.call().arguments().stream()
        .anyMatch(argument -> FunctionText.text(argument.origin()).equals(irp));
  }

  private void wait(FunctionText function, CallUse call) {
    if (!call.name().equals("KeWaitForSingleObject") || call.count() != 5) {
      return;
    }
    boolean alone = function.calls("KeWaitForSingleObject").size() == 1;
    String event = call.argument(0);
    boolean ready =
        function.calls("KeInitializeEvent").stream()
            .anyMatch(
                other -> other.argument(0).equals(event) && other.argument(2).equals("FALSE"));
    for (CallUse build :
        function.calls("IoBuildDeviceIoControlRequest", "IoBuildSynchronousFsdRequest")) {
      boolean control = build.name().equals("IoBuildDeviceIoControlRequest");
      String prefix = control ? "IoBuildDeviceControlWait" : "IoBuildSynchronousFsdRequestWait";
      if (!ready
          || !alone
          || build.target().isEmpty()
          || !build.argument(control ? 7 : 5).equals(event)
          || driver.dispatchRoutines(function).isEmpty()) {
        continue;
      }
      if (call.isStatement()) {
        bench.breaking(
            function, "does not wait for a built IRP", Set.of(prefix), Bench.delete(call.site()));
      }
      if (!call.argument(4).equals("NULL")) {
        bench.breaking(
            function,
            "waits for a built IRP without limit",
            Set.of(prefix + "Timeout"),
            Bench.replace(call.span(4), "NULL"));
      }
    }
    bound(function, call, ready);
  }

  /** The first wait for an own IRP whose routine has the event as context. */
  private void bound(FunctionText function, CallUse call, boolean ready) {
    List<DriverText.Registration> all = driver.registrations(function);
    boolean first = function.calls("KeWaitForSingleObject").getFirst().equals(call);
    if (!ready || !first || all.size() != 1 || call.argument(4).equals("NULL")) {
      return;
    }
    DriverText.Registration one = all.getFirst();
    boolean own =
        origin(one.call(), one.irp()).equals(Optional.of(IrpOrigin.FSD))
            && one.call().argument(one.context()).equals(call.argument(0));
    if (own) {
      bench.breaking(
          function,
          "waits for its own IRP without limit",
          Set.of("IoBuildFsdIrpSignalEventInCompletionTimeout"),
          Bench.replace(call.span(4), "NULL"));
    }
  }
}
