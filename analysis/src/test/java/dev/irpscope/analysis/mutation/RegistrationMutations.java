package dev.irpscope.analysis.mutation;

import static dev.irpscope.analysis.mutation.DriverText.IrpOrigin.INCOMING;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.mutation.DriverText.Registration;
import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Around IoSetCompletionRoutineEx: its status, what follows it, and the device it is given. */
final class RegistrationMutations {
  private final Bench bench;
  private final DriverText driver;

  RegistrationMutations(Bench bench) {
    this.bench = bench;
    this.driver = bench.driver();
  }

  void make(FunctionText function) {
    for (Registration one : driver.registrations(function)) {
      if (one.isEx() && one.call().isWritten()) {
        guard(one).ifPresent(guard -> mutate(function, one, guard));
      }
    }
  }

  /** The if behind the registration whose arm is taken on failure and leaves the function. */
  private record Guard(Stmt.If choice, Site site, String status) {}

  private static Optional<Guard> guard(Registration one) {
    Site site = one.call().site();
    Optional<String> status = one.call().target();
    Optional<Site> next = site.next();
    if (status.isEmpty()
        || next.isEmpty()
        || !(next.get().statement() instanceof Stmt.If choice)
        || choice.whenFalse().isPresent()
        || !next.get().isWritten()) {
      return Optional.empty();
    }
    String condition = FunctionText.condition(choice).map(Span::text).orElse("").replace(" ", "");
    boolean failure =
        condition.equals("!NT_SUCCESS(" + status.get() + ")")
            || condition.equals(status.get() + "!=STATUS_SUCCESS");
    return failure && leaves(choice.whenTrue())
        ? Optional.of(new Guard(choice, next.get(), status.get()))
        : Optional.empty();
  }

  private static boolean leaves(Stmt arm) {
    return switch (arm) {
      case Stmt.Return _ -> true;
      case Stmt.Compound compound ->
          !compound.statements().isEmpty() && leaves(compound.statements().getLast());
      default -> false;
    };
  }

  private void mutate(FunctionText function, Registration one, Guard guard) {
    CallUse call = one.call();
    String irp = call.argument(one.irp());
    Optional<CallUse> send =
        function.calls("IoCallDriver", "PoCallDriver").stream()
            .filter(other -> other.argument(1).equals(irp))
            .filter(other -> isAmong(guard.site().rest(), other.site().statement()))
            .findFirst();
    boolean incoming = driver.origin(call, one.irp()).equals(Optional.of(INCOMING));
    boolean dispatched = incoming && !driver.dispatchRoutines(function).isEmpty();

    if (send.isPresent()) {
      bench.breaking(
          function,
          "the status of the registration is not tested",
          Set.of("IoSetCompletionRoutineExCheck"),
          Bench.delete(guard.site()));
      bench.breaking(
          function,
          "the status of the registration is tested and nothing done",
          dispatched
              ? Set.of("IoSetCompletionExCompleteIrp")
              : Set.of("IoSetCompletionRoutineExCheck"),
          dispatched
              ? Bench.replace(guard.choice().whenTrue().origin().site(), "{ }")
              : Bench.replace(
                  FunctionText.condition(guard.choice()).get(),
                  "FALSE && " + guard.status() + " < 0"));
      bench.breaking(
          function,
          "the status is lost before it is tested",
          Set.of("IoSetCompletionRoutineExCheck"),
          Bench.before(guard.site(), guard.status() + " = STATUS_SUCCESS;"));
    }
    if (dispatched) {
      failureArm(function, one, guard);
    }
    if (dispatched && send.isPresent() && driver.isTail(function)) {
      bench.breaking(
          function,
          "the test of the registration is flipped",
          Set.of("IoSetCompletionExCompleteIrp", "CompletionRoutineRegistered"),
          Bench.replace(
              FunctionText.condition(guard.choice()).get(), "NT_SUCCESS(" + guard.status() + ")"));
      bench.breaking(
          function,
          "returns between registration and send",
          Set.of("CompletionRoutineRegistered"),
          Bench.after(guard.site(), "if (" + irp + "->Cancel) { return STATUS_CANCELLED; }"));
      bench.breaking(
          function,
          "does not send",
          Set.of("CompletionRoutineRegistered"),
          Bench.replace(send.get().span(), "STATUS_UNSUCCESSFUL"));
    }
    if (dispatched) {
      bench.breaking(
          function,
          "registers twice",
          Set.of("CompletionRoutineRegistered"),
          Bench.after(guard.site(), call.span().text() + ";"));
    }
  }

  private void failureArm(FunctionText function, Registration one, Guard guard) {
    if (!driver.isTail(function)) {
      return;
    }
    for (CallUse call : function.calls()) {
      Optional<Integer> completed = driver.completedArgument(call);
      boolean here =
          call.site().function() == function
              && isAmong(List.of(guard.choice().whenTrue()), call.site().statement());
      if (here
          && completed.isPresent()
          && call.argument(completed.get()).equals(one.call().argument(one.irp()))) {
        if (call.isStatement()) {
          bench.breaking(
              function,
              "does not complete after a failed registration",
              Set.of("IoSetCompletionExCompleteIrp"),
              Bench.delete(call.site()));
        } else if (call.isReturned()) {
          bench.breaking(
              function,
              "does not complete after a failed registration",
              Set.of("IoSetCompletionExCompleteIrp"),
              Bench.replace(call.site().span(), "return " + guard.status() + ";"));
        }
      }
    }
  }

  /** A statement is one of the list, or its condition or value stands in the list. */
  static boolean isAmong(List<Stmt> list, Stmt statement) {
    for (Stmt one : list) {
      Stmt bare = FunctionText.unlabelled(one);
      if (bare.equals(statement)
          || (bare instanceof Stmt.Compound block && isAmong(block.statements(), statement))) {
        return true;
      }
    }
    return false;
  }

  static boolean isZero(Expr expr) {
    return FunctionText.bare(expr) instanceof Expr.IntLiteral literal && literal.value() == 0;
  }
}
