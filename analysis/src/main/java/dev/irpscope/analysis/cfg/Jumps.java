package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Jumps out of nested statements. A jump that leaves the body of a {@code __try} with a {@code
 * __finally} runs a copy of the cleanup block first, innermost first: a path then shows how it got
 * there, and {@code AbnormalTermination()} is a constant in each copy.
 */
final class Jumps {
  /** Cleanup nested in cleanup doubles the copies; beyond this many blocks they are left out. */
  private static final int MAX_BLOCKS = 50_000;

  private final Frame frame;
  private final BlockAssembly blocks;
  private final Consumer<Stmt> statements;
  private final Labels labels;
  private final Map<String, Draft> targets;
  private Optional<Enclosing> enclosing = Optional.empty();

  /**
   * @param statements lowers a cleanup block
   */
  Jumps(Frame frame, Stmt.Compound body, Consumer<Stmt> statements) {
    this.frame = frame;
    this.blocks = frame.blocks;
    this.statements = statements;
    this.labels = new Labels(body);
    this.targets = labels.drafts();
  }

  void enterLoop(Draft onBreak, Draft onContinue) {
    enclosing = Optional.of(new Enclosing.Loop(enclosing, onBreak, onContinue));
  }

  Enclosing.SwitchBody enterSwitch(Draft onBreak, CType type, List<Draft.Exit> cases) {
    Enclosing.SwitchBody body = new Enclosing.SwitchBody(enclosing, onBreak, type, cases);
    enclosing = Optional.of(body);
    return body;
  }

  /** Begins the body of a {@code __try} in a block of its own. */
  Enclosing.Guarded enterTry(
      NodeId id, Draft onLeave, Draft landing, Optional<Stmt.Compound> cleanup, Origin origin) {
    Enclosing.Guarded region =
        new Enclosing.Guarded(enclosing, id, onLeave, landing, cleanup, frame.scope());
    within(Optional.of(region));
    Draft body = new Draft();
    body.opensTry = true;
    blocks.begin(body, origin);
    return region;
  }

  /** Leaves the innermost enclosing statement. */
  void exit() {
    within(enclosing.orElseThrow().outer());
  }

  private void within(Optional<Enclosing> now) {
    enclosing = now;
    Optional<Draft> landing = Optional.empty();
    for (Enclosing around : Enclosing.chain(now)) {
      if (around instanceof Enclosing.Guarded guarded) {
        landing = Optional.of(guarded.landing());
        break;
      }
    }
    blocks.protect(landing);
  }

  Optional<Enclosing.SwitchBody> innermostSwitch() {
    return Enclosing.chain(enclosing).stream()
        .filter(Enclosing.SwitchBody.class::isInstance)
        .map(Enclosing.SwitchBody.class::cast)
        .findFirst();
  }

  /** The block that the label {@code name} begins here. */
  Draft label(String name) {
    for (Enclosing around : Enclosing.chain(enclosing)) {
      if (around instanceof Enclosing.Copy(_, var own) && own.containsKey(name)) {
        return own.get(name);
      }
    }
    return targets.computeIfAbsent(name, _ -> new Draft());
  }

  void toLabel(Origin origin, String name) {
    Optional<Enclosing> here = enclosing;
    for (Enclosing around : Enclosing.chain(here)) {
      if (around instanceof Enclosing.Copy(_, var own) && own.containsKey(name)) {
        go(origin, own.get(name), here);
        return;
      }
      if (around instanceof Enclosing.Guarded guarded) {
        if (labels.guardsOf(name).contains(guarded.id())) {
          break;
        }
        runCleanup(guarded, true);
      }
    }
    if (!labels.names().contains(name)) {
      frame.diagnostics.add(
          Diagnostic.at(
              "LABEL-NOT-FOUND",
              Diagnostic.Severity.WARNING,
              origin.site(),
              "There is no label " + name + " in this function; paths end at the goto."));
    }
    go(origin, targets.computeIfAbsent(name, _ -> new Draft()), here);
  }

