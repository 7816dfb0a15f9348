package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where instructions are written to while a function is lowered: a current block, and blocks that
 * jumps refer to before they are begun. Blocks are numbered in the order in which they are begun,
 * which lowering keeps to source order.
 */
final class BlockAssembly {
  private final List<Draft> placed = new ArrayList<>();
  private final Draft exit = new Draft();
  private Draft current;
  private Optional<Draft> landing = Optional.empty();

  BlockAssembly() {
    current = new Draft();
    place(current);
  }

  /** Where exceptions of the blocks begun from now on go. */
  void protect(Optional<Draft> newLanding) {
    landing = newLanding;
  }

  Optional<Draft> protection() {
    return landing;
  }

  Draft exit() {
    return exit;
  }

  Draft current() {
    return current;
  }

  /** How many blocks were begun; bounds the copies that are made of cleanup code. */
  int size() {
    return placed.size();
  }

  void emit(Instruction instruction) {
    current.instructions.add(instruction);
  }

  void line(Origin origin) {
    current.line(origin);
  }

  /** Goes on in {@code next}; a current block that has not ended falls through into it. */
  void begin(Draft next, Origin origin) {
    if (current.terminator.isEmpty()) {
      jump(origin, next, Edge.Kind.NEXT);
    }
    place(next);
    current = next;
  }

  void jump(Origin origin, Draft target, Edge.Kind kind) {
    end(new Terminator.Jump(origin), List.of(new Draft.Exit(target, kind, "")));
  }

  void branch(Origin origin, Operand condition, Draft whenTrue, Draft whenFalse) {
    branch(origin, condition, WrittenText.of(origin), whenTrue, whenFalse);
  }

  void branch(Origin origin, Operand condition, String text, Draft whenTrue, Draft whenFalse) {
    end(
        new Terminator.Branch(origin, condition, text),
        List.of(
            new Draft.Exit(whenTrue, Edge.Kind.TRUE, "true"),
            new Draft.Exit(whenFalse, Edge.Kind.FALSE, "false")));
  }

  /**
   * Sets the current block aside without an end, to be given one with {@link Draft#end} or resumed,
   * and goes on in a block that nothing leads to.
   */
  Draft suspend() {
    Draft suspended = current;
    current = new Draft();
    place(current);
    return suspended;
  }

  /** Goes on in a block that was suspended. */
  void resume(Draft suspended) {
    current = suspended;
  }

  void leave(Origin origin, Optional<Operand> value) {
    end(new Terminator.Return(origin, value), List.of(new Draft.Exit(exit, Edge.Kind.RETURN, "")));
  }

  void stop(Origin origin) {
    end(new Terminator.End(origin), List.of());
  }

  private void end(Terminator how, List<Draft.Exit> where) {
    current.end(how, where);
    current = new Draft();
    place(current);
  }

  private void place(Draft block) {
    block.place(placed.size());
    block.landing = landing;
    placed.add(block);
  }

  /** The blocks in the order in which they were begun, unreachable ones included. */
  List<Draft> placed() {
    return List.copyOf(placed);
  }
}
