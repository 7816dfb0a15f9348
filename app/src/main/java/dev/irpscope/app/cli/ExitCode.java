package dev.irpscope.app.cli;

/** What the process says to scripts. */
public final class ExitCode {
  public static final int NONE_FOUND = 0;
  public static final int VIOLATIONS = 1;

  /** A wrong option, or input that gives nothing to work on. */
  public static final int USAGE_OR_INPUT = 2;

  /** Only with {@code --strict}: some rule's search failed or did not end. */
  public static final int NOT_CONCLUSIVE = 3;

  private ExitCode() {}
}