  void toBreak(Origin origin) {
    Optional<Enclosing> here = enclosing;
    for (Enclosing around : Enclosing.chain(here)) {
      switch (around) {
        case Enclosing.Loop loop -> {
          go(origin, loop.onBreak(), here);
          return;
        }
        case Enclosing.SwitchBody body -> {
          go(origin, body.onBreak(), here);
          return;
        }
        case Enclosing.Guarded guarded -> runCleanup(guarded, true);
        case Enclosing.Copy _ -> {}
      }
    }
    misplaced(origin, "break");
  }

  void toContinue(Origin origin) {
    Optional<Enclosing> here = enclosing;
    for (Enclosing around : Enclosing.chain(here)) {
      switch (around) {
        case Enclosing.Loop loop -> {
          go(origin, loop.onContinue(), here);
          return;
        }
        case Enclosing.Guarded guarded -> runCleanup(guarded, true);
        case Enclosing.SwitchBody _, Enclosing.Copy _ -> {}
      }
    }
    misplaced(origin, "continue");
  }

  void toLeave(Origin origin) {
    for (Enclosing around : Enclosing.chain(enclosing)) {
      if (around instanceof Enclosing.Guarded guarded) {
        go(origin, guarded.onLeave(), enclosing);
        return;
      }
    }
    misplaced(origin, "__leave");
  }

  private void go(Origin origin, Draft target, Optional<Enclosing> resumeIn) {
    blocks.jump(origin, target, Edge.Kind.GOTO);
    within(resumeIn);
  }

  private void misplaced(Origin origin, String what) {
    frame.diagnostics.add(
        Diagnostic.at(
            "JUMP-WITHOUT-TARGET",
            Diagnostic.Severity.WARNING,
            origin.site(),
            "Nothing around this " + what + " can be left by it; paths end here."));
    blocks.emit(new Instruction.Opaque(origin, what + " without a target"));
    blocks.stop(origin);
    resume();
  }

  /** Whether a return from here runs any cleanup block. */
  boolean returnRunsCleanup() {
    return Enclosing.chain(enclosing).stream()
        .anyMatch(
            around -> around instanceof Enclosing.Guarded guarded && guarded.cleanup().isPresent());
  }

  /** Runs every cleanup block around a return; follow with {@link #resume}. */
  void unwindAll() {
    Optional<Enclosing> here = enclosing;
    for (Enclosing around : Enclosing.chain(here)) {
      if (around instanceof Enclosing.Guarded guarded) {
        runCleanup(guarded, true);
      }
    }
  }

  /** The blocks begun from now on belong to the innermost enclosing statement again. */
  void resume() {
    within(enclosing);
  }

  /** Lowers a copy of the cleanup block; what follows it must end the block or {@link #resume}. */
  void runCleanup(Enclosing.Guarded region, boolean abnormal) {
    if (region.cleanup().isEmpty()) {
      return;
    }
    Stmt.Compound cleanup = region.cleanup().get();
    if (blocks.size() > MAX_BLOCKS) {
      blocks.emit(new Instruction.Opaque(cleanup.origin(), "cleanup nested too deeply"));
      return;
    }
    Optional<Enclosing> here = enclosing;
    Scope names = frame.scope();
    Optional<Boolean> outerFlag = frame.abnormalTermination;
    within(Optional.of(new Enclosing.Copy(region.outer(), new Labels(cleanup).drafts())));
    frame.enter(region.scope());
    frame.abnormalTermination = Optional.of(abnormal);
    blocks.begin(new Draft(), cleanup.origin());
    statements.accept(cleanup);
    frame.abnormalTermination = outerFlag;
    frame.enter(names);
    enclosing = here;
  }

  /** The exception goes to the next handler outwards, or leaves the function. */
  void passOnException(Origin origin) {
    for (Enclosing around : Enclosing.chain(enclosing)) {
      if (around instanceof Enclosing.Guarded guarded) {
        blocks.jump(origin, guarded.landing(), Edge.Kind.NEXT);
        return;
      }
    }
    blocks.stop(origin);
  }
}
