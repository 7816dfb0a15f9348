package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.trace.Step;
import java.util.Optional;

/** One row of the life of a request, from top to bottom in the order of the path. */
public sealed interface LaneRow {
  /** Index of the first step that the row stands for. */
  int first();

  /** Index of the last step that the row stands for. */
  int last();

  /** Who has the IRP beside the row; empty before there is one. */
  Optional<Lane> owner();

  /** The four that hold or pass on an IRP, from left to right. */
  enum Lane {
    DISPATCH(0),
    IO_MANAGER(1),
    LOWER_DRIVER(2),
    COMPLETION(3);

    private final int column;

    Lane(int column) {
      this.column = column;
    }

    /** 0 for the leftmost. */
    public int column() {
      return column;
    }
  }

  /**
   * A way from one lane to another.
   *
   * @param label what is called or returned
   * @param flag status or other remark on the arrow; may be empty
   */
  record Arrow(Lane from, Lane to, String label, String flag) {}

  /**
   * A step.
   *
   * @param lane where it runs
   * @param arrow how the request or control goes over at this step
   * @param foreign whether the step acts on the IRP although another has it
   */
  record At(Step step, Lane lane, Optional<Arrow> arrow, Optional<Lane> owner, boolean foreign)
      implements LaneRow {
    /** What was decided, to stand behind the text; empty where nothing was. */
    public String decided() {
      return step.kind() == Step.Kind.BRANCH ? step.outcome().map(o -> ": " + o).orElse("") : "";
    }

    @Override
    public int first() {
      return step.index();
    }

    @Override
    public int last() {
      return step.index();
    }
  }

  /** Steps that do not matter to the request, counted. */
  record Gap(int first, int last, Lane lane, Optional<Lane> owner) implements LaneRow {
    public int count() {
      return last - first + 1;
    }
  }

  /** The call that never happened, where the path ends; only if there is a place for it. */
  record Missing(int first, Lane lane, String call, Optional<Lane> owner) implements LaneRow {
    @Override
    public int last() {
      return first;
    }
  }
}
