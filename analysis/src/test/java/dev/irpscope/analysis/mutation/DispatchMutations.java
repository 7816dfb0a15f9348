package dev.irpscope.analysis.mutation;

import static dev.irpscope.analysis.mutation.DriverText.IrpOrigin.INCOMING;

import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of the incoming IRP: completing, sending, marking, returning. */
final class DispatchMutations {
  private final Bench bench;
  private final DriverText driver;

  DispatchMutations(Bench bench) {
    this.bench = bench;
    this.driver = bench.driver();
  }

  void make(FunctionText function) {
    if (driver.dispatchRoutines(function).isEmpty() || driver.isCompletion(function)) {
      return;
    }
    if (driver.isDispatch(function)) {
      begins(function);
    }
    for (CallUse call : function.calls()) {
      if (call.isWritten() && isIncoming(call)) {
        completion(function, call);
        send(function, call);
        mark(function, call);
      }
    }
    waits(function);
    wmi(function);
  }

  private boolean isIncoming(CallUse call) {
    int index =
        switch (call.name()) {
          case "IoCallDriver", "PoCallDriver", "WmiSystemControl" -> 1;
          default -> driver.completedArgument(call).orElse(0);
        };
    return index < call.count() && driver.origin(call, index).equals(Optional.of(INCOMING));
  }

  /** What a dispatch routine can do wrong in its first line, whatever stands behind it. */
  private void begins(FunctionText function) {
    Optional<Site> first = function.first();
    if (first.isEmpty()) {
      return;
    }
    String irp = driver.incoming(function);
    String done = "IoCompleteRequest(" + irp + ", IO_NO_INCREMENT); ";
    early(function, first.get(), "return STATUS_SUCCESS;", "IrpProcessingComplete");
    early(function, first.get(), "return STATUS_PENDING;", "MarkIrpPending2");
    early(
        function,
        first.get(),
        "IoMarkIrpPending(" + irp + "); return STATUS_UNSUCCESSFUL;",
        "MarkIrpPending");
    early(function, first.get(), done + "return STATUS_PENDING;", "PendedCompletedRequest3");
    early(
        function,
        first.get(),
        irp + "->IoStatus.Status = STATUS_PENDING; " + done + "return STATUS_SUCCESS;",
        "PendedCompletedRequest3");
    early(
        function,
        first.get(),
        "IoFreeIrp(" + irp + "); return STATUS_CANCELLED;",
        "IoAllocateFree",
        "IoBuildFsdFree");
    early(
        function,
        first.get(),
        "IoReuseIrp(" + irp + ", STATUS_SUCCESS);",
        "IoReuseIrp",
        "IoReuseIrp2");
    early(
        function,
        first.get(),
        "KIRQL held; IoAcquireCancelSpinLock(&held); return STATUS_CANCELLED;",
        "CancelSpinLock");
    early(
        function,
        first.get(),
        "KIRQL held; KeRaiseIrql(DISPATCH_LEVEL, &held); IoGetInitialStack(); KeLowerIrql(held);",
        "IrqlIoApcLte");
  }

  private void early(FunctionText function, Site first, String text, String... rules) {
    String irp = driver.incoming(function);
    bench.breaking(
        function,
        "begins with " + text,
        Set.of(rules),
        Bench.before(first, "if (" + irp + "->Cancel) { " + text + " }"));
  }

  private void completion(FunctionText function, CallUse call) {
    Optional<Integer> index = driver.completedArgument(call);
    if (index.isEmpty()) {
      return;
    }
    boolean helperSends =
        driver
            .function(call.name())
            .map(helper -> helper.calls().stream().anyMatch(this::sends))
            .orElse(false);
    if (!helperSends && (call.isStatement() || call.isReturned())) {
      bench.breaking(
          function,
          "completes twice in " + call.name(),
          Set.of("DoubleCompletion"),
          Bench.before(
              call.site(),
              "IoCompleteRequest(" + call.argument(index.get()) + ", IO_NO_INCREMENT);"));
    }
    boolean sends = function.calls().stream().anyMatch(other -> sends(other) || unknown(other));
    if (sends || !driver.isTail(function)) {
      return;
    }
    boolean succeeds =
        call.isStatement()
            && call.site().next().map(next -> returns(next, "STATUS_SUCCESS")).orElse(false);
    if (succeeds) {
      bench.breaking(
          function,
          "does not complete",
          Set.of("IrpProcessingComplete"),
          Bench.delete(call.site()));
      bench.breaking(
          function,
          "completes and returns STATUS_PENDING",
          Set.of("PendedCompletedRequest3"),
          Bench.replace(call.site().next().get().span(), "return STATUS_PENDING;"));
    }
    if (call.isReturned() && hasArgument(call, "STATUS_SUCCESS")) {
      bench.breaking(
          function,
          "returns success without completing",
          Set.of("IrpProcessingComplete"),
          Bench.replace(call.site().span(), "return STATUS_SUCCESS;"));
    }
    if (call.isReturned()) {
      bench.breaking(
          function,
          "completes and returns STATUS_PENDING",
          Set.of("PendedCompletedRequest3"),
          Bench.replace(
              call.site().span(), "{ " + call.span().text() + "; return STATUS_PENDING; }"));
    }
  }

