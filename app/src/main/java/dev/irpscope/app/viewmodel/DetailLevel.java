package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Step;

/** How many of a path's steps are shown one by one. */
public enum DetailLevel {
  ESSENTIAL(1),
  IMPORTANT(2),
  ALL(3);

  private final int number;

  DetailLevel(int number) {
    this.number = number;
  }

  /** Whether a step of this importance has a row of its own. */
  public boolean shows(Step.Importance importance) {
    int needed =
        switch (importance) {
          case ESSENTIAL -> 1;
          case IMPORTANT -> 2;
          case OTHER -> 3;
        };
    return number >= needed;
  }

  /** 1 to 3, as people see it. */
  public int number() {
    return number;
  }
}