  /** The function or one that it calls sends, marks or queues; then less is sure. */
  private boolean sends(CallUse call) {
    return call.name().endsWith("CallDriver")
        || call.name().startsWith("IoMark")
        || call.name().startsWith("IoCsq")
        || call.name().startsWith("IoForward")
        || call.name().contains("Queue")
        || call.name().contains("Insert")
        || driver
            .function(call.name())
            .filter(callee -> callee != call.site().function())
            .map(callee -> callee.calls().stream().anyMatch(this::sends))
            .orElse(false);
  }

  private boolean unknown(CallUse call) {
    return call.name().startsWith("Remove") || call.name().startsWith("Wmi");
  }

  private static boolean hasArgument(CallUse call, String text) {
    for (int i = 0; i < call.count(); i++) {
      if (call.argument(i).equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean returns(Site site, String text) {
    return site.statement() instanceof Stmt.Return(_, _, var value)
        && value.isPresent()
        && FunctionText.text(value.get().origin()).equals(text);
  }

  private void send(FunctionText function, CallUse call) {
    if ((!call.name().equals("IoCallDriver") && !call.name().equals("PoCallDriver"))
        || !driver.isTail(function)) {
      return;
    }
    boolean marks = function.calls().stream().anyMatch(other -> other.name().startsWith("IoMark"));
    if (call.isReturned() && !marks && !allow(function)) {
      bench.breaking(
          function,
          "sends and returns STATUS_SUCCESS",
          Set.of("LowerDriverReturn"),
          Bench.replace(
              call.site().span(), "{ " + call.span().text() + "; return STATUS_SUCCESS; }"));
      bench.breaking(
          function,
          "marks pending and returns what the send gives",
          Set.of("MarkIrpPending"),
          Bench.before(call.site(), "IoMarkIrpPending(" + call.argument(1) + ");"));
      pnp(function, call);
      high(function, call);
    }
  }

  /** Removal requests are exempt from LowerDriverReturn; a routine for them alone is left out. */
  private boolean allow(FunctionText function) {
    return function.name().contains("Remove") || function.name().contains("Surprise");
  }

  private void pnp(FunctionText function, CallUse call) {
    boolean pnpOnly =
        driver.dispatchRoutines(function).stream()
            .allMatch(dispatch -> driver.majors(dispatch).equals(Set.of("IRP_MJ_PNP")));
    boolean labelled =
        call.site().before().isEmpty()
            ? false
            : FunctionText.calledIn(call.site().before().getLast())
                .contains("IoSkipCurrentIrpStackLocation");
    if (pnpOnly && driver.isDispatch(function) && labelled) {
      String irp = call.argument(1);
      bench.breaking(
          function,
          "completes a PnP IRP with success",
          Set.of("PnpIrpCompletion"),
          Bench.replace(
              call.site().span(),
              "{ "
                  + irp
                  + "->IoStatus.Status = STATUS_SUCCESS; IoCompleteRequest("
                  + irp
                  + ", IO_NO_INCREMENT); return STATUS_SUCCESS; }"));
    }
  }

  private void high(FunctionText function, CallUse call) {
    Set<String> low =
        Set.of(
            "IRP_MJ_CREATE",
            "IRP_MJ_CLOSE",
            "IRP_MJ_CLEANUP",
            "IRP_MJ_FLUSH_BUFFERS",
            "IRP_MJ_PNP",
            "IRP_MJ_SYSTEM_CONTROL",
            "IRP_MJ_SHUTDOWN");
    boolean needsLow =
        driver.dispatchRoutines(function).stream()
            .allMatch(dispatch ->
                !driver.majors(dispatch).isEmpty() && low.containsAll(driver.majors(dispatch)));
    if (needsLow) {
      bench.breaking(
          function,
          "sends at DISPATCH_LEVEL",
          Set.of("ForwardedAtBadIrql"),
          Bench.before(call.site(), "{ KIRQL was; KeRaiseIrql(DISPATCH_LEVEL, &was); }"));
    }
  }

  private void mark(FunctionText function, CallUse call) {
    if (!call.name().equals("IoMarkIrpPending")
        || !call.isStatement()
        || !driver.isTail(function)) {
      return;
    }
    boolean pends =
        !call.site().rest().isEmpty()
            && call.site().rest().getLast() instanceof Stmt.Return(_, _, var value)
            && value.isPresent()
            && FunctionText.text(value.get().origin()).equals("STATUS_PENDING");
    if (!pends || function.calls("IoMarkIrpPending").size() != 1) {
      return;
    }
    List<String> later =
        call.site().rest().stream().flatMap(s -> FunctionText.calledIn(s).stream()).toList();
    List<String> all = function.calls().stream().map(CallUse::name).toList();
    boolean escapes =
        function.calls().stream()
            .anyMatch(other ->
                !other.equals(call)
                    && (other.name().endsWith("CallDriver")
                        || other.name().startsWith("IoCsq")
                        || other.name().startsWith("KeWait")
                        || driver.function(other.name()).isPresent()));
    if (!escapes) {
      bench.breaking(
          function,
          "does not mark the IRP pending",
          Set.of("MarkIrpPending2"),
          Bench.delete(call.site()));
      if (later.contains("ExInterlockedInsertTailList")
          || later.contains("ExInterlockedInsertHeadList")) {
        bench.breaking(
            function,
            "queues without a mark",
            Set.of("MarkingInterlockedQueuedIrps"),
            Bench.delete(call.site()));
      }
      if ((all.contains("InsertTailList") || all.contains("InsertHeadList"))
          && all.contains("KeAcquireSpinLock")) {
        bench.breaking(
            function,
            "queues under a lock without a mark",
            Set.of("MarkingQueuedIrps"),
            Bench.delete(call.site()));
      }
    }
    Stmt last = call.site().rest().getLast();
    bench.breaking(
        function,
        "marks pending and returns success",
        Set.of("MarkIrpPending"),
        Bench.replace(last.origin().site(), "return STATUS_SUCCESS;"));
  }

  /** The if that waits when the send gave STATUS_PENDING, with a completion behind it. */
  private void waits(FunctionText function) {
    for (CallUse send : function.calls("IoCallDriver", "PoCallDriver")) {
      Optional<String> status = send.target();
      Optional<Site> next = send.site().next();
      if (status.isEmpty()
          || next.isEmpty()
          || !next.get().isWritten()
          || !isIncoming(send)
          || !(next.get().statement() instanceof Stmt.If choice)
          || choice.whenFalse().isPresent()
          || !FunctionText.condition(choice)
              .map(Span::text)
              .orElse("")
              .equals(status.get() + " == STATUS_PENDING")
          || !FunctionText.calledIn(choice).contains("KeWaitForSingleObject")
          || !completes(next.get().rest(), send.argument(1))) {
        continue;
      }
      List<DriverText.Registration> all = driver.registrations(function);
      bench.breaking(
          function,
          "does not wait before it completes",
          all.size() == 1 && all.getFirst().isEx() && initialisedFirst(function, all.getFirst())
              ? Set.of("PendedCompletedRequest2", "PendedCompletedRequestEx")
              : Set.of("PendedCompletedRequest2"),
          Bench.delete(next.get()));
      bench.breaking(
          function,
          "waits when the IRP is not pending",
          Set.of("PendedCompletedRequest2"),
          Bench.replace(FunctionText.condition(choice).get(), status.get() + " != STATUS_PENDING"));
    }
  }

  private static boolean initialisedFirst(FunctionText function, DriverText.Registration one) {
    return function.calls("KeInitializeEvent").stream()
        .allMatch(call -> call.span().start() < one.call().span().start());
  }

  private boolean completes(List<Stmt> statements, String irp) {
    return bench.driver().functions().stream()
        .flatMap(function -> function.calls().stream())
        .anyMatch(call ->
            statements.contains(call.site().statement())
                && driver
                    .completedArgument(call)
                    .filter(index -> call.argument(index).equals(irp))
                    .isPresent());
  }

  private void wmi(FunctionText function) {
    if (function.calls("WmiSystemControl").isEmpty() || !driver.isTail(function)) {
      return;
    }
    for (Site site : function.sites()) {
      if (site.statement() instanceof Stmt.Switch choice
          && choice.body() instanceof Stmt.Compound body) {
        arm(function, body, "IrpNotCompleted", "WmiComplete");
        arm(function, body, "IrpForward", "WmiForward");
      }
    }
  }

  private void arm(FunctionText function, Stmt.Compound body, String label, String rule) {
    for (Stmt one : body.statements()) {
      if (one instanceof Stmt.Case label1
          && FunctionText.text(label1.low().origin()).equals(label)
          && !(label1.statement() instanceof Stmt.Case)) {
        Stmt first = FunctionText.unlabelled(label1);
        if (FunctionText.isWritten(first.origin())) {
          bench.breaking(
              function,
              "leaves " + label + " alone",
              Set.of(rule),
              Bench.insert(
                  first.origin().site(),
                  first.origin().site().start(),
                  "return STATUS_UNSUCCESSFUL; "));
        }
      }
    }
  }
}
